"""A disk as a power cut leaves it: what fsync had acknowledged, and of the rest all, nothing or a part."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from pathlib import Path

PAGE, SECTOR = 4096, 512
WAYS = ["kept", "dropped", "names", "bytes", "torn"]


@dataclass
class Operation:
    call: str
    path: str
    second: str
    offset: int
    data: bytes


def parse(log: bytes) -> list[Operation]:
    """The records of shim.c, and the driver's marks between them."""
    operations, place = [], 0
    while place < len(log):
        end = log.index(b"\n", place)
        call, length, offset, path, second = log[place:end].decode("utf-8", "surrogateescape").split("\t")
        data = log[end + 1 : end + 1 + int(length)]
        operations.append(Operation(call, path, second, int(offset), data))
        place = end + 2 + int(length)
    return operations


class Content:
    """The bytes of one file: what is durable, and the changes since, in order."""

    def __init__(self, durable: bytes = b""):
        self.durable = durable
        self.pending: list[Operation] = []

    def whole(self) -> bytes:
        return self.after(lambda operation: [(operation.offset, operation.data)], len(self.pending))

    def sync(self) -> None:
        self.durable, self.pending = self.whole(), []

    def cut(self, way: str, chance: random.Random) -> bytes:
        if way in ("dropped", "names"):
            return self.durable
        if way in ("kept", "bytes"):
            return self.whole()
        share = chance.choice([0.0, 0.1, 0.5, 0.9, 1.0])

        def some(operation: Operation) -> list[tuple[int, bytes]]:
            pieces, start = [], 0
            while start < len(operation.data):
                size = PAGE - (operation.offset + start) % PAGE
                piece = operation.data[start : start + size]
                if chance.random() < share:
                    if chance.random() < 0.05:
                        piece = piece[: chance.randrange(len(piece) // SECTOR + 1) * SECTOR]
                    pieces.append((operation.offset + start, piece))
                start += size
            return pieces

        return self.after(some, chance.randint(0, len(self.pending)))

    def after(self, written, lengths: int) -> bytes:
        """The bytes when of each write `written` is there, and of the changes of length the first `lengths`."""
        content = bytearray(self.durable)
        for index, operation in enumerate(self.pending):
            if operation.call == "truncate":
                if index < lengths:
                    del content[operation.offset :]
                    content.extend(bytes(operation.offset - len(content)))
                continue
            for offset, piece in written(operation):
                content.extend(bytes(max(0, offset + len(piece) - len(content))))
                content[offset : offset + len(piece)] = piece
        return bytes(content)


class Folder:
    """The names in one directory: what is durable, and the changes since, in order."""

    def __init__(self, durable: dict[str, Content | Folder] | None = None):
        self.durable = durable or {}
        self.current = dict(self.durable)
        self.pending: list[dict[str, Content | Folder | None]] = []

    def change(self, names: dict[str, Content | Folder | None]) -> None:
        """Names that come and go at once: a rename within a directory is one change."""
        self.pending.append(names)
        update(self.current, names)

    def sync(self) -> None:
        self.durable, self.pending = dict(self.current), []

    def after(self, changes: int) -> dict[str, Content | Folder]:
        names = dict(self.durable)
        for change in self.pending[:changes]:
            update(names, change)
        return names


def update(names: dict, change: dict) -> None:
    for name, node in change.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


class Disk:
    """A directory tree that knows what is durable. Names stand for files and directories, so a rename moves no bytes."""

    def __init__(self, start: Path, world: Path):
        self.world = world
        self.top = Folder(self.read(start))

    def read(self, folder: Path) -> dict[str, Content | Folder]:
        return {
            path.name: Folder(self.read(path)) if path.is_dir() else Content(path.read_bytes())
            for path in sorted(folder.iterdir())
        }

    def find(self, path: str) -> Content | Folder | None:
        node: Content | Folder | None = self.top
        for name in Path(path).relative_to(self.world).parts:
            node = node.current.get(name) if isinstance(node, Folder) else None
        return node

    def place(self, path: str) -> tuple[Folder | None, str]:
        folder = self.find(os.path.dirname(path)) if path != str(self.world) else None
        return (folder if isinstance(folder, Folder) else None), os.path.basename(path)

    def apply(self, operation: Operation) -> None:
        match operation.call:
            case "write" | "truncate":
                if isinstance(content := self.find(operation.path), Content):
                    content.pending.append(operation)
            case "sync":
                if node := self.find(operation.path):
                    node.sync()
            case "create":
                self.set(operation.path, Content())
            case "mkdir":
                self.set(operation.path, Folder())
            case "unlink":
                self.set(operation.path, None)
            case "link" | "rename":
                self.move(operation.path, operation.second, operation.call == "rename")

    def set(self, path: str, node: Content | Folder | None) -> None:
        folder, name = self.place(path)
        if folder:
            folder.change({name: node})

    def move(self, path: str, second: str, goes: bool) -> None:
        """Of a name that goes to another directory the two changes are durable each by itself, which is harsher than
        any file system."""
        node = self.find(path)
        if goes and os.path.dirname(path) == os.path.dirname(second):
            folder, name = self.place(path)
            if folder:
                folder.change({name: None, os.path.basename(second): node})
            return
        if second:
            self.set(second, node)
        if goes:
            self.set(path, None)

    def cut(self, way: str, chance: random.Random) -> dict[str, bytes | None]:
        """One possible state of the disk now; a directory has no bytes.

        `kept`: everything had arrived; `dropped`: only what was synced; `names` and `bytes`: of the rest only the one or
        the other; `torn`: any part of it.
        """
        state: dict[str, bytes | None] = {}

        def visit(folder: Folder, path: str) -> None:
            count = len(folder.pending)
            arrived = {"kept": count, "names": count, "dropped": 0, "bytes": 0}
            names = folder.after(arrived[way] if way in arrived else chance.randint(0, count))
            for name, node in sorted(names.items()):
                here = f"{path}/{name}"
                state[here] = None if isinstance(node, Folder) else node.cut(way, chance)
                if isinstance(node, Folder):
                    visit(node, here)

        visit(self.top, str(self.world))
        return state
