#!/usr/bin/env python3
"""The harness is itself tested: each mode fires at exactly the n-th call, and a program with a known fault fails."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import disk
import powercuts
from killpoints import MODES, plan, run_workflow
from register import register
from workflow import Command, Fault, Slot, Workflow, build_shim, read_report

# Ten calls that count, each announced when it is done, among many that do not.
CALLS = """
import os, sys
d, outside = sys.argv[1], sys.argv[2]
def done(what):
    os.write(1, (what + "\\n").encode())
def attempt(what, call):
    try: call(); done(what)
    except OSError as error: done(f"{what} {error.strerror}")
f = os.open(d + "/f", os.O_RDWR | os.O_CREAT, 0o600)
o = os.open(outside + "/o", os.O_RDWR | os.O_CREAT, 0o600)
r, w = os.pipe()
null = os.open("/dev/null", os.O_WRONLY)
os.write(o, b"outside"); os.write(w, b"pipe"); os.write(null, b"null"); os.fsync(o); os.ftruncate(o, 3)
attempt("write", lambda: os.write(f, b"0123456789"))
attempt("pwrite", lambda: os.pwrite(f, b"abcdefgh", 10))
attempt("writev", lambda: os.writev(f, [b"ABCDE", b"FG", b"HIJ"]))
os.write(o, b"outside again")
attempt("fsync", lambda: os.fsync(f))
attempt("over", lambda: os.pwrite(f, b"xx", 0))
attempt("fdatasync", lambda: os.fdatasync(f))
attempt("ftruncate", lambda: os.ftruncate(f, 12))
attempt("mkdir", lambda: os.mkdir(d + "/sub"))
attempt("rename", lambda: os.rename(d + "/f", d + "/g"))
os.rename(outside + "/o", outside + "/p"); os.unlink(outside + "/p")
attempt("unlink", lambda: os.unlink(d + "/g"))
"""
NAMES = ["write", "pwrite", "writev", "fsync", "over", "fdatasync", "ftruncate", "mkdir", "rename", "unlink"]


class ShimTests(unittest.TestCase):
    shim = build_shim()

    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.root = Path(place.name).resolve()
        for name in ("in", "out"):
            (self.root / name).mkdir()
        self.report = self.root / "report"

    def run_calls(self, fault: Fault, directory: Path | None = None, log: Path | None = None):
        environment = fault.environment(self.shim, directory or self.root / "in", self.report, log)
        return subprocess.run(
            [sys.executable, "-c", CALLS, self.root / "in", self.root / "out"],
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment}, capture_output=True, text=True,
        )

    def fresh(self):
        for name in ("in", "out"):
            subprocess.run(["rm", "-rf", self.root / name], check=True)
            (self.root / name).mkdir()
        self.report.unlink(missing_ok=True)

    def test_count(self):
        ended = self.run_calls(Fault("count"))
        self.assertEqual((ended.returncode, ended.stdout.split()), (0, NAMES), ended.stderr)
        self.assertEqual(read_report(self.report), (10, 0))

    def test_count_goes_on_over_processes(self):
        self.run_calls(Fault("count"))
        subprocess.run(["rm", "-r", self.root / "in/sub"], check=True)
        self.run_calls(Fault("count"))
        self.assertEqual(read_report(self.report), (20, 0))

    def test_other_directories_do_not_count(self):
        self.run_calls(Fault("count"), self.root / "in/su")
        self.assertEqual(read_report(self.report), (0, 0))
        self.fresh()
        self.run_calls(Fault("count"), Path(f"{self.root}/elsewhere:{self.root}/in/"))
        self.assertEqual(read_report(self.report), (10, 0))

    def test_kill(self):
        for at in range(1, 12):
            with self.subTest(at=at):
                self.fresh()
                ended = self.run_calls(Fault("kill", at))
                self.assertEqual(ended.stdout.split(), NAMES[: at - 1])
                self.assertEqual(ended.returncode, -9 if at <= 10 else 0)
                self.assertEqual(read_report(self.report), (at, at) if at <= 10 else (10, 0))

    def test_torn(self):
        for at, content in [(1, b"01234"), (2, b"0123456789abcd"), (3, b"0123456789ABCDEfgh"), (4, None), (5, None)]:
            with self.subTest(at=at):
                self.fresh()
                ended = self.run_calls(Fault("torn", at))
                self.assertEqual((ended.returncode, ended.stdout.split()), (-9, NAMES[: at - 1]))
                found = (self.root / "in/f").read_bytes()
                if content is not None:
                    self.assertEqual(found, content)
                if at == 5:
                    self.assertEqual(found[:2], b"x1")

    def test_eio(self):
        for at in range(1, 11):
            with self.subTest(at=at):
                self.fresh()
                lines = self.run_calls(Fault("eio", at)).stdout.splitlines()
                expected = list(NAMES)
                expected[at - 1] += " Input/output error"
                if at == 9:
                    expected[9] += " No such file or directory"
                self.assertEqual(lines, expected)
                self.assertEqual(read_report(self.report), (10, at))

    def test_enospc(self):
        for at in range(1, 11):
            with self.subTest(at=at):
                self.fresh()
                lines = self.run_calls(Fault("enospc", at)).stdout.splitlines()
                growing = {"write", "pwrite", "writev", "mkdir"}
                if at == 1:
                    growing.add("over")  # the file is still empty
                expected = [
                    name + " No space left on device" if index + 1 >= at and name in growing else name
                    for index, name in enumerate(NAMES)
                ]
                self.assertEqual(lines, expected)

    def test_wrong_settings_stop_the_program(self):
        for fault in (Fault("kil", 1), Fault("kill")):
            self.assertEqual(self.run_calls(fault).returncode, 125, fault)

    def test_without_the_shim_nothing_happens(self):
        ended = subprocess.run(
            [sys.executable, "-c", CALLS, self.root / "in", self.root / "out"],
            env={**os.environ, "CASEVAULT_FAULT_MODE": "kill", "CASEVAULT_FAULT_AT": "1"},
            capture_output=True, text=True,
        )
        self.assertEqual((ended.returncode, ended.stdout.split()), (0, NAMES))

    def test_sqlite_is_seen(self):
        """The library calls its own 64-bit variants: every way to commit has to count."""
        for journal, at_least in [("wal", 8), ("delete", 8)]:
            self.fresh()
            code = f"""
import sqlite3, sys
c = sqlite3.connect(sys.argv[1] + "/x.db", isolation_level=None)
c.execute("pragma locking_mode=exclusive"); c.execute("pragma journal_mode={journal}"); c.execute("create table t(a)")
"""
            environment = Fault("count").environment(self.shim, self.root / "in", self.report)
            argv = [sys.executable, "-c", code, self.root / "in"]
            subprocess.run(argv, env={**os.environ, **environment}, check=True)
            self.assertGreaterEqual(read_report(self.report)[0], at_least, journal)


class KillPointTests(unittest.TestCase):
    def test_sound_programs_pass(self):
        for way in ("sqlite", "atomic"):
            report = run_workflow(register(way))
            self.assertEqual([point.problems for point in report.problems], [], way)
            self.assertGreaterEqual(report.calls, 8)
            for mode in MODES:
                fired = [point.at for point in report.points if point.mode == mode and point.fired]
                self.assertEqual(fired, list(range(1, report.calls + 1)), f"{way} {mode}")

    def test_rewriting_in_place_is_found(self):
        report = run_workflow(register("in-place"))
        for mode in MODES:
            self.assertTrue(any(point.mode == mode for point in report.problems), mode)

    def test_ignoring_errors_is_found(self):
        report = run_workflow(register("deaf"), ["kill", "eio", "enospc"])
        self.assertEqual({point.mode for point in report.problems}, {"eio", "enospc"})

    def test_a_line_that_may_be_half_is_found(self):
        report = run_workflow(register("append"))
        self.assertEqual({point.mode for point in report.problems}, {"torn"})

    def test_a_drawn_order_has_the_same_points(self):
        everything = [(mode, at) for mode in MODES for at in range(1, 12)]
        orders = [plan(MODES, 11, 1, random.Random(seed)) for seed in (1, 1, 2)]
        self.assertEqual(orders[0], orders[1])
        self.assertNotEqual(orders[0], orders[2])
        self.assertEqual([sorted(order) for order in orders[1:]], [sorted(everything)] * 2)
        self.assertEqual(plan(MODES, 11, 1, None), everything)

    def test_a_drawn_order_mixes_the_modes(self):
        for calls, every in [(11, 1), (70, 91), (500, 91), (1, 7)]:
            for seed in range(20):
                order = plan(MODES, calls, every, random.Random(seed))
                self.assertEqual({mode for mode, _ in order[: len(MODES)]}, set(MODES))
                for mode in MODES:
                    points = sorted(at for one, at in order if one == mode)
                    self.assertEqual(points, list(range(points[0], calls + 1, every)))

    def test_without_time_each_worker_has_one_point(self):
        report = run_workflow(register("atomic"), jobs=2, until=0, drawn=random.Random(3))
        self.assertEqual((len(report.points), report.cut_short), (2, True))
        self.assertEqual(set(report.missing(MODES)), set(MODES) - {point.mode for point in report.points if point.fired})

    def test_the_least_is_done_without_time(self):
        report = run_workflow(register("atomic"), until=0, drawn=random.Random(3), least=len(MODES))
        self.assertEqual((report.missing(MODES), report.cut_short), ([], True))
        self.assertLessEqual(len(report.points), len(MODES) + 1)

    def test_with_time_no_mode_is_missing(self):
        report = run_workflow(register("atomic"), every=5, drawn=random.Random(3))
        self.assertEqual((report.missing(MODES), report.cut_short), ([], False))

    def test_every_nth_point_only(self):
        report = run_workflow(register("atomic"), ["kill"], jobs=1, every=3)
        self.assertEqual([point.at for point in report.points if point.fired], list(range(1, report.calls + 1, 3)))


class PowerCutTests(unittest.TestCase):
    def test_durable_programs_pass(self):
        for way in ("sqlite", "atomic"):
            report = powercuts.run_workflow(register(way), powercuts.drawn(150, 1), seed=1)
            self.assertEqual(report.losses, [], way)

    def test_missing_fsyncs_are_found(self):
        for way, synchronous in [("sqlite", "normal"), ("hasty", "full"), ("in-place", "full")]:
            report = powercuts.run_workflow(register(way, synchronous), powercuts.drawn(150, 1), seed=1)
            self.assertGreater(len(report.losses), 0, way)

    def test_every_moment(self):
        report = powercuts.run_workflow(register("atomic"), powercuts.every(), seed=1)
        self.assertEqual((report.losses, report.states), ([], 5 * (report.operations + 1)))
        self.assertLess(report.distinct, report.states)

    def test_a_disk_that_ignores_syncs_is_found(self):
        for way in ("sqlite", "atomic"):
            report = powercuts.run_workflow(register(way), powercuts.at_the_end, seed=1, ignoring_syncs=True)
            self.assertIn("dropped", [loss.way for loss in report.losses], way)

    def test_renamed_directories_keep_what_is_in_them(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        world = Path(place.name)
        there = disk.Disk(world, world)
        for call, name, second in [
            ("mkdir", "a", ""), ("create", "a/f", ""), ("write", "a/f", ""), ("sync", "a/f", ""), ("sync", "a", ""),
            ("sync", "", ""), ("rename", "a", "b"), ("create", "b/g", ""),
        ]:
            path = str(world / name) if name else str(world)
            data = b"bytes" if call == "write" else b""
            there.apply(disk.Operation(call, path, str(world / second) if second else "", 0, data))

        def found(way):
            return {name.removeprefix(f"{world}/"): content for name, content in there.cut(way, None).items()}

        self.assertEqual(found("dropped"), {"a": None, "a/f": b"bytes"})
        self.assertEqual(found("kept"), {"b": None, "b/f": b"bytes", "b/g": b""})

    def test_a_state_comes_back_from_its_seed(self):
        first, second = (
            powercuts.run_workflow(register("hasty"), powercuts.drawn(60, 2), seed=2, jobs=jobs) for jobs in (1, 3))
        self.assertEqual([loss.state for loss in first.losses], [loss.state for loss in second.losses])

    def test_content(self):
        content = disk.Content(b"a" * 5000)
        content.pending = [
            disk.Operation("write", "", "", 4000, b"b" * 2000), disk.Operation("truncate", "", "", 100, b""),
            disk.Operation("write", "", "", 200, b"c"),
        ]
        content.sync()
        self.assertEqual(content.durable, b"a" * 100 + bytes(100) + b"c")


class WorkflowTests(unittest.TestCase):
    def slot(self, *commands: Command) -> Slot:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        return Slot(Path(place.name) / "slot", Workflow("test", list(commands)), {"word": "given"})

    def test_descriptors_values_and_saving(self):
        slot = self.slot()
        first = Command(
            [sys.executable, "-c", "import os,sys; print(os.read(int(sys.argv[1]), 99).decode(), sys.argv[2], input())",
             "{fd:secret}", "{word} {none} {\"a\": 1}"],
            input="line\n", descriptors={"secret": "a {word} secret"}, save={"kept": r"(\S+ line)"},
        )
        outcome = slot.run(first, {})
        self.assertEqual(outcome.output.strip(), 'a given secret given {none} {"a": 1} line')
        self.assertEqual(slot.values["kept"], "1} line")

    def test_a_hang_is_not_an_acknowledgement(self):
        outcome = self.slot().run(Command(["sleep", "60"], timeout=0.2), {})
        self.assertEqual((outcome.code, outcome.acknowledged), (None, False))


if __name__ == "__main__":
    unittest.main()
