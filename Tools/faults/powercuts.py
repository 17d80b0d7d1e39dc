#!/usr/bin/env python3
"""Replays power cuts: what a disk may hold when the machine stops at any moment of a workflow.

    powercuts.py WORKFLOW.json [--states 20000] [--seed N] [--jobs 2] [--set NAME=VALUE ...] [--keep DIR] [--json OUT]

The workflow runs once with the shim in mode `record`. A state is a moment in that log and a choice of what had reached
the disk by then. Everything that fsync had acknowledged is there. Of the rest, each page of 4 KiB of a write is there
or not, independently; a page may be cut at a sector of 512 bytes; lengths and names came in order within one file and
one directory, up to some point. In each state everything acknowledged before the moment must be found and everything
that always holds must hold. This is harsher than a journaling file system and milder than a broken disk.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from workflow import Fault, Slot, Workflow, build_shim

PAGE, SECTOR = 4096, 512


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

    def sync(self) -> None:
        self.durable = self.after(lambda operation: [(operation.offset, operation.data)], len(self.pending))
        self.pending = []

    def cut(self, chance: random.Random) -> bytes:
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


class Disk:
    """A directory tree that knows what is durable. Names map to contents, so a rename moves no bytes."""

    def __init__(self, start: Path, world: Path):
        self.world = str(world)
        self.durable: dict[str, Content | None] = {}  # None: a directory
        for path in sorted(start.rglob("*")):
            name = str(world / path.relative_to(start))
            self.durable[name] = None if path.is_dir() else Content(path.read_bytes())
        self.current = dict(self.durable)
        self.names: list[tuple[str, str, Content | None, bool]] = []  # directory, name, content, is there

    def apply(self, operation: Operation) -> None:
        path, second = operation.path, operation.second
        match operation.call:
            case "write" | "truncate":
                content = self.current.get(path)
                if isinstance(content, Content):
                    content.pending.append(operation)
            case "sync":
                content = self.current.get(path)
                if isinstance(content, Content):
                    content.sync()
                else:
                    self.settle(path)
            case "create":
                self.name(path, Content(), True)
            case "mkdir":
                self.name(path, None, True)
            case "unlink":
                self.name(path, self.current.get(path), False)
            case "link" | "rename":
                content = self.current.get(path)
                if second:
                    self.name(second, content, True)
                if operation.call == "rename":
                    self.name(path, content, False)

    def name(self, path: str, content: Content | None, there: bool) -> None:
        self.names.append((os.path.dirname(path), path, content, there))
        put(self.current, path, content, there)

    def settle(self, directory: str) -> None:
        """A directory was fsynced: the names in it are durable, and the way to it."""
        for where, path, content, there in self.names:
            if where == directory:
                put(self.durable, path, content, there)
        self.names = [change for change in self.names if change[0] != directory]

    def cut(self, chance: random.Random) -> dict[str, bytes | None]:
        """One possible state of the disk now."""
        found = dict(self.durable)
        kept: dict[str, int] = {}
        for where in {change[0] for change in self.names}:
            kept[where] = chance.randint(0, sum(change[0] == where for change in self.names))
        for where, path, content, there in self.names:
            if kept[where] > 0:
                kept[where] -= 1
                put(found, path, content, there)
        return {path: None if content is None else content.cut(chance) for path, content in found.items()}


def put(names: dict, path: str, content: Content | None, there: bool) -> None:
    if there:
        names[path] = content
    else:
        names.pop(path, None)


@dataclass
class Loss:
    state: int
    moment: int
    problems: list[str]


@dataclass
class Report:
    workflow: str
    seed: int
    operations: int
    states: int = 0
    losses: list[Loss] = field(default_factory=list)

    def lines(self) -> list[str]:
        text = [
            f"{self.workflow}: {self.operations} operations, {self.states} states from seed {self.seed}, "
            f"{len(self.losses)} with problems"
        ]
        for loss in self.losses[:20]:
            text += [f"state {loss.state} at operation {loss.moment}: {problem}" for problem in loss.problems]
        return text


def record(slot: Slot, shim: Path) -> list[Operation]:
    slot.restore()
    log = slot.root / "log"
    log.write_bytes(b"")

    def mark(index: int) -> None:
        with log.open("ab") as file:
            file.write(b"mark\t0\t%d\t\t\n\n" % index)

    environment = Fault("record").environment(shim, slot.world, slot.root / "report", log)
    acknowledged = slot.run_commands(environment, mark)
    problems, _ = slot.problems(acknowledged)
    if not all(acknowledged) or problems:
        raise RuntimeError(f"{slot.workflow.name} fails without faults: {problems}")
    return parse(log.read_bytes())


def write_state(slot: Slot, state: dict[str, bytes | None]) -> None:
    shutil.rmtree(slot.world)
    slot.world.mkdir()
    for path, content in sorted(state.items()):
        if not os.path.isdir(os.path.dirname(path)):
            continue  # the directory itself had not reached the disk
        if content is None:
            os.makedirs(path, 0o700, exist_ok=True)
        else:
            Path(path).write_bytes(content)
            os.chmod(path, 0o600)
    slot.values = dict(slot.prepared)


def run_share(slot: Slot, shim: Path, states: range, seed: int, keep: Path | None) -> tuple[int, list[Loss]]:
    """Checks some states. Moments are spread evenly over the log, so a share is visited in the order of the log."""
    operations = record(slot, shim)
    values = dict(slot.values)  # what the recorded commands saved
    order = sorted((random.Random(f"{seed} {state}").randint(0, len(operations)), state) for state in states)
    disk, done, acknowledged, losses = Disk(slot.start, slot.world), 0, 0, []
    for moment, state in order:
        for operation in operations[done:moment]:
            acknowledged += operation.call == "mark"
            disk.apply(operation)
        done = moment
        write_state(slot, disk.cut(random.Random(f"{seed} {state} cut")))
        slot.values = dict(values)
        if keep:
            saved = slot.root / "saved"
            shutil.rmtree(saved, ignore_errors=True)
            shutil.copytree(slot.world, saved, symlinks=True)
        problems, _ = slot.problems([True] * acknowledged)
        if problems:
            losses.append(Loss(state, moment, problems))
            if keep:
                shutil.copytree(saved, keep / f"{slot.workflow.name}-{seed}-{state}", symlinks=True)
    return len(operations), losses


def run_workflow(
    workflow: Workflow, states: int, seed: int, jobs: int = 2, values: dict[str, str] | None = None,
    keep: Path | None = None,
) -> Report:
    shim = build_shim()
    with tempfile.TemporaryDirectory(prefix="powercuts-") as place, ThreadPoolExecutor(jobs) as pool:
        slots = list(pool.map(lambda job: Slot(Path(place) / str(job), workflow, values or {}), range(jobs)))
        shares = [
            pool.submit(run_share, slot, shim, range(job, states, jobs), seed, keep) for job, slot in enumerate(slots)
        ]
        results = [share.result() for share in shares]
    losses = sorted((loss for _, part in results for loss in part), key=lambda loss: loss.state)
    return Report(workflow.name, seed, results[0][0], states, losses)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workflow", type=Path)
    parser.add_argument("--states", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--keep", type=Path, help="keep the states with problems here")
    parser.add_argument("--json", type=Path, help="write the report to this file")
    options = parser.parse_args()
    values = dict(item.split("=", 1) for item in options.set)
    report = run_workflow(
        Workflow.load(options.workflow), options.states, options.seed, options.jobs, values, options.keep
    )
    print("\n".join(report.lines()))
    if options.json:
        options.json.write_text(json.dumps(asdict(report), indent=1) + "\n")
    return 1 if report.losses else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (RuntimeError, OSError, ValueError, TypeError) as error:
        print(f"{Path(sys.argv[0]).name}: {error}", file=sys.stderr)
        sys.exit(2)
