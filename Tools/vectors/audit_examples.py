#!/usr/bin/env python3
"""Makes the two example lines of the audit log in Keys/examples/audit, independently of the Swift code.

    python3 Tools/vectors/audit_examples.py Keys/examples/audit          writes the files
    python3 Tools/vectors/audit_examples.py Keys/examples/audit --check  compares them instead

Needs PyNaCl. The seeds are published: whoever uses them for anything but tests has no secret.
The wrapping key of the administrator is filler of the right length, since key ids only hash it.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import struct
import sys

import nacl.signing


def lp(field):
    return struct.pack(">I", len(field)) + field


def tuple_bytes(label, *fields):
    """T(label, f1..fn) of Tuples.md of VaultCrypto."""
    return lp(("casevault/v1/" + label).encode()) + struct.pack(">I", len(fields)) + b"".join(map(lp, fields))


def blake2b(data):
    return hashlib.blake2b(data, digest_size=32).digest()


def sha256(data):
    return hashlib.sha256(data).digest()


def test_seed(name):
    return sha256(b"casevault audit example, TEST ONLY: " + name.encode())


class Key:
    def __init__(self, name, wrapping=b""):
        self.name = name
        self.seed = test_seed(name)
        self.signer = nacl.signing.SigningKey(self.seed)
        self.sign_key = self.signer.verify_key.encode()
        self.wrap_key = wrapping

    def key_id(self, vault):
        return blake2b(tuple_bytes("key-id", vault, self.sign_key, self.wrap_key))[:16]

    def sign(self, message):
        return self.signer.sign(message).signature


def line(origin, key, seq, prev, values):
    """One line: keys in their order, integers bare, strings quoted; the signature covers what stands before it."""
    parts = ['"v":1', '"seq":%d' % seq, '"prev":"%s"' % prev.hex()]
    for name, value in values:
        parts.append('"%s":%s' % (name, value if isinstance(value, int) else '"%s"' % value))
    unsigned = "{" + ",".join(parts)
    signature = key.sign(("casevault/v1/audit-entry\n%s\n%s" % (origin, unsigned)).encode())
    text = base64.urlsafe_b64encode(signature).decode().rstrip("=")
    return (unsigned + ',"sig":"%s"}' % text).encode()


def leaf(data):
    return sha256(b"\x00" + data)


def files():
    administrator = Key("administrator", hashlib.shake_256(b"casevault audit example: no real key").digest(1216))
    log = Key("log")
    created = 1789892102123  # 2026-09-20T08:15:02.123Z
    genesis = tuple_bytes(
        "genesis", sha256(b"casevault audit example: genesis nonce"), administrator.sign_key, administrator.wrap_key,
        blake2b(b"casevault audit example: policy"), struct.pack(">Q", created))
    vault = blake2b(genesis)[:16]
    origin = "casevault/%s/1" % vault.hex()
    by = administrator.key_id(vault).hex()
    boot = sha256(b"6b6f2a34-92c1-4d0f-9d2e-0f3c1a5b7e88").hex()[:8]
    x = test_seed("vault key x")
    peer = hmac.new(x, tuple_bytes("tag/peer", b"workstation", b"office"), hashlib.sha256).hexdigest()[:8]

    first = line(origin, administrator, 0, bytes(32), [
        ("time", "2026-09-20T08:15:02.123Z"), ("boot", boot), ("mono", 73210), ("act", "vault.create"), ("by", by),
        ("role", "administrator"), ("peer", peer), ("case", ""), ("object", "vault"), ("record", ""), ("revision", 0),
        ("before", ""), ("after", ""), ("count", 0), ("why", ""), ("ref", 0), ("result", "ok"), ("flags", "alone"),
        ("data", sha256(genesis).hex())])

    t = test_seed("tag key of a case")
    month = b"2026-10"

    def tag(label, *fields):
        return hmac.new(t, tuple_bytes(label, month, *fields), hashlib.sha256).digest()

    record = blake2b(b"casevault audit example: record")[:16]
    second = line(origin, administrator, 1, leaf(first), [
        ("time", "2026-10-01T00:00:00.000Z"), ("boot", boot), ("mono", 920771087), ("act", "record.write"), ("by", by),
        ("role", "case-lead"), ("peer", peer), ("case", tag("tag/case")[:16].hex()), ("object", "record"),
        ("record", tag("tag/record", record)[:16].hex()), ("revision", 2),
        ("before", tag("tag/content", sha256(b"stored bytes before")).hex()),
        ("after", tag("tag/content", sha256(b"stored bytes after")).hex()), ("count", 1), ("why", "follow-up"),
        ("ref", 1), ("result", "ok"), ("flags", "closed+nomirror+ooh"), ("data", sha256(b"a statement").hex())])

    root = sha256(b"\x01" + leaf(first) + leaf(second))
    body = "%s\n2\n%s\n" % (origin, base64.b64encode(root).decode())
    note_key = sha256(origin.encode() + b"\n\x01" + log.sign_key)[:4]
    note = body + "\n\u2014 %s %s\n" % (origin, base64.b64encode(note_key + log.sign(body.encode())).decode())

    def key_line(key, kind, start):
        return json.dumps({"key": key.key_id(vault).hex(), "kind": kind, "sign": key.sign_key.hex(),
                           "wrap": key.wrap_key.hex(), "from": start, "until": None}, separators=(",", ":")) + "\n"

    seeds = {
        "warning": "Published test seeds. Anyone can sign with them; never use them for a vault.",
        "origin": origin,
        "testOnlySeedAdministrator": administrator.seed.hex(),
        "testOnlySeedLog": log.seed.hex(),
        "testOnlyTagKey": t.hex(),
        "testOnlyVaultKey": x.hex(),
        "record": record.hex(),
        "storedBefore": sha256(b"stored bytes before").hex(),
        "storedAfter": sha256(b"stored bytes after").hex(),
        "genesisStatement": genesis.hex(),
        "leafHashes": [leaf(first).hex(), leaf(second).hex()],
        "root": root.hex(),
    }
    return {
        "entries.jsonl": first + b"\n" + second + b"\n",
        "keys.jsonl": (key_line(administrator, "person", 0) + key_line(log, "log", 0)).encode(),
        "checkpoint": note.encode(),
        "example.json": (json.dumps(seeds, indent=2) + "\n").encode(),
    }


def main():
    arguments = sys.argv[1:]
    if not arguments or len(arguments) > 2 or arguments[1:] not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 3
    folder = pathlib.Path(arguments[0])
    different = 0
    for name, data in files().items():
        path = folder / name
        if arguments[1:]:
            if not path.is_file() or path.read_bytes() != data:
                print("differs: %s" % name)
                different = 1
        else:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return different


if __name__ == "__main__":
    sys.exit(main())
