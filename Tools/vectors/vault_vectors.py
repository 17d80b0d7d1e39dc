#!/usr/bin/env python3
"""Makes the published known answers of the vault, and a whole vault, with implementations that are not the vault's.

    python3 -m pip install -r Tools/vectors/requirements.txt
    python3 Tools/vectors/vault_vectors.py            writes Keys/vectors/*.json and Tests/Frozen/first-day/*
    python3 Tools/vectors/vault_vectors.py --check    compares instead

BLAKE2b, SHA-2, SHA-3 and HMAC come from hashlib and hmac, XChaCha20-Poly1305 and Ed25519 from PyNaCl, X25519 and
ChaCha20-Poly1305 from cryptography, Argon2id from argon2-cffi, ML-KEM from kyber-py, the database files from Python's
sqlite3; everything of the vault is written anew here, from its documentation. Every run gives the same bytes.

All secrets here are published: whoever uses them for anything but tests has none.
"""
import json
import pathlib
import sys
import tempfile

import disk
import parts
import primitives
from encoding import Stream, tuple_bytes, u64
from first_day import MEMORY, PASSES, REFERENCE, FirstDay
from model import KEYRING, WRAP
from parts import GIVE, READ, WRITE

TOP = pathlib.Path(__file__).resolve().parents[2]
VECTORS, FROZEN = TOP / "Keys/vectors", TOP / "Tests/Frozen/first-day"
WARNING = "Published test keys. Never use them for a vault."


def hexed(value):
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {name: hexed(item) for name, item in value.items()}
    return [hexed(item) for item in value] if isinstance(value, (list, tuple)) else value


def seals():
    random, cases = Stream("published seals"), []
    for length in (0, 255, 256, 4096, 5000):
        key, nonce, plaintext = random.bytes(32), random.bytes(24), random.bytes(length)
        data = tuple_bytes("record", random.bytes(16), u64(length))
        sealed, steps = primitives.seal(key, nonce, data, plaintext)
        cases.append(dict(key=key, nonce=nonce, associatedData=data, plaintext=plaintext, **steps, sealed=sealed))
    return dict(note="the committing seal", cases=cases)


def identities(day):
    people = []
    for identity in (day.ana, day.mira):
        key_tuple = tuple_bytes("key-id", day.vault.id, identity.signing_key, identity.wrapping_key)
        people.append(dict(
            login=identity.name, person=identity.person, isFounder=identity is day.ana, seed=identity.seed,
            signingSeed=identity.signing_seed, signingKey=identity.signing_key, wrappingSeed=identity.wrapping_seed,
            wrappingKey=identity.wrapping_key, keyringKey=identity.keyring_key, keyID=identity.key_id(day.vault.id),
            words=primitives.six_words(key_tuple), passphrase=identity.passphrase, passes=PASSES, memoryBytes=MEMORY,
            salt=identity.salt, stretched=identity.stretched, u=identity.u, lockKey=identity.lock_key,
            locked=identity.locked))  # fmt: skip
    code = dict(person=day.mira.person, code=day.code, text=primitives.code_text(day.code), seed=day.code_seed,
                key=parts.SigningKey(day.code_seed).verify_key.encode())  # fmt: skip
    return dict(note="what derives from an identity's seed, a passphrase and a code; words are numbers in the list",
                vault=day.vault.id, people=people, code=code)  # fmt: skip


def halves(day):
    cases = []
    for generation, records in ((day.header_generation, [day.header]), (day.legal, day.records)):
        for record in records:
            cases.append(dict(
                case=generation.case, compartment=generation.compartment, number=generation.number, generation=generation.id,
                a=generation.a, q=generation.q, commitment=generation.commitment(day.vault.id), record=record.record,
                revision=record.revision, nonce=record.nonce, b=record.b, key=record.key,
                associatedData=record.associated_data))  # fmt: skip
    return dict(note="a and q to b and K, for one revision each", vault=day.vault.id, cases=cases)


def records(day):
    names = ("head", "salt", "signature", "body", "nonce", "b", "key", "sealed")
    written = [
        {name: getattr(record, name) for name in names}
        | dict(revision=record.revision, content=record.content.decode(), contentHash=record.content_hash)
        for record in day.records
    ]
    return dict(note="two revisions of one record: what the author signs, and what is stored", vault=day.vault.id,
                case=day.case, record=day.records[0].record, generation=day.legal.id, compartment="legal", number=1,
                a=day.legal.a, author=day.mira.key_id(day.vault.id), authorKey=day.mira.signing_key, form="advice",
                language="sr", revisions=written)  # fmt: skip


def grants(day):
    grant, generation = day.grant, day.header_generation
    revision = 3
    keyring = dict(person=day.mira.person, revision=revision, key=day.mira.keyring_key, items=sorted(day.mira.items),
                   sealed=day.vault.rows[(KEYRING, day.mira.person, revision)][0])  # fmt: skip
    return dict(
        note="a half wrapped with HPKE for one person, and the keyring it is folded into", vault=day.vault.id,
        case=day.case, compartment="case", number=1, generation=generation.id, half=generation.a,
        commitment=generation.commitment(day.vault.id), granteeSeed=day.mira.wrapping_seed,
        grantee=day.mira.key_id(day.vault.id), granter=day.ana.key_id(day.vault.id), rights=READ | WRITE,
        authority=grant["authority"], info=grant["info"], randomness=grant["randomness"], wrap=grant["wrap"],
        statement=grant["statement"], row=grant["row"], keyring=keyring,
        rights_bits=dict(read=READ, write=WRITE, own=parts.OWN, give=GIVE))  # fmt: skip


def rows(day):
    vault = day.vault
    look_ups = [dict(kind=k, text=t, value=vault.lookup(k, t)) for k, t in (
        ("login", b"ana"), ("case", REFERENCE.encode()), ("statement", u64(3)), ("tag-key", day.case))]  # fmt: skip
    numbers = [dict(number=n, record=vault.record_id(day.case, n)) for n in (0, 1, 2)]
    numbers.append(dict(number=1, author=day.mira.person, record=vault.record_id(day.case, 1, day.mira.person)))
    stored = []
    for (table, row, revision), plaintext in sorted(vault.plain.items()):
        if table < 64 and table != WRAP and len(plaintext) < 1200 and (table, row, revision) in vault.rows:
            sealed = vault.rows[(table, row, revision)][0]
            stored.append(dict(table=table, id=row, revision=revision, plaintext=plaintext, sealed=sealed))
    gate = [dict(kind=k, id=i, step=s, plaintext=vault.plain[(k, i, s)], sealed=sealed)
            for (k, i, s), sealed in sorted(vault.gate_rows.items())]  # fmt: skip
    return dict(note="rows under the row key and the gate key, look-ups, record ids", vault=vault.id, x=vault.x,
                rowKey=vault.row_key(), lookups=look_ups, case=day.case, records=numbers, rows=stored,
                gateKey=vault.gate_key, gateKeySymbols=primitives.code_text(vault.gate_key), gateRows=gate,
                gateRoot=vault.gate_state()[1], stateRoot=vault.state_root())  # fmt: skip


def log(day):
    entries = [dict(line=line.decode(), statement=statement) for line, statement in zip(day.vault.lines, day.vault.statements)]
    return dict(note="the log of the first day with the statement of each entry", vault=day.vault.id, origin=day.vault.origin,
                policy=parts.standard_policy(), entries=entries, root=parts.tree_root(day.vault.leaf_hashes()),
                checkpoint=day.note.decode())  # fmt: skip


def files(day):
    made = dict(seals=seals(), identities=identities(day), halves=halves(day), records=records(day), grants=grants(day),
                rows=rows(day), log=log(day))  # fmt: skip
    for name, content in made.items():
        text = json.dumps({"warning": WARNING, **hexed(content)}, indent=1, ensure_ascii=False)
        yield name + ".json", text + "\n"


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    day, different = FirstDay(), []
    for name, text in files(day):
        if not sys.argv[1:]:
            VECTORS.mkdir(parents=True, exist_ok=True)
            (VECTORS / name).write_text(text, encoding="utf-8")
        elif (VECTORS / name).read_text(encoding="utf-8") != text:
            different.append(name)
    if not sys.argv[1:]:
        disk.write(day.vault, day.note, FROZEN)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        disk.write(day.vault, day.note, pathlib.Path(folder))
        if disk.contents(pathlib.Path(folder)) != disk.contents(FROZEN):
            different.append(FROZEN.name)
    for name in different:
        print("differs:", name)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
