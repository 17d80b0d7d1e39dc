"""A command on a terminal of its own, standard error apart, looked at while it waits."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

from campaign import SECONDS, Refused, text_of  # before terminal: adds its folder
from terminal import CONTROL


class Speaking:
    """One command, its terminal, and what it has said."""

    def __init__(self, house, *words, environment=None, prepare=None):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.errors = house.root / "tmp" / f"stderr-{time.monotonic_ns()}"
        self.raw, self.answered = b"", 0

        def start():
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            if prepare:
                prepare()

        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen(
                [str(house.binary), *map(str, words)], stdin=slave, stdout=slave, stderr=errors, preexec_fn=start,
                env={**house.environment, **(environment or {})}, cwd=house.root / "work",
            )  # fmt: skip
        os.close(slave)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)

    @property
    def said(self):
        """What came since the last answer, without control sequences."""
        return CONTROL.sub("", text_of(self.raw))[self.answered :]

    def take(self, seconds):
        """Takes in what comes within the time; False when nothing came."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            chunk = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += chunk
        return bool(chunk)

    def asleep(self):
        """Whether every thread of it sleeps, as they do while a person is waited for."""
        try:
            states = [(task / "stat").read_text().rsplit(")", 1)[1].split()[0] for task in self.tasks()]
        except (FileNotFoundError, ProcessLookupError):
            return False
        return set(states) == {"S"}

    def tasks(self):
        return list(Path(f"/proc/{self.process.pid}/task").iterdir())

    def waits_for(self, pattern):
        """Waits until the text since the last answer ends in a question and nothing moves any more."""
        until, still = time.monotonic() + SECONDS, 0
        while still < 3:
            moved = self.take(0.05)
            if self.process.poll() is not None and not moved:
                last = f"{self.said[-300:]!r} {self.stderr[-300:]}"
                raise Refused(f"ended with {self.process.returncode} before {pattern}: {last}")
            still = still + 1 if not moved and self.asleep() and re.search(pattern, self.said) else 0
            if time.monotonic() > until:
                raise Refused(f"no question {pattern}: {self.said[-300:]!r}")

    def question(self, patterns):
        """The first of the patterns that the program is waiting for now, or None when it has ended."""
        try:
            self.waits_for("|".join(patterns))
        except Refused:
            if self.process.poll() is None:
                raise
            return None
        return next(pattern for pattern in patterns if re.search(pattern, self.said))

    def hides(self):
        return not termios.tcgetattr(self.master)[3] & termios.ECHO

    def answer(self, text):
        self.answered += len(self.said)
        os.write(self.master, text.encode())

    @property
    def stderr(self):
        return text_of(self.errors.read_bytes())

    def end(self):
        """Waits for its end; the exit code."""
        until = time.monotonic() + SECONDS
        while self.process.poll() is None and time.monotonic() < until:
            self.take(0.05)
        while self.take(0.05):
            pass
        return self.process.poll()

    def strike(self, number):
        """Sends a signal, and waits until the program has ended of it; the status as wait(2) gives it."""
        os.kill(self.process.pid, number)
        _, status = os.waitpid(self.process.pid, 0)
        self.process.returncode = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        while self.take(0.05):
            pass
        return status


def dialogue(speaking, rules, look=None):
    """Answers each question by its rule until the program ends; `look(question)` is called before each answer.

    A rule is a pattern and what is typed, or a list of what is typed first, second …; a tuple ("hidden", text) only
    while the terminal does not echo.
    """
    rules = {pattern: list(typed) if isinstance(typed, list) else [typed] for pattern, typed in rules.items()}
    while (question := speaking.question(list(rules))) is not None:
        if look:
            look(question)
        typed = rules[question].pop(0) if len(rules[question]) > 1 else rules[question][0]
        if isinstance(typed, tuple):
            if not speaking.hides():
                raise Refused(f"{question}: the terminal echoes")
            typed = typed[1]
        speaking.answer(typed)
    return speaking.end()


CRASHES = [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP, signal.SIGFPE, signal.SIGQUIT]
