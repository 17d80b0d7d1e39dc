"""The files of a vault, written with Python's own SQLite from the schema in FileFormat.md."""
import sqlite3

import parts
from encoding import sha256

TABLES = "person invitation assignment policy parameters identity keyring lookup generation wrap record statement".split()
LIMIT = 1 << 26


def vault_schema():
    for name in TABLES:
        gen = "gen BLOB NOT NULL CHECK (length(gen) = 16), " if name in ("generation", "record") else ""
        yield (
            f"CREATE TABLE {name} (id BLOB NOT NULL CHECK (length(id) = 16), "
            f"revision INTEGER NOT NULL CHECK (revision > 0), {gen}hash BLOB NOT NULL CHECK (length(hash) = 32), "
            f"sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND {LIMIT})) STRICT"
        )
        yield f"CREATE UNIQUE INDEX {name}_place ON {name} (id, revision, hash)"
    yield (
        "CREATE TABLE entry (seq INTEGER PRIMARY KEY CHECK (seq >= 0), "
        "line BLOB NOT NULL CHECK (length(line) BETWEEN 1 AND 1024)) STRICT"
    )
    yield (
        "CREATE TABLE checkpoint (size INTEGER PRIMARY KEY CHECK (size > 0), "
        "note BLOB NOT NULL CHECK (length(note) > 0), frontier BLOB NOT NULL) STRICT"
    )


def gate_schema():
    yield (
        "CREATE TABLE gate (kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 255), "
        "id BLOB NOT NULL CHECK (length(id) = 16), step INTEGER NOT NULL CHECK (step >= 0), "
        "hash BLOB NOT NULL CHECK (length(hash) = 32), "
        f"sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND {LIMIT})) STRICT"
    )
    yield "CREATE UNIQUE INDEX gate_place ON gate (kind, id)"


def database(path, application, journal, schema):
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("page_size = 8192", "encoding = 'UTF-8'"):
        connection.execute("PRAGMA " + pragma)
    connection.execute("BEGIN")
    for statement in schema:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {application}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA journal_mode = {journal}")
    return connection


def write(vault, note, folder):
    folder.mkdir(parents=True, exist_ok=True)
    connection = database(folder / "vault.db", 0x43564442, "wal", vault_schema())
    for (table, row, revision), (sealed, gen) in sorted(vault.rows.items()):
        values = [row, revision] + ([gen] if gen else []) + [sha256(sealed), sealed]
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {TABLES[table - 1]} VALUES ({marks})", values)
    for seq, line in enumerate(vault.lines):
        connection.execute("INSERT INTO entry VALUES (?, ?)", (seq, line))
    connection.execute(
        "INSERT INTO checkpoint VALUES (?, ?, ?)", (len(vault.lines), note, parts.frontier(vault.leaf_hashes())))
    connection.close()
    connection = database(folder / "gate.db", 0x43564754, "delete", gate_schema())
    for (kind, row, step), sealed in sorted(vault.gate_rows.items()):
        connection.execute("INSERT INTO gate VALUES (?, ?, ?, ?, ?)", (kind, row, step, sha256(sealed), sealed))
    connection.close()
    (folder / "audit.jsonl").write_bytes(b"".join(line + b"\n" for line in vault.lines))


def contents(folder):
    """Everything stored, whatever version of SQLite laid it out."""
    found = {"audit.jsonl": (folder / "audit.jsonl").read_bytes()}
    for name in ("vault.db", "gate.db"):
        connection = sqlite3.connect(f"file:{folder / name}?mode=ro&immutable=1", uri=True)
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            found[name, table] = sorted(connection.execute(f"SELECT * FROM {table}").fetchall())
        connection.close()
    return found
