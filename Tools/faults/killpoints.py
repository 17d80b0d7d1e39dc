"""Spoils every file call of a workflow in turn and looks what is left.

For every n, until a run completes without reaching its n-th call: the saved start is put back, the workflow runs with
the shim at n, and then everything it acknowledged must be there and everything that always holds must hold, without
repair by hand. A report has one line for each mode and one for every problem.
"""

from __future__ import annotations

import shutil
import tempfile
import time
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
    acknowledged: int
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
    return Point(fault.mode, fault.at, fired, sum(acknowledged), seconds, problems)


def run_share(
    slot: Slot, shim: Path, modes: list[str], first: int, stride: int, keep: Path | None, until: float | None = None,
) -> list[Point]:
    """Every stride-th point of each mode, up to the first run that completes untouched, or until there is no time."""
    points = []
    for mode in modes:
        at = first
        while True:
            point = run_point(slot, shim, Fault(mode, at))
            points.append(point)
            if point.problems and keep:
                shutil.copytree(slot.world, keep / f"{slot.workflow.name}-{mode}-{at}", symlinks=True)
            if until and time.monotonic() > until:
                return points
            if not point.fired:
                break
            at += stride
    return points


def run_workflow(
    workflow: Workflow, modes: list[str] = MODES, jobs: int = 2, every: int = 1, first: int = 1,
    values: dict[str, str] | None = None, keep: Path | None = None, until: float | None = None,
) -> Report:
    """All points of a workflow, or those for which there is time (`until`, as time.monotonic counts).

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
            # However wide the stride, a short workflow has a point too.
            first = (first - 1) % max(calls, 1) + 1
            shares = [
                pool.submit(run_share, slot, shim, modes, first + job * every, jobs * every, keep, until)
                for job, slot in enumerate(slots)
            ]
            for share in shares:
                report.points += share.result()
            report.cut_short = until is not None and time.monotonic() > until
    report.points.sort(key=lambda point: (modes.index(point.mode), point.at))
    return report
