"""The temporary place in which one script runs, and what a script may do there besides running commands."""
import fcntl
import os
import re
import shutil
import sqlite3
import stat
import sys
import tempfile
from pathlib import Path

from language import ScriptError, unquoted, words
from matching import Mismatch, Skipped, filled

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import leaks  # noqa: E402  (Tools/leaks.py: the byte search)


class Place:
    """A directory of its own with HOME, state directory and working directory; removed afterwards."""

    def __init__(self):
        self.root = Path(tempfile.mkdtemp(prefix="casevault-script-")).resolve()
        for name in ("home", "state", "run", "work"):
            (self.root / name).mkdir(mode=0o700)
        self.directory = self.root / "work"
        self.umask = 0o022
        self.bound = {"root": str(self.root)}
        self.made = set()
        self.held = {}
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self.root / "home"),
            "XDG_STATE_HOME": str(self.root / "state"),
            "XDG_RUNTIME_DIR": str(self.root / "run"),
            "USER": "nobody-here", "LOGNAME": "nobody-here",
            "TZ": "Europe/Belgrade", "LANG": "C.UTF-8", "TERM": "xterm",
            "SWIFT_BACKTRACE": "enable=no",
        }  # fmt: skip

    def close(self):
        for file in self.held.values():
            file.close()
        shutil.rmtree(self.root, ignore_errors=True)

    def path(self, text):
        return self.directory / os.path.expandvars(text)

    def act(self, step):
        getattr(self, "do_" + step.word)(filled(step.text, self.bound), step)

    def do_env(self, text, step):
        name, equals, value = text.partition("=")
        if equals:
            self.environment[name] = unquoted(value)
        else:
            self.environment.pop(name, None)

    def do_umask(self, text, step):
        self.umask = int(text, 8)

    def do_cd(self, text, step):
        self.directory = self.path(text).resolve()

    def do_let(self, text, step):
        name, _, value = text.partition("=")
        self.bound[name.strip()] = unquoted(value)

    def do_needs(self, text, step):
        """The end of the script where a program is missing: it is called skipped, not passed."""
        if not shutil.which(text, path=self.environment["PATH"]):
            raise Skipped(f"{text} is not installed")

    def do_mkdir(self, text, step):
        self.path(text).mkdir(parents=True)

    def do_remove(self, text, step):
        path = self.path(text)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()

    def do_copy(self, text, step):
        source, target = words(text)
        if self.path(source).is_dir():
            shutil.copytree(self.path(source), self.path(target), symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy2(self.path(source), self.path(target))

    def do_link(self, text, step):
        target, name = words(text)
        self.path(name).symlink_to(target)

    def do_file(self, text, step):
        path = self.path(unquoted(text))
        path.write_text(filled(step.details[0][2], self.bound), encoding="utf-8")
        self.made.add(path.resolve())

    def do_sql(self, text, step):
        """Writes into a database as a thief would; a copy of the WAL is brought in first."""
        name, statement = text.split(" ", 1)
        with sqlite3.connect(self.path(name), isolation_level=None) as database:
            changed = database.execute(statement).rowcount
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        if changed == 0:
            raise Mismatch("the statement changed nothing")

    def do_truncate(self, text, step):
        """`truncate FILE LINES` drops that many lines from the end."""
        name, count = words(text)
        lines = self.path(name).read_bytes().splitlines(keepends=True)
        self.path(name).write_bytes(b"".join(lines[: -int(count)]))

    def do_sparse(self, text, step):
        """`sparse FILE MEBIBYTES` makes a file of zeros that takes no room on the disk."""
        name, count = words(text)
        with open(self.path(name), "wb") as file:
            file.truncate(int(count) << 20)

    def do_flip(self, text, step):
        """`flip FILE OFFSET` turns the lowest bit of a byte; a negative offset counts from the end."""
        name, offset = words(text)
        data = bytearray(self.path(name).read_bytes())
        data[int(offset)] ^= 1
        self.path(name).write_bytes(bytes(data))

    def do_hold(self, text, step):
        """Takes the file's lock as another process would, both kinds."""
        file = open(self.path(text), "a+b")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.held[text] = file

    def do_release(self, text, step):
        self.held.pop(text).close()

    def do_chmod(self, text, step):
        """`chmod PATH 640` gives the mode that `mode` looks for."""
        name, wanted = words(text)
        self.path(name).chmod(int(wanted, 8))

    def do_mode(self, text, step):
        name, wanted = words(text)
        found = stat.S_IMODE(self.path(name).lstat().st_mode)
        if found != int(wanted, 8):
            raise Mismatch(f"{name} has mode {found:o}, expected {wanted}")

    def do_exists(self, text, step):
        if not self.path(text).exists():
            raise Mismatch(f"{text} does not exist")

    def do_absent(self, text, step):
        if os.path.lexists(self.path(text)):
            raise Mismatch(f"{text} exists")

    def do_same(self, text, step):
        one, other = words(text)
        if self.path(one).read_bytes() != self.path(other).read_bytes():
            raise Mismatch(f"{one} and {other} differ")

    def do_lines(self, text, step):
        """`lines FILE N`: the file has so many lines."""
        name, wanted = words(text)
        found = len(self.path(name).read_bytes().splitlines())
        if found != int(wanted):
            raise Mismatch(f"{name} has {found} lines, expected {wanted}")

    def do_hidden(self, text, step):
        """No file but those the script wrote holds the text, in any of the usual encodings."""
        hits = self.hits(unquoted(text))
        if hits:
            raise Mismatch(f"found in {', '.join(hits)}")

    def do_found(self, text, step):
        """The opposite of `hidden`, so that a script can show that the search works."""
        if not self.hits(unquoted(text)):
            raise Mismatch("found nowhere")

    def hits(self, text):
        if len(text.encode()) < leaks.SHORTEST:
            raise ScriptError(f"{text}: too short to be looked for")
        patterns = leaks.patterns_of([text])
        files = [path for path in leaks.files_below([self.root]) if path.resolve() not in self.made]
        return sorted({self.shown(str(path)) for path in files for _ in leaks.hits_in(path.read_bytes(), patterns)})

    def shown(self, text):
        """Output without what differs between two runs on two machines."""
        return re.sub(re.escape(str(self.root)), "$ROOT", text)
