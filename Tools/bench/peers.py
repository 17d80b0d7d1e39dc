#!/usr/bin/env python3
"""The same work by the programs that somebody would pick instead: age, gpg, pass, SQLCipher, PyNaCl, restic, gocryptfs.

    bench --quick --show-scale | peers.py      prints JSON: a list of {work, program, unit, median, samples}

They are given as much as the vault is (Scale.swift), which comes as JSON. Whatever is not installed is left out.
Everything happens in a temporary folder, under keys made there; no passphrase is stretched, except where a program cannot do
without (restic).
"""

import json
import os
import pathlib
import secrets
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

CONTENT = b"a" * 1024

try:
    import nacl.bindings as sodium
except ImportError:
    sodium = None

found = []


def add(work, program, unit, samples):
    found.append({"work": work, "program": program, "unit": unit, "median": statistics.median_low(samples),
                  "samples": sorted(samples)})


def has(*programs):
    return all(shutil.which(program) for program in programs)


def run(*command, data=None, stdout=subprocess.DEVNULL, **environment):
    """Seconds that a command took; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, input=data, check=True, stdout=stdout, stderr=subprocess.DEVNULL,
                   env={**os.environ, **environment})
    return time.perf_counter() - start


def timed(work, *arguments):
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def peak(*command, **environment):
    """MiB that a command holds at most."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env={**os.environ, **environment})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_maxrss / 1024


def on_disk(*names):
    """Bytes that files take on the disk, in whole blocks."""
    return sum(512 * os.stat(name).st_blocks for name in names)


DISK = "disk for a record of 1 KiB"

# One record, the whole process.

ONE = "open one record of 1 KiB, whole process"


def open_with_age(repetitions):
    run("age-keygen", "-o", "age.key")
    recipient = [line.split(": ")[1].strip() for line in open("age.key") if "public key" in line][0]
    run("age", "-r", recipient, "-o", "one.age", "one.txt")
    add(ONE, "age", "ms", [1e3 * run("age", "-d", "-i", "age.key", "one.age") for _ in range(repetitions)])
    add(DISK, "age file", "B", [on_disk("one.age")])
    return recipient


def open_with_gpg(repetitions):
    run("gpg", "--batch", "--passphrase", "", "--quick-generate-key", "bench@example.org", "future-default", "default")
    run("gpg", "--batch", "--trust-model", "always", "-r", "bench@example.org", "-o", "one.gpg", "-e", "one.txt")
    add(ONE, "gpg", "ms", [1e3 * run("gpg", "--batch", "-d", "one.gpg") for _ in range(repetitions)])
    add(DISK, "gpg file", "B", [on_disk("one.gpg")])


def open_with_pass(repetitions):
    run("pass", "init", "bench@example.org")
    run("pass", "insert", "-m", "case/one", data=CONTENT)
    add(ONE, "pass", "ms", [1e3 * run("pass", "show", "case/one") for _ in range(repetitions)])


# A table of records: PyNaCl over SQLite, and SQLCipher. One of as many rows as an import has, made anew each time, and one
# of as many as the vault has records.

IMPORT = "records sealed and stored, 1,000 a transaction"
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
TABLE = "CREATE TABLE record (id INTEGER PRIMARY KEY, sealed BLOB NOT NULL);"


def seal(content, key):
    nonce = secrets.token_bytes(24)
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(content, b"", nonce, key)


def open_sealed(sealed, key):
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], b"", sealed[:24], key)


def remove(name):
    """Removes a database with whatever lies beside it."""
    for each in pathlib.Path().glob(name + "*"):
        each.unlink()


def fill_nacl(name, records, key):
    remove(name)
    store = sqlite3.connect(name)
    store.executescript(PRAGMAS + TABLE)
    for first in range(0, records, 1000):
        store.executemany("INSERT INTO record VALUES (?, ?)",
                          ((number, seal(CONTENT, key)) for number in range(first, min(records, first + 1000))))
        store.commit()
    store.close()


WHOLE_NACL = """
import sqlite3, sys
import nacl.bindings as sodium
key = open("nacl.key", "rb").read()
row = sqlite3.connect("nacl.db").execute("SELECT sealed FROM record WHERE id = ?", (int(sys.argv[1]),)).fetchone()[0]
sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(row[24:], b"", row[:24], key)
"""


def nacl_records(records, imported, repetitions):
    key = secrets.token_bytes(32)
    pathlib.Path("nacl.key").write_bytes(key)
    add(IMPORT, "PyNaCl", "/s",
        [imported / timed(fill_nacl, "import.db", imported, key) for _ in range(min(repetitions, 3))])
    fill_nacl("nacl.db", records, key)
    add(DISK, "PyNaCl", "B", [on_disk("nacl.db") / records])
    add(ONE, "python+PyNaCl", "ms",
        [1e3 * run(sys.executable, "-c", WHOLE_NACL, str(secrets.randbelow(records))) for _ in range(repetitions)])
    store = sqlite3.connect("nacl.db")

    def read(count):
        for _ in range(count):
            number = secrets.randbelow(records)
            open_sealed(store.execute("SELECT sealed FROM record WHERE id = ?", (number,)).fetchone()[0], key)

    add(f"warm read of {records}", "PyNaCl", "µs", [timed(read, 2000) / 2000 * 1e6 for _ in range(repetitions)])
    store.close()


# All have as many digits, as the vault's.
FIRST = 1_000_000
FOUND = f"njegovanovic {FIRST + 77} ".encode()


def nacl_search(count, repetitions):
    key = secrets.token_bytes(32)
    rows = [seal(f"jelena njegovanovic {FIRST + number}".encode().ljust(256), key) for number in range(count)]

    def look():
        if [number for number, row in enumerate(rows) if FOUND in open_sealed(row, key)] != [77]:
            raise SystemExit("PyNaCl did not find the label")

    add(f"search of {count} labels", "PyNaCl", "ms", [1e3 * timed(look) for _ in range(repetitions)])


KEY = f"PRAGMA key = \"x'{'11' * 32}'\"; "


def sqlcipher(script, name="cipher.db"):
    return run("sqlcipher", name, data=(KEY + script).encode())


def fill_sqlcipher(name, records):
    remove(name)
    inserts = [f"INSERT INTO record VALUES ({number}, zeroblob(1024));" for number in range(records)]
    parts = ["BEGIN;" + "".join(inserts[first:first + 1000]) + "COMMIT;" for first in range(0, records, 1000)]
    return sqlcipher(PRAGMAS + TABLE + "".join(parts), name)


def sqlcipher_start(repetitions):
    """Seconds that the program takes to do nothing."""
    return statistics.median_low([sqlcipher("SELECT 1;", "empty.db") for _ in range(repetitions)])


def sqlcipher_records(records, imported, repetitions):
    start = sqlcipher_start(repetitions)
    add(IMPORT, "SQLCipher", "/s",
        [imported / (fill_sqlcipher("import.db", imported) - start) for _ in range(min(repetitions, 3))])
    fill_sqlcipher("cipher.db", records)
    add(DISK, "SQLCipher", "B", [on_disk("cipher.db") / records])
    select = "SELECT length(sealed) FROM record WHERE id = {};"
    one = [sqlcipher(select.format(secrets.randbelow(records))) for _ in range(repetitions)]
    add(ONE, "SQLCipher", "ms", [1e3 * each for each in one])
    many = "".join(select.format(secrets.randbelow(records)) for _ in range(5000))
    base = statistics.median_low(one)
    add(f"warm read of {records}", "SQLCipher", "µs",
        [(sqlcipher(many) - base) / 5000 * 1e6 for _ in range(repetitions)])


def sqlcipher_search(count, repetitions):
    fill = f"""CREATE TABLE label (id INTEGER PRIMARY KEY, label TEXT); WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1
        FROM n WHERE i < {count - 1}) INSERT INTO label
        SELECT i, printf('%-256s', 'jelena njegovanovic ' || ({FIRST} + i)) FROM n;"""
    sqlcipher(fill, f"label{count}.db")
    look = f"SELECT id FROM label WHERE label LIKE '%{FOUND.decode()}%';"
    start = sqlcipher_start(repetitions)
    add(f"search of {count} labels", "SQLCipher", "ms",
        [1e3 * (sqlcipher(look, f"label{count}.db") - start) for _ in range(repetitions)])


# Attachments.

def attachments(mebibytes, repetitions, recipient):
    with open("file.bin", "wb") as file:
        for _ in range(mebibytes):
            file.write(secrets.token_bytes(1 << 20))
        os.fsync(file.fileno())
    into, out, memory = (f"attachment of {mebibytes} MiB in, durable", f"attachment of {mebibytes} MiB out",
                         f"peak memory, attachment of {mebibytes} MiB")

    def rates(*command, **environment):
        return [mebibytes * (1 << 20) / 1e9 / run(*command, **environment) for _ in range(repetitions)]

    if recipient:
        write = ["sh", "-c", f"age -r {recipient} -o file.age file.bin && sync file.age"]
        add(into, "age", "GB/s", rates(*write))
        add(out, "age", "GB/s", rates("age", "-d", "-i", "age.key", "-o", "/dev/null", "file.age"))
        add(memory, "age", "MiB", [peak("age", "-r", recipient, "-o", "/dev/null", "file.bin")])
    if has("gpg"):
        write = "gpg --batch --yes --trust-model always -z 0 -r bench@example.org -o file.gpg -e file.bin"
        add(into, "gpg", "GB/s", rates("sh", "-c", write + " && sync file.gpg"))
        add(out, "gpg", "GB/s", rates("gpg", "--batch", "--yes", "-o", "/dev/null", "-d", "file.gpg"))
        add(memory, "gpg", "MiB", [peak(*write.split())])
    if has("restic"):
        taken = []
        for number in range(repetitions):
            # Each into a repository of its own: a second backup of the same bytes would store nothing.
            environment = {"RESTIC_PASSWORD": "bench", "RESTIC_REPOSITORY": f"restic{number}"}
            run("restic", "init", **environment)
            taken.append(run("restic", "backup", "--force", "file.bin", **environment))
        add(into, "restic", "GB/s", [mebibytes * (1 << 20) / 1e9 / each for each in taken])
        add(memory, "restic", "MiB", [peak("restic", "backup", "--force", "file.bin", **environment)])
    if sodium:
        add(into, "PyNaCl", "GB/s", [mebibytes * (1 << 20) / 1e9 / timed(nacl_file) for _ in range(repetitions)])


def nacl_file():
    key = secrets.token_bytes(32)
    with open("file.bin", "rb") as source, open("file.nacl", "wb") as target:
        while piece := source.read(1 << 18):
            target.write(seal(piece, key))
        target.flush()
        os.fsync(target.fileno())


def gocryptfs(mebibytes, repetitions):
    """Needs FUSE; where that is not allowed it is left out."""
    os.makedirs("plain", exist_ok=True)
    os.makedirs("cipher", exist_ok=True)
    try:
        run("gocryptfs", "-init", "-q", "-scryptn", "10", "-extpass", "echo bench", "cipher")
        run("gocryptfs", "-q", "-extpass", "echo bench", "cipher", "plain")
    except subprocess.CalledProcessError:
        return
    try:
        copy = ["dd", "if=file.bin", "of=plain/file", "bs=1M", "conv=fsync"]
        add(f"attachment of {mebibytes} MiB in, durable", "gocryptfs", "GB/s",
            [mebibytes * (1 << 20) / 1e9 / run(*copy) for _ in range(repetitions)])
        read = ["dd", "if=plain/file", "of=/dev/null", "bs=1M"]
        add(f"attachment of {mebibytes} MiB out", "gocryptfs", "GB/s",
            [mebibytes * (1 << 20) / 1e9 / run(*read) for _ in range(repetitions)])
    finally:
        run("umount", "plain")


def measure(scale):
    records, imported, repetitions = scale["records"], scale["imported"], scale["rounds"]
    mebibytes = scale["fileBytes"] >> 20
    pathlib.Path("one.txt").write_bytes(CONTENT)
    recipient = open_with_age(repetitions) if has("age", "age-keygen") else None
    if has("gpg"):
        open_with_gpg(repetitions)
    if has("gpg", "pass"):
        open_with_pass(repetitions)
    if sodium:
        nacl_records(records, imported, repetitions)
    if has("sqlcipher"):
        sqlcipher_records(records, imported, repetitions)
    for count in scale["labels"]:
        if sodium:
            nacl_search(count, repetitions)
        if has("sqlcipher"):
            sqlcipher_search(count, repetitions)
    attachments(mebibytes, scale["fileRounds"], recipient)
    if has("gocryptfs"):
        gocryptfs(mebibytes, scale["fileRounds"])


def main():
    scale = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(prefix="casevault-peers-") as folder:
        os.chdir(folder)
        os.makedirs("gnupg", mode=0o700)
        os.environ.update(GNUPGHOME=f"{folder}/gnupg", PASSWORD_STORE_DIR=f"{folder}/pass", HOME=folder)
        try:
            measure(scale)
        finally:
            if has("gpgconf"):
                subprocess.run(["gpgconf", "--kill", "all"], check=False)
            os.chdir("/")
    json.dump(found, sys.stdout, indent=1, ensure_ascii=False)


main()
