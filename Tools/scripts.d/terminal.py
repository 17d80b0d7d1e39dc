"""Runs a command with a terminal of its own and talks to it as a person would."""
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

from matching import Mismatch, keep, kind, PLACE, filled

# What a terminal obeys and does not show; of CONTROL carriage returns are part, after which a line is written over.
SEQUENCE = re.compile(r"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_78=>]|\x07")
CONTROL = re.compile(SEQUENCE.pattern + r"|\r")
# The alternate screen, from coming to leaving: no scrollback keeps it.
SCREEN = re.compile(r"\x1b\[\?1049h.*?(?:\x1b\[\?1049l|\Z)", re.DOTALL)
UNFINISHED = re.compile(r"\x1b[\[\]]?[^@-~]*$")
KEYS = {"enter": b"\n", "return": b"\r", "esc": b"\x1b", "q": b"q", "space": b" "}
KEYS |= {f"^{chr(number + 64)}": bytes([number]) for number in range(1, 32)}


class Terminal:
    """One command on one pseudo-terminal."""

    def __init__(self, arguments, environment, directory, prepare, limit):
        self.limit = limit
        self.raw = b""
        self.secrets = []
        self.is_late = False
        self.at = 0
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

        def start():
            prepare()
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            arguments, stdin=slave, stdout=slave, stderr=slave, env=environment, cwd=directory,
            preexec_fn=start, close_fds=False,
        )  # fmt: skip
        self.slave = slave

    @property
    def text(self):
        """What was shown so far, without control sequences; one that has only begun to arrive is left out."""
        return UNFINISHED.sub("", CONTROL.sub("", self.raw.decode("utf-8", "ignore")))

    @property
    def left(self):
        """The same without what stood on the alternate screen: what can still be read when she has gone."""
        return CONTROL.sub("", SCREEN.sub("", self.raw.decode("utf-8", "ignore")))

    def read(self, seconds):
        """Takes in what comes within the time; False when nothing came."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += chunk
        return bool(chunk)

    def expect(self, wanted, bound):
        """Waits until the text since the last match matches; captures what is named."""
        expression = PLACE.sub(
            lambda match: f"(?P<{match[1].replace('-', '_')}>{kind(match[2])})" if match[2] else match[0],
            filled(wanted, {name: re.escape(value) for name, value in bound.items()}),
        )
        compiled = re.compile(expression, re.IGNORECASE)
        until = time.monotonic() + self.limit
        while True:
            match = compiled.search(self.text, self.at)
            if match:
                self.at = match.end()
                keep(match, bound)
                return
            ended = self.process.poll() is not None
            if not self.read(0.05) and (ended or time.monotonic() > until):
                raise Mismatch(f"on the terminal expected: {wanted}\n    found: {self.text[self.at:][-600:]!r}")

    def send(self, text):
        os.write(self.master, text.encode() + b"\n")

    def type(self, text):
        """Types without a line end; ^M is a control key, as `^[` is Esc."""
        for part in re.split(r"(\^[A-Z\[\]\\^_])", text):
            os.write(self.master, KEYS[part] if part in KEYS else part.encode())

    def signal(self, name):
        os.kill(self.process.pid, signal.Signals[f"SIG{name}"])

    def secret(self, text):
        """Types a line only once the terminal no longer echoes."""
        until = time.monotonic() + self.limit
        while termios.tcgetattr(self.master)[3] & termios.ECHO:
            self.read(0.02)
            if time.monotonic() > until or self.process.poll() is not None:
                raise Mismatch("asked for a secret while the terminal echoes")
        self.secrets.append(text)
        self.send(text)

    def key(self, name):
        os.write(self.master, KEYS[name])

    def appears(self, path):
        """Waits until there is something in a file."""
        until = time.monotonic() + self.limit
        while not (path.is_file() and path.stat().st_size):
            self.read(0.001)
            if time.monotonic() > until or self.process.poll() is not None:
                raise Mismatch(f"nothing came into {path.name}\n    found: {self.text[self.at:][-600:]!r}")

    def hangup(self, is_late):
        """Closes the terminal; late, the signal comes again until the command ends, as on a busy machine it may."""
        self.is_late = is_late
        self.close_slave()
        os.close(self.master)
        self.master = None

    def close_slave(self):
        if self.slave is not None:
            os.close(self.slave)
            self.slave = None

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def finish(self):
        """Waits for the end; the exit code."""
        until = time.monotonic() + self.limit
        while self.process.poll() is None and time.monotonic() < until:
            if self.is_late:
                self.process.send_signal(signal.SIGHUP)
            if self.master is None:
                time.sleep(0.0002 if self.is_late else 0.02)
            else:
                self.read(0.05)
        if self.process.poll() is None:
            self.kill()
            raise Mismatch(f"still running after {self.limit} s; last: {self.text[-300:]!r}")
        restored = None
        if self.master is not None:
            while self.read(0.02):
                pass
            restored = bool(termios.tcgetattr(self.master)[3] & termios.ECHO)
        self.close_slave()
        if self.master is not None:
            os.close(self.master)
        if restored is False:
            raise Mismatch("the terminal was left without echo")
        return self.process.returncode
