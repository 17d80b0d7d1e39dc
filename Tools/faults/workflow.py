"""Workflows as data: commands on a world of files, what acknowledges them, and what must hold afterwards.

A world is a directory with everything the commands write: vault, gate directory, state directory. A slot keeps one
world at one path, because vaults remember paths: it is prepared once and put back before every run.

In the texts of a command `{world}` is the path of the world, `{name}` a value that an earlier command saved or that
the slot was given, and `{fd:name}` the number of a descriptor from which the command reads the text
`descriptors[name]`. Anything else in braces is left alone.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import struct
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

HERE = Path(__file__).resolve().parent


def build_shim() -> Path:
    """Builds the shim and returns its path. It is cheap enough to do at every start."""
    out = subprocess.run([HERE / "build-shim"], check=True, capture_output=True, text=True)
    return Path(out.stdout.strip()).resolve()


@dataclass(frozen=True)
class Fault:
    """What the shim is told. `mode` as in shim.c; `at` counts from 1 over all commands of a run."""

    mode: str
    at: int = 0

    def environment(self, shim: Path, directory: Path, report: Path, log: Path | None = None) -> dict[str, str]:
        values = {
            "LD_PRELOAD": str(shim),
            "CASEVAULT_FAULT_MODE": self.mode,
            "CASEVAULT_FAULT_DIR": str(directory),
            "CASEVAULT_FAULT_REPORT": str(report),
        }
        if self.at:
            values["CASEVAULT_FAULT_AT"] = str(self.at)
        if log:
            values["CASEVAULT_FAULT_LOG"] = str(log)
        return values


def read_report(path: Path) -> tuple[int, int]:
    """How many calls counted, and which was spoilt (0: none)."""
    count, fired = struct.unpack("=QQ", path.read_bytes())
    return count, fired


@dataclass
class Command:
    """One run of a program.

    It is acknowledged when it exits with 0 and `expect` is found in its standard output. `then` must succeed after
    every recovery once this command was acknowledged. `save` maps names to patterns whose first group is kept.
    """

    argv: list[str]
    input: str = ""
    descriptors: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    expect: str = ""
    save: dict[str, str] = field(default_factory=dict)
    then: list[Command] = field(default_factory=list)
    timeout: float = 60.0


@dataclass
class Workflow:
    """`prepare` makes the world, without faults. `always` must succeed after every recovery, its first command is the
    recovery that is timed. `judge` is for what single commands cannot say: it gets the slot, in which it may run
    commands and look at the world, and the outcome of each command that ran, and returns what is wrong."""

    name: str
    commands: list[Command]
    prepare: list[Command] = field(default_factory=list)
    always: list[Command] = field(default_factory=list)
    judge: Callable[[Slot, list[Outcome]], list[str]] | None = None


@dataclass
class Outcome:
    """`code` is negative for a signal, None after a time-out."""

    code: int | None
    output: str
    errors: str
    seconds: float
    acknowledged: bool


class Slot:
    """A place with one world, its saved start and the values the commands use."""

    def __init__(self, root: Path, workflow: Workflow, values: dict[str, str]):
        self.root = root.resolve()
        self.world = self.root / "world"
        self.start = self.root / "start"
        self.workflow = workflow
        self.world.mkdir(parents=True)
        self.values = {**values, "world": str(self.world)}
        self.outcomes: list[Outcome] = []
        for command in workflow.prepare:
            outcome = self.run(command, {})
            if not outcome.acknowledged:
                raise RuntimeError(f"preparing failed: {command.argv}: {outcome}")
        self.prepared = dict(self.values)
        shutil.copytree(self.world, self.start, symlinks=True)

    def restore(self) -> None:
        """Puts the saved start back."""
        shutil.rmtree(self.world, ignore_errors=True)
        shutil.copytree(self.start, self.world, symlinks=True)
        self.values = dict(self.prepared)

    def run_commands(self, environment: dict[str, str], mark: Callable[[int], None] | None = None) -> list[bool]:
        """Runs the workflow up to the first command that is not acknowledged."""
        acknowledged, self.outcomes = [], []
        for index, command in enumerate(self.workflow.commands):
            self.outcomes.append(self.run(command, environment))
            acknowledged.append(self.outcomes[-1].acknowledged)
            if not acknowledged[-1]:
                break
            if mark:
                mark(index)
        return acknowledged

    def problems(self, acknowledged: list[bool]) -> tuple[list[str], float]:
        """What does not hold in the world as it lies there, and how long recovery took."""
        found, recovery = [], 0.0
        checks = list(self.workflow.always)
        for command, done in zip(self.workflow.commands, acknowledged):
            checks += command.then if done else []
        for index, check in enumerate(checks):
            outcome = self.run(check, {})
            recovery = outcome.seconds if index == 0 else recovery
            if not outcome.acknowledged:
                text = (outcome.errors or outcome.output).strip().splitlines()
                found.append(f"{' '.join(check.argv)}: exit {outcome.code}: {text[-1] if text else ''}")
        if self.workflow.judge:
            found += self.workflow.judge(self, self.outcomes)
        return found, recovery

    def run(self, command: Command, environment: dict[str, str]) -> Outcome:
        descriptors = {name: feed(self.fill(text)) for name, text in command.descriptors.items()}
        names = {f"fd:{name}": str(number) for name, number in descriptors.items()}
        argv = [self.fill(part, names) for part in command.argv]
        own = {name: self.fill(text, names) for name, text in command.environment.items()}
        full = {**os.environ, "SWIFT_BACKTRACE": "enable=no", **own, **environment}
        began = time.monotonic()
        try:
            code, output, errors = run_to_its_end(
                argv, self.fill(command.input), list(descriptors.values()), full, command.timeout)
        finally:
            for number in descriptors.values():
                os.close(number)
        acknowledged = code == 0 and re.search(command.expect, output) is not None
        for name, pattern in command.save.items() if acknowledged else ():
            found = re.search(pattern, output)
            if not found:
                raise RuntimeError(f"nothing to save as {name} in the output of {argv}")
            self.values[name] = found.group(1)
        return Outcome(code, output, errors, time.monotonic() - began, acknowledged)

    def fill(self, text: str, names: dict[str, str] | None = None) -> str:
        known = {**self.values, **(names or {})}
        return re.sub(r"\{([\w:]+)\}", lambda match: known.get(match.group(1), match.group(0)), text)


def feed(text: str) -> int:
    """A descriptor from which `text` can be read."""
    number = os.memfd_create("input")
    os.write(number, text.encode())
    os.lseek(number, 0, os.SEEK_SET)
    return number


def run_to_its_end(argv, text, descriptors, environment, seconds):
    """Its exit code, None when it did not end in time, and what it wrote."""
    with subprocess.Popen(
        argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=descriptors,
        env=environment, start_new_session=True,
    ) as process:
        try:
            output, errors = process.communicate(text.encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, errors = process.communicate()
            return None, output.decode(errors="replace"), "no end"
        return process.returncode, output.decode(errors="replace"), errors.decode(errors="replace")
