"""Replays power cuts: what a disk may hold when the machine stops at any moment of a workflow.

The workflow runs once with the shim in mode `record`. A state is a moment in that log and a way in which the power
went. Everything that fsync had acknowledged is there. Of the rest all is there (`kept`), nothing (`dropped`), only the
changes of names (`names`), only the bytes (`bytes`), or any part of it (`torn`): then each page of 4 KiB of a write is
there or not, independently; a page may be cut at a sector of 512 bytes; lengths and names came in order within one
file and one directory, up to some point. In each state everything acknowledged before the moment must be found and
everything that always holds must hold. This is harsher than a journaling file system and milder than a broken disk.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from disk import WAYS, Disk, Operation, parse
from workflow import Fault, Outcome, Slot, Workflow, build_shim


@dataclass
class Loss:
    state: int
    moment: int
    way: str
    problems: list[str]


@dataclass
class Report:
    """`states` were looked at; those that were the same as another are looked at once, and `distinct` counts them."""

    workflow: str
    seed: int
    operations: int
    states: int = 0
    distinct: int = 0
    slowest: float = 0.0
    losses: list[Loss] = field(default_factory=list)

    def lines(self) -> list[str]:
        text = [
            f"{self.workflow}: {self.operations} operations, {self.states} states from seed {self.seed}, "
            f"{self.distinct} of them distinct, slowest recovery {self.slowest:.2f} s, {len(self.losses)} with problems"
        ]
        for loss in self.losses[:20]:
            text += [f"state {loss.state} at operation {loss.moment}, {loss.way}: {one}" for one in loss.problems]
        return text


@dataclass(frozen=True)
class State:
    number: int
    moment: int
    way: str


# Chooses states of a log with so many operations.
Choice = Callable[[int], list[State]]


def every(torn: int = 1) -> Choice:
    """Each moment in each way, with so many draws of the torn one."""
    ways = [*WAYS[:-1], *["torn"] * torn]
    return lambda operations: [
        State(moment * len(ways) + index, moment, way)
        for moment in range(operations + 1) for index, way in enumerate(ways)
    ]


def at_the_end(operations: int) -> list[State]:
    """When everything is done, in each way."""
    return [State(index, operations, way) for index, way in enumerate(WAYS)]


def drawn(count: int, seed: int) -> Choice:
    """So many of them, at any moment; most are torn, where a state rarely comes twice."""
    def one(number: int, operations: int) -> State:
        chance = random.Random(f"{seed} {number}")
        return State(number, chance.randint(0, operations), chance.choice([*WAYS, *["torn"] * 3]))

    return lambda operations: [one(number, operations) for number in range(count)]


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
    for path, content in state.items():  # a directory comes before what is in it
        if content is None:
            os.makedirs(path, 0o700)
        else:
            Path(path).write_bytes(content)
            os.chmod(path, 0o600)


class Replay:
    """One recorded run of a workflow, and the states that were seen of it."""

    def __init__(self, slot: Slot, shim: Path, seed: int, keep: Path | None, ignoring_syncs: bool = False):
        self.slot, self.seed, self.keep = slot, seed, keep
        self.operations = [
            operation for operation in record(slot, shim) if not (ignoring_syncs and operation.call == "sync")
        ]
        self.values, self.outcomes = dict(slot.values), list(slot.outcomes)
        self.slowest = 0.0
        self.known: dict[bytes, list[str]] = {}

    def run(self, states: list[State]) -> list[Loss]:
        """Looks at states in the order of the log."""
        disk, done, acknowledged, losses = Disk(self.slot.start, self.slot.world), 0, 0, []
        for state in sorted(states, key=lambda state: (state.moment, state.number)):
            for operation in self.operations[done : state.moment]:
                acknowledged += operation.call == "mark"
                disk.apply(operation)
            done = state.moment
            content = disk.cut(state.way, random.Random(f"{self.seed} {state.number} cut"))
            digest = hashlib.sha256(repr((acknowledged, sorted(content.items()))).encode()).digest()
            if digest not in self.known:
                self.known[digest] = self.problems(content, acknowledged, state)
            if self.known[digest]:
                losses.append(Loss(state.number, state.moment, state.way, self.known[digest]))
        return losses

    def problems(self, content: dict[str, bytes | None], acknowledged: int, state: State) -> list[str]:
        slot = self.slot
        write_state(slot, content)
        slot.values = dict(self.values)
        # The commands up to the moment did what they did; the one that was running came to no end.
        slot.outcomes = [*self.outcomes[:acknowledged], Outcome(-9, "", "", 0, False)][: len(self.outcomes)]
        if self.keep:
            saved = slot.root / "saved"
            shutil.rmtree(saved, ignore_errors=True)
            shutil.copytree(slot.world, saved, symlinks=True)
        problems, recovery = slot.problems([True] * acknowledged)
        self.slowest = max(self.slowest, recovery)
        if problems and self.keep:
            shutil.copytree(saved, self.keep / f"{slot.workflow.name}-{self.seed}-{state.number}", symlinks=True)
        return problems


def run_workflow(
    workflow: Workflow, states: Choice, seed: int, jobs: int = 2, values: dict[str, str] | None = None,
    keep: Path | None = None, ignoring_syncs: bool = False,
) -> Report:
    shim = build_shim()
    with tempfile.TemporaryDirectory(prefix="powercuts-") as place, ThreadPoolExecutor(jobs) as pool:

        def start(job: int) -> Replay:
            slot = Slot(Path(place) / str(job), workflow, values or {})
            return Replay(slot, shim, seed, keep, ignoring_syncs)

        replays = list(pool.map(start, range(jobs)))

        def share(job: int) -> tuple[int, list[Loss]]:
            replay = replays[job]
            operations = len(replay.operations)
            # Neighbours hold the same state more often than others: each share is a stretch of the log.
            mine = [state for state in states(operations) if state.moment * jobs // (operations + 1) == job]
            return len(mine), replay.run(mine)

        results = list(pool.map(share, range(jobs)))
    losses = sorted((loss for _, part in results for loss in part), key=lambda loss: loss.state)
    return Report(
        workflow.name, seed, len(replays[0].operations), sum(count for count, _ in results),
        sum(len(replay.known) for replay in replays), max(replay.slowest for replay in replays), losses)
