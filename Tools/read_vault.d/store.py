"""The two SQLite files, opened so that not a byte of them changes."""
import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from tuples import Refused, exactly

VAULT, GATE = 0x43564442, 0x43564754
CODES = {
    "person": 1, "parameters": 5, "identity": 6, "keyring": 7, "lookup": 8, "generation": 9, "wrap": 10, "record": 11,
    "statement": 12, "file": 13, "draft": 14,
}  # fmt: skip


class Busy(Exception):
    """Another process has the vault open."""


def database(path, beside, application, versions, scratch):
    """A connection that only reads. What a crash left beside the file is taken in, in a copy."""
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such file")
    rest = Path(f"{path}{beside}")
    mode = "immutable=1"
    if rest.exists() and rest.stat().st_size > 0:
        for one in (path, rest):
            shutil.copyfile(one, scratch / one.name)
        path, mode = scratch / path.name, "mode=rw"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    try:
        (found,), (version,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
    except sqlite3.DatabaseError as error:
        raise Refused(f"{path.name}: {error}") from None
    if found != application:
        raise Refused(f"{path.name}: not a file of CaseVault")
    if connection.execute("SELECT COUNT(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')").fetchone() != (0,):
        raise Refused(f"{path.name}: holds more than tables and their indexes")
    if version not in versions:
        raise Refused(f"{path.name}: format {version}; this reader knows {', '.join(map(str, versions))}")
    return connection, version


class Store:
    """Rows of vault.db and gate.db; every row against its hash."""

    def __init__(self, vault, gate):
        self.folder, self.gate_folder = Path(vault), Path(gate)
        self.lock = self.hold()
        self.scratch = Path(tempfile.mkdtemp(prefix="read-vault-"))
        try:
            self.vault, self.format = database(self.folder / "vault.db", "-wal", VAULT, (1, 2), self.scratch)
            self.gate, _ = database(self.gate_folder / "gate.db", "-journal", GATE, (1,), self.scratch)
        except BaseException:
            shutil.rmtree(self.scratch, ignore_errors=True)
            raise

    def hold(self):
        """The lock of a vault, as long as we read; a backup has none."""
        if not (self.folder / "lock").exists():
            return None
        lock = os.open(self.folder / "lock", os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("another process has this vault open") from None
        return lock

    def close(self):
        self.vault.close()
        self.gate.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def rows(self, table, row_id=None, revision=None):
        """(id, revision, gen or None, sealed) in order."""
        if table in ("file", "draft") and self.format < 2:
            return
        gen = "gen" if table in ("generation", "record", "file") else "NULL"
        clauses, values = ["1"], []
        for name, value in (("id", row_id), ("revision", revision)):
            if value is not None:
                clauses.append(f"{name} = ?")
                values.append(value)
        query = f"SELECT id, revision, {gen}, hash, sealed FROM {table} WHERE {' AND '.join(clauses)} ORDER BY id, revision"
        for found, number, of, digest, sealed in self.vault.execute(query, values):
            if not isinstance(found, bytes) or not isinstance(number, int):
                raise Refused(f"table {table}: a row whose place is damaged")
            whole = isinstance(sealed, bytes) and hashlib.sha256(sealed).digest() == digest
            yield exactly(found, 16, table), number, of, sealed if whole else None

    def row(self, table, row_id, revision=None):
        """The newest row of this id, or None."""
        found = list(self.rows(table, row_id, revision))
        if not found:
            return None
        if found[-1][3] is None:
            raise Refused(f"row of {table}: its bytes do not have its hash")
        return found[-1]

    def places(self):
        """(id, revision, gen, None) of every record row, without reading what is sealed."""
        return self.vault.execute("SELECT id, revision, gen, NULL FROM record")

    def gate_rows(self):
        for kind, row_id, step, digest, sealed in self.gate.execute(
            "SELECT kind, id, step, hash, sealed FROM gate ORDER BY step"
        ):
            whole = isinstance(sealed, bytes) and hashlib.sha256(sealed).digest() == digest
            yield kind, row_id, sealed if whole else None

    def lines(self):
        """(number of the log, seq, line) of every log, the ended ones first."""
        ended = 0
        if self.format >= 2:
            for origin, seq, line in self.vault.execute("SELECT origin, seq, line FROM past_entry ORDER BY origin, seq"):
                ended = max(ended, origin)
                yield origin, seq, line if isinstance(line, bytes) else b""
        for seq, line in self.vault.execute("SELECT seq, line FROM entry ORDER BY seq"):
            yield ended + 1, seq, line if isinstance(line, bytes) else b""
