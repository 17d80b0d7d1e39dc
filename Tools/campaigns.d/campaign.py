"""What every campaign has: its options, its count, and a house that it drives as a script would."""
import argparse
import fcntl
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "Tools/scripts.d"))
import closing  # noqa: E402
from descriptors import RESERVED, reserve_descriptors  # noqa: E402

LETTERS = "abcčćdđefghijklmnoprsštuvzž"
SECONDS = 120


class Campaign:
    """Counts what held; the last line is the one that Tools/test reads, and Tools/campaign the one before it.

    A campaign that spoils something point by point counts `points` and `problems`; of another they are its statements."""

    def __init__(self, description, add_options=None):
        parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("--short", action="store_true", help="fewer rounds, for Tools/test")
        seed = os.environ.get("CASEVAULT_SEED") or time.strftime("%Y%m%d", time.gmtime())
        parser.add_argument("--seed", default=seed, help="seeds what is drawn")
        parser.add_argument("--binary", default=TOP / ".build/debug/casevault", type=Path, help="the program")
        if add_options:
            add_options(parser)
        self.options = parser.parse_args()
        self.short = self.options.short
        self.binary = self.options.binary.resolve()
        self.random = random.Random(f"{self.options.seed}")
        self.passed = self.failed = 0
        self.points = self.problems = None
        self.began = time.monotonic()
        reserve_descriptors()
        print(f"seed {self.options.seed}")
        if not os.access(self.binary, os.X_OK):
            self.holds(f"a program at {self.binary}", False)
            sys.exit(self.finish())

    def holds(self, what, right, detail=""):
        """Counts one statement; says it, and why it does not hold."""
        self.passed, self.failed = self.passed + bool(right), self.failed + (not right)
        print(("ok   " if right else "FAIL ") + what + (f": {detail}" if detail and not right else ""), flush=True)
        return bool(right)

    def note(self, text):
        print("     " + text, flush=True)

    def finish(self):
        points, problems = self.points, self.problems
        if points is None:
            points, problems = self.passed + self.failed, self.failed
        print(closing.line(
            self.binary, self.short, self.options.seed, points, problems, time.monotonic() - self.began))
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0

    def phrase(self, words=5):
        """A passphrase of invented words: no part of it stands anywhere by chance."""
        return " ".join("".join(self.random.choice(LETTERS) for _ in range(7)) for _ in range(words))

    def word(self, length):
        """Plain letters, as a login has."""
        return "".join(self.random.choice("abcdefghijklmnoprstuvz") for _ in range(length))


def some_of(known):
    """Reads names with commas between them; one that is none of these is a mistake at the command line."""

    def names(text):
        unknown = [name for name in text.split(",") if name not in known]
        if unknown:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not among {', '.join(known)}")
        return text.split(",")

    return names


@dataclass
class Answer:
    """What a command did."""

    code: int
    out: str
    err: str
    seconds: float

    def json(self, name=None):
        """Its object, or a field of it; of a list all objects."""
        values = [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]
        if name is None:
            return values
        return values[0].get(name) if values else None


class Refused(Exception):
    """A step that only prepares did not work."""


class House:
    """A vault in a temporary place, with the people who have been made so far."""

    def __init__(self, campaign, root=None):
        self.binary = campaign.binary
        self.root = Path(root or tempfile.mkdtemp(prefix="casevault-campaign-")).resolve()
        self.vault, self.gate = self.root / "house.vault", self.root / "gate"
        self.passphrases = {}
        for name in ("home", "state", "tmp", "work"):
            (self.root / name).mkdir(mode=0o700, exist_ok=True)
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(self.root / "home"),
            "XDG_STATE_HOME": str(self.root / "state"), "TMPDIR": str(self.root / "tmp"), "LANG": "C.UTF-8",
            "TERM": "xterm", "TZ": "Europe/Belgrade", "USER": "nobody-here", "LOGNAME": "nobody-here",
            "SWIFT_BACKTRACE": "enable=no",
        }  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def run(self, *words, given=None, stdin=None, environment=None, prepare=None):
        """One command without a terminal; `given` maps descriptors to the line that stands on each."""
        readers = {number: pipe_with(text) for number, text in (given or {}).items()}

        def start():
            for number, reader in readers.items():
                os.dup2(reader, number, inheritable=True)
            if prepare:
                prepare()

        began = time.perf_counter()
        try:
            done = subprocess.run(
                [str(self.binary), *map(str, words)], input=stdin or b"", capture_output=True,
                env={**self.environment, **(environment or {})}, cwd=self.root / "work", preexec_fn=start,
                close_fds=False, start_new_session=True, timeout=SECONDS,
            )  # fmt: skip
        finally:
            for reader in readers.values():
                os.close(reader)
        return Answer(done.returncode, text_of(done.stdout), text_of(done.stderr), time.perf_counter() - began)

    def command(self, login, *words, descriptor=3):
        """A person's command as words."""
        return ["--vault", str(self.vault), "--as", login, "--passphrase-fd", str(descriptor), *words]

    def begin(self, login, *words, passphrase=None, **streams):
        """A person's command that goes on while others run; her passphrase is on a descriptor of its own."""
        reader = pipe_with(passphrase or self.passphrases[login])
        return self.begin_with(reader, *self.command(login, *words, descriptor=reader), **streams)

    def begin_with(self, reader, *words, **streams):
        """A command that goes on, in a session of its own. A descriptor that it reads is handed over to it: here it is
        closed. Streams that are not named lead nowhere."""
        nowhere = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        handed = [reader] if reader is not None else []
        try:
            return subprocess.Popen(
                [str(self.binary), *map(str, words)], env=self.environment, cwd=self.root / "work", pass_fds=handed,
                start_new_session=True, **{**nowhere, **streams})
        finally:
            for descriptor in handed:
                os.close(descriptor)

    def person(self, login, *words, given=None, passphrase=None, **more):
        """A person's command with her passphrase on descriptor 3."""
        return self.run(
            *self.command(login, *words), given={3: passphrase or self.passphrases[login], **(given or {})}, **more
        )

    def done(self, login, *words, **more):
        """The same, and it must succeed."""
        return needed(self.person(login, *words, "--json", **more), words)

    def found(self, name, admin, passphrase, roles="coordinator", gate=None):
        """`init` with a gate of its own beside the vault."""
        self.passphrases[admin] = passphrase
        return needed(
            self.run("init", self.vault, "--name", name, "--admin", admin, "--role", roles, "--gate", gate or self.gate,
                     "--derivation", "light", "--json", "--new-passphrase-fd", "3", given={3: passphrase}), ["init"],
        )  # fmt: skip

    def welcome(self, admin, login, role, passphrase):
        """Invitation, enrolment, the six words compared."""
        code = self.done(admin, "staff", "add", login, "--role", role).json("code")
        self.passphrases[login] = passphrase
        needed(self.run("--vault", self.vault, "enrol", login, "--code-fd", "4", "--new-passphrase-fd", "3", "--json",
                        given={3: passphrase, 4: code}), ["enrol"])  # fmt: skip
        self.done(admin, "staff", "confirm", login)

    def case(self, login, label):
        return self.done(login, "case", "new", "--label-fd", "4", given={4: label}).json("case")

    def record(self, login, case, compartment, form, text):
        """The reference of a new record."""
        add = ["record", "add", case, "--compartment", compartment, "--form", form, "-"]
        return self.done(login, *add, stdin=text.encode()).json("record")

    def check(self, *words):
        return self.run("--vault", self.vault, "check", *words)

    def files(self):
        """Every regular file below the root and its hash."""
        return {
            str(path.relative_to(self.root)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }


def needed(answer, words):
    if answer.code != 0:
        raise Refused(f"{' '.join(map(str, words[:2]))}: exit {answer.code}: {answer.err.strip()}")
    return answer


def text_of(data):
    return data.decode("utf-8", "replace")


def pipe_with(text):
    """A descriptor, above those that commands name, from which this line can be read."""
    reader, writer = os.pipe()
    os.write(writer, text.encode() + b"\n")
    os.close(writer)
    high = fcntl.fcntl(reader, fcntl.F_DUPFD_CLOEXEC, RESERVED)
    os.close(reader)
    return high
