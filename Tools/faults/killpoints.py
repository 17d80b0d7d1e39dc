"""Spoils every file call of a workflow in turn and looks what is left.

For every n, until a run completes without reaching its n-th call: the saved start is put back, the workflow runs with
the shim at n, and then everything it acknowledged must be there and everything that always holds must hold, without
repair by hand. Where the order is drawn, the modes take turns, so that a run that is cut short has met each. A report
has one line for each mode and one for every problem.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from workflow import Fault, Slot, Workflow, build_shim, read_report

MODES = ["kill", "torn", "eio", "enospc"]


@dataclass
class Point:
    mode: str
    at: int
    fired: bool
    seconds: float
    problems: list[str]


@dataclass
class Report:
    workflow: str
    calls: int
    points: list[Point] = field(default_factory=list)
    cut_short: bool = False

    @property
    def problems(self) -> list[Point]:
        return [point for point in self.points if point.problems]

    @property
    def fired(self) -> list[Point]:
        return [point for point in self.points if point.fired]

    def missing(self, modes: list[str]) -> list[str]:
        """Modes in which nothing was spoilt."""
        return [mode for mode in modes if mode not in {point.mode for point in self.fired}]

    def lines(self) -> list[str]:
        text = [f"{self.workflow}: {self.calls} file calls{', cut short for time' if self.cut_short else ''}"]
        for mode in dict.fromkeys(point.mode for point in self.points):
            points = [point for point in self.points if point.mode == mode]
            fired = [point for point in points if point.fired]
            bad = sum(bool(point.problems) for point in points)
            slowest = max(point.seconds for point in points)
            text.append(f"{mode:>8}: {len(fired)} points, {bad} with problems, slowest recovery {slowest:.2f} s")
        for point in self.problems:
            text += [f"{point.mode} at {point.at}: {problem}" for problem in point.problems]
        return text


def run_point(slot: Slot, shim: Path, fault: Fault) -> Point:
    """One run with a fault, and what it left."""
    slot.restore()
    report = slot.root / "report"
    report.unlink(missing_ok=True)
    acknowledged = slot.run_commands(fault.environment(shim, slot.world, report))
    fired = read_report(report)[1] != 0
    problems, seconds = slot.problems(acknowledged)
    if not fired and not all(acknowledged):
        problems.append("a command failed although nothing was spoilt")
    return Point(fault.mode, fault.at, fired, seconds, problems)


def plan(modes: list[str], calls: int, every: int, drawn: random.Random | None) -> list[tuple[str, int]]:
    """Every k-th point of each mode. Drawn: each mode begins at a call of its own, and each has one point in a turn.

    However wide the stride, a short workflow has a point of each mode too."""
    points = {}
    for mode in modes:
        first = drawn.randrange(every) % max(calls, 1) + 1 if drawn else 1
        points[mode] = list(range(first, max(calls, first) + 1, every))
    if drawn is None:
        return [(mode, at) for mode in modes for at in points[mode]]
    for mode in modes:
        drawn.shuffle(points[mode])
    order: list[tuple[str, int]] = []
    for turn in range(max(map(len, points.values()))):
        there = [(mode, points[mode][turn]) for mode in modes if turn < len(points[mode])]
        order += drawn.sample(there, len(there))
    return order


def run_share(
    slot: Slot, shim: Path, left: deque[tuple[str, int]], calls: int, every: int, keep: Path | None,
    until: float | None, spare: int,
) -> list[Point]:
    """Takes one point after the other of those that are left, until there is no time and so many at most may be left
    out. A run of a mode may be longer than the one that was counted: after the last point comes another, until one
    completes untouched."""
    points = []
    while True:
        try:
            mode, at = left.popleft()
        except IndexError:
            break
        point = run_point(slot, shim, Fault(mode, at))
        points.append(point)
        if point.problems and keep:
            shutil.copytree(slot.world, keep / f"{slot.workflow.name}-{mode}-{at}", symlinks=True)
        if point.fired and at + every > calls:
            left.append((mode, at + every))
        if until is not None and time.monotonic() > until and len(left) <= spare:
            break
    return points


def run_workflow(
    workflow: Workflow, modes: list[str] = MODES, jobs: int = 2, every: int = 1, values: dict[str, str] | None = None,
    keep: Path | None = None, until: float | None = None, drawn: random.Random | None = None, least: int = 0,
) -> Report:
    """All points of a workflow, or every k-th, or those for which there is time (`until`, as time.monotonic counts), but
    not less than so many.

    Raises RuntimeError when it does not even pass without faults."""
    shim = build_shim()
    with tempfile.TemporaryDirectory(prefix="killpoints-") as place:
        with ThreadPoolExecutor(jobs) as pool:
            slots = list(pool.map(lambda job: Slot(Path(place) / str(job), workflow, values or {}), range(jobs)))
            clean = run_point(slots[0], shim, Fault("count"))
            if clean.problems:
                raise RuntimeError(f"{workflow.name} fails without faults: {clean.problems}")
            calls = read_report(slots[0].root / "report")[0]
            report = Report(workflow.name, calls)
            left = deque(plan(modes, calls, every, drawn))
            spare = max(len(left) - least, 0)
            shares = [pool.submit(run_share, slot, shim, left, calls, every, keep, until, spare) for slot in slots]
            for share in shares:
                report.points += share.result()
            # What nobody took is left out.
            report.cut_short = bool(left)
    report.points.sort(key=lambda point: (modes.index(point.mode), point.at))
    return report
