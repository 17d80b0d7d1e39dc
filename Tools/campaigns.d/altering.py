"""What the independent reader has to refuse by name: vaults that were changed, and keys that are not the right ones."""
import hashlib
import os
import shutil
import sqlite3
import subprocess

from campaign import TOP, House
from reading import PYTHON, Read


def altered(house, change):
    """A copy of the vault after `change` had its database."""
    copy = house.root / "altered"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(house.vault, copy)
    with sqlite3.connect(copy / "vault.db", isolation_level=None) as database:
        change(database, copy)
    database.close()
    return copy


def set_sealed(database, row, sealed):
    database.execute("UPDATE record SET sealed = ?, hash = ? WHERE rowid = ?", (sealed, hashlib.sha256(sealed).digest(), row))


def flip(database, _):
    """One bit in the middle of every record's ciphertext, with the hash made right again."""
    for row, sealed in database.execute("SELECT rowid, sealed FROM record").fetchall():
        changed = bytearray(sealed)
        changed[len(changed) // 2] ^= 1
        set_sealed(database, row, bytes(changed))


def flip_silently(database, _):
    """The same, and the hash stays."""
    for row, sealed in database.execute("SELECT rowid, sealed FROM record").fetchall():
        changed = bytearray(sealed)
        changed[-1] ^= 1
        database.execute("UPDATE record SET sealed = ? WHERE rowid = ?", (bytes(changed), row))


def move(database, _):
    """Two records of one generation change places."""
    (gen,) = database.execute("SELECT gen FROM record GROUP BY gen ORDER BY COUNT(*) DESC").fetchone()
    (one, first), (two, second) = database.execute(
        "SELECT rowid, sealed FROM record WHERE gen = ? AND revision = 1 LIMIT 2", (gen,)).fetchall()
    set_sealed(database, one, second)
    set_sealed(database, two, first)


def swap_revisions(database, _):
    """An older revision stands where the newest was."""
    record, newest = database.execute("SELECT id, MAX(revision) FROM record WHERE revision = 3 OR revision = 4").fetchone()
    (older,) = database.execute("SELECT sealed FROM record WHERE id = ? AND revision = 1", (record,)).fetchone()
    (row,) = database.execute("SELECT rowid FROM record WHERE id = ? AND revision = ?", (record, newest)).fetchone()
    set_sealed(database, row, older)


def hide(database, _):
    database.execute("DELETE FROM record WHERE revision = 2 AND id IN (SELECT id FROM record WHERE revision = 1)")


def cut_file(_, copy):
    longest = max((copy / "files").iterdir(), key=lambda path: path.stat().st_size)
    os.truncate(longest, longest.stat().st_size - 1)


def bend_file(_, copy):
    longest = max((copy / "files").iterdir(), key=lambda path: path.stat().st_size)
    with open(longest, "r+b") as file:
        file.seek(300_000)
        byte = file.read(1)[0] ^ 1
        file.seek(300_000)
        file.write(bytes([byte]))


def unclosed(house):
    """A copy as a crash leaves it: the last commit, a flipped bit, stands in the write-ahead log alone."""
    copy = altered(house, lambda *_: None)
    torn = house.root / "torn"
    with sqlite3.connect(copy / "vault.db", isolation_level=None) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA wal_autocheckpoint = 0")
        flip(database, copy)
        shutil.copytree(copy, torn)
    database.close()
    return torn


def controls(campaign, house):
    before = house.files()
    torn = unclosed(house)
    kept = {path.name: path.read_bytes() for path in torn.iterdir() if path.is_file()}
    read = Read(house, "mira", torn)
    same_bytes = all((torn / name).read_bytes() == data for name, data in kept.items())
    campaign.holds("control: what stands in the write-ahead log alone is read, and left as it was",
                   (torn / "vault.db-wal").stat().st_size > 0 and read.code == 5 and same_bytes, read)  # fmt: skip
    now = house.files()
    campaign.holds("no byte of a vault or gate changes", all(now.get(name) == digest for name, digest in before.items()
                   if not name.startswith("altered/")), "")  # fmt: skip
    read = Read(house, "mira", passphrase="ovo nije njena lozinka uopšte")
    campaign.holds("control: a wrong passphrase", read.code == 3 and not read.lines, read)
    line = (house.gate / "gate.key").read_text().strip()
    wrong = house.root / "wrong.key"
    wrong.write_text(line[:-1] + ("0" if line[-1] != "0" else "1"))
    read = Read(house, "mira", key=wrong)
    campaign.holds("control: a mistyped gate key", read.code == 3 and "mistyped" in read.err, read)
    with House(campaign) as other:
        other.found("Druga kuća", "ana", campaign.phrase())
        read = Read(house, "mira", key=other.gate / "gate.key")
        campaign.holds("control: another house's gate key", read.code == 3 and not read.lines, read)
        read = Read(house, "mira", gate=other.gate)
        campaign.holds("control: another house's gate", read.code == 3 and not read.lines, read)
    read = Read(house, "nobody", passphrase="x")
    campaign.holds("control: an unknown login", read.code == 4, read)
    read = Read(house, "mira", to=house.root / "work")
    campaign.holds("control: a folder that is there", read.code == 1, read)
    for change, reason in ((flip, "does not open"), (flip_silently, "hash"), (move, "commitment"), (hide, "gone"),
                           (swap_revisions, "commitment"), (cut_file, "not the file that was stored"),
                           (bend_file, "not the file that was stored")):  # fmt: skip
        read = Read(house, "mira", altered(house, change), to=house.root / f"control-{change.__name__}")
        said = " ".join(one["reason"] for one in read.summary.get("findings", []))
        campaign.holds(f"control: {change.__name__}", read.code == 5 and reason in said, read)


def rewritten(campaign, made):
    """What only a holder of every key could write: seals that open, around a revision that is not what it says."""
    house = made.house
    for what, reason in (("signature", "signature is not good"), ("author", "signature is not good"),
                         ("stranger", "nobody the log knows"), ("previous", "does not follow"), ("place", "another place"),
                         ("content", "signature is not good")):  # fmt: skip
        copy = altered(house, lambda *_: None)
        needed_words = [PYTHON, str(TOP / "Tools/campaigns.d/rewriting.py"), str(copy), str(house.gate), "mira", what]
        subprocess.run(needed_words, input=house.passphrases["mira"].encode(), check=True)
        read = Read(house, "mira", copy)
        said = [one["reason"] for one in read.summary.get("findings", [])]
        campaign.holds(f"control: another {what} under a seal that opens", read.code == 5 and len(said) == 1
                       and reason in said[0], read)  # fmt: skip
