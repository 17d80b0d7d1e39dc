"""Seals the newest revision of a record again with one thing changed, as only someone with every key could.

    rewriting.py VAULT GATE LOGIN signature|author|stranger|previous|place|content       passphrase on standard input

For the campaign `reader`: the seal opens, and what is inside is not what it says it is.
"""
import hashlib
import os
import sqlite3
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "read_vault.d"))

from gate import Gate, parse_gate_key  # noqa: E402
from journal import Journal  # noqa: E402
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt  # noqa: E402
from nacl.signing import SigningKey  # noqa: E402
from people import Person  # noqa: E402
from sealing import nonce_of, padded_length, unseal  # noqa: E402
from store import Store  # noqa: E402
from tuples import B2, H, T, fields_of, u32, u64  # noqa: E402

RECORD, PREVIOUS, AUTHOR = 3, 5, 6


class Findings:
    def add(self, *what):
        raise SystemExit(f"rewriting: {what}")

    note = add


def seal(key, nonce, associated, plain):
    h, content = H(associated), plain + b"\x80"
    padded = content.ljust(padded_length(len(content)), b"\x00")
    body = crypto_aead_xchacha20poly1305_ietf_encrypt(padded, h, nonce, B2(key, T("seal/key", nonce, h)))
    return b"\x01" + nonce + B2(key, T("seal/commit", nonce, h)) + body


def changed(body, what, person, journal):
    head, salt, signature, content = fields_of(body, "record/body", 4)
    fields = fields_of(head, "record/head", 10)
    if what == "signature":
        signature = signature[:40] + bytes([signature[40] ^ 1]) + signature[41:]
    elif what == "content":
        content += b" "
    else:
        place = {"author": AUTHOR, "stranger": AUTHOR, "previous": PREVIOUS, "place": RECORD}[what]
        other = next(key_id for key_id, key in journal.keys.items() if key.person != person.id)
        fields[place] = {AUTHOR: other if what == "author" else os.urandom(16), PREVIOUS: os.urandom(32)}.get(place, bytes(16))
        head = T("record/head", *fields)
        signature = SigningKey(person.derive("sign")).sign(T("record/sig", H(T("record/content", head, salt, content)))).signature
    return T("record/body", head, salt, signature, content)


def main():
    vault, folder, login, what = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]
    store = Store(vault, folder)
    key = parse_gate_key((folder / "gate.key").read_text())
    gate = Gate(store, next(store.rows("parameters"))[0], key, Findings())
    journal = Journal(store, gate, Findings())
    person = Person(store, gate, journal, Findings(), login, sys.stdin.buffer.read())
    halves = {half.gen: half for half in person.halves()}
    record, revision, gen, sealed = max((row for row in store.rows("record") if row[2] in halves and row[1] == 3
                                         and halves[row[2]].compartment == "legal"), key=lambda row: row[1])  # fmt: skip
    half = halves[gen]
    place = gate.vault, half.case, half.compartment, u32(half.number), record, u64(revision)

    def key_for(nonce):
        return B2(half.half, T("record-key", B2(gate.q[gen], T("gate-half", *place, nonce)), *place))

    body = unseal(key_for(nonce_of(sealed)), T("record", *place), sealed)
    nonce = os.urandom(24)
    sealed = seal(key_for(nonce), nonce, T("record", *place), changed(body, what, person, journal))
    store.close()
    with sqlite3.connect(vault / "vault.db", isolation_level=None) as database:
        database.execute("UPDATE record SET sealed = ?, hash = ? WHERE id = ? AND revision = ?",
                         (sealed, hashlib.sha256(sealed).digest(), record, revision))  # fmt: skip


main()
