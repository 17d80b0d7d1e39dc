"""A vault in memory, written a second time from Sources/CaseVault/CaseVault.docc: keys, rows, statements, log."""
import base64
import datetime

from nacl.signing import SigningKey

import parts
import primitives
from encoding import Stream, blake2b, field_list, leaf_hash, sha256, tuple_bytes, u8, u16, u32, u64
from parts import ZERO_HASH, ZERO_ID, mac256

PERSON, PARAMETERS, IDENTITY, KEYRING, LOOKUP, GENERATION, WRAP, RECORD, STATEMENT = 1, 5, 6, 7, 8, 9, 10, 11, 12
MASTER, SYSTEM_SEED, LOG_SEED, GATE_GENERATION, TAG_KEY, GATE_PERSON = 65, 66, 67, 68, 69, 70
START = datetime.datetime(2026, 9, 20, 8, 15, 2, 123000, datetime.timezone.utc)
MINUTE = datetime.timedelta(minutes=1)


def milliseconds(moment):
    return (moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(milliseconds=1)


class Generation:
    def __init__(self, random, case, compartment, number=1):
        self.id, self.case, self.compartment, self.number = random.bytes(16), case, compartment, number
        self.a, self.q = random.bytes(32), random.bytes(32)

    def place(self, vault):
        """The fields that name a generation in tuples: vault, c, p, g."""
        return vault, self.case, self.compartment.encode(), u32(self.number)

    def commitment(self, vault):
        return blake2b(tuple_bytes("key-commit", *self.place(vault)), self.a)

    def halves(self, vault, record, revision, nonce):
        """b, K and the associated data of one revision."""
        place = (*self.place(vault), record, u64(revision))
        b = blake2b(tuple_bytes("gate-half", *place, nonce), self.q)
        return b, blake2b(tuple_bytes("record-key", b, *place), self.a), tuple_bytes("record", *place)


class Vault:
    def __init__(self, name):
        self.random = Stream(name)
        self.x, self.system_seed, self.log_seed, self.gate_key = (self.random.bytes(32) for _ in range(4))
        self.system, self.log_key = SigningKey(self.system_seed), SigningKey(self.log_seed)
        self.rows, self.gate_rows, self.plain = {}, {}, {}
        self.lines, self.statements, self.counter = [], [], 0
        self.tag_keys, self.month, self.now, self.id = {}, START.strftime("%Y-%m"), START, None

    # Keys that derive from x.

    def lookup(self, kind, text):
        return blake2b(tuple_bytes("lookup", self.id, kind.encode(), text), self.x)[:16]

    def record_id(self, case, number, notes_of=None):
        fields = [self.id, case] + ([b"process-notes:" + notes_of.hex().encode()] if notes_of else []) + [u32(number)]
        return blake2b(tuple_bytes("record-id", *fields), self.x)[:16]

    def row_key(self):
        return blake2b(tuple_bytes("row-key", self.id), self.x)

    def row_data(self, table, row, revision):
        return tuple_bytes("row", self.id, u8(table), row, u64(revision))

    # Rows. Each change returns its 97 bytes for the statement.

    def put(self, table, row, revision, sealed, case=ZERO_ID, gen=None, keeps_old=False):
        old = next((r for t, i, r in sorted(self.rows, reverse=True) if (t, i) == (table, row)), 0)
        change = self.change(table, row, old, revision, case, self.rows.get((table, row, old), (None,))[0], sealed)
        if old and not keeps_old:
            del self.rows[(table, row, old)]
        if sealed is not None:
            self.rows[(table, row, revision)] = (sealed, gen)
        return change

    def change(self, table, row, old, new, case, before, after):
        tags = [self.content_tag(case, sealed) if sealed is not None else ZERO_HASH for sealed in (before, after)]
        return u8(table) + row + u64(old) + u64(new) + tags[0] + tags[1]

    def put_open(self, table, row, revision, plaintext, case=ZERO_ID, gen=None):
        """A row under the row key."""
        sealed, _ = primitives.seal(self.row_key(), self.random.bytes(24), self.row_data(table, row, revision), plaintext)
        self.plain[(table, row, revision)] = plaintext
        return self.put(table, row, revision, sealed, case, gen)

    def content_tag(self, case, sealed):
        return mac256(self.tag_keys[case], tuple_bytes("tag/content", self.month.encode(), sha256(sealed)))

    def put_gate(self, kind, row, plaintext, step):
        data = tuple_bytes("gate/row", self.id, u8(kind), row)
        sealed, _ = primitives.seal(self.gate_key, self.random.bytes(24), data, plaintext)
        self.counter = max(self.counter, step)
        self.gate_rows[(kind, row, step)] = sealed
        self.plain[(kind, row, step)] = plaintext
        return self.change(kind, row, 0, step, ZERO_ID, None, sealed) if ZERO_ID in self.tag_keys else None

    def gate_state(self):
        """Counter and root, as they stand in statements."""
        return u64(self.counter), parts.state_root((k, i, s, sealed) for (k, i, s), sealed in self.gate_rows.items())

    def state_root(self):
        return parts.state_root((t, i, r, sealed) for (t, i, r), (sealed, _) in self.rows.items() if t != STATEMENT)

    # The log.

    @property
    def origin(self):
        return "casevault/%s/1" % self.id.hex()

    def entry(self, act, signer, role, kind, statement=None, main=None, case=None, record=None, revision=0, count=0,
              why="", result="ok", flags="", ref=0):  # fmt: skip
        """Appends a signed line and the row of its statement; `main` is the first change."""
        key, by = signer
        tagged = case is not None
        tag = lambda label, *fields: mac256(self.tag_keys[case], tuple_bytes(label, self.month.encode(), *fields))  # noqa: E731
        before, after = (main[33:65], main[65:97]) if main else (ZERO_HASH, ZERO_HASH)
        values = [
            ("time", self.now.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (self.now.microsecond // 1000)),
            ("boot", sha256(b"6b6f2a34-92c1-4d0f-9d2e-0f3c1a5b7e88").hex()[:8]),
            ("mono", milliseconds(self.now) - milliseconds(START) + 73210), ("act", act), ("by", by.hex()),
            ("role", role), ("peer", mac256(self.x, tuple_bytes("tag/peer", b"workstation", b"office")).hex()[:8]),
            ("case", tag("tag/case")[:16].hex() if tagged else ""), ("object", kind),
            ("record", tag("tag/record", record)[:16].hex() if tagged and record else ""), ("revision", revision),
            ("before", before.hex() if before != ZERO_HASH else ""),
            ("after", after.hex() if after != ZERO_HASH else ""), ("count", count), ("why", why), ("ref", ref),
            ("result", result), ("flags", flags), ("data", sha256(statement).hex() if statement else ""),
        ]  # fmt: skip
        seq, prev = len(self.lines), leaf_hash(self.lines[-1]) if self.lines else ZERO_HASH
        pieces = ['"v":1', '"seq":%d' % seq, '"prev":"%s"' % prev.hex()]
        pieces += ['"%s":%s' % (name, v if isinstance(v, int) else '"%s"' % v) for name, v in values]
        unsigned = "{" + ",".join(pieces)
        signature = key.sign(("casevault/v1/audit-entry\n%s\n%s" % (self.origin, unsigned)).encode()).signature
        text = base64.urlsafe_b64encode(signature).decode().rstrip("=")
        self.lines.append((unsigned + ',"sig":"%s"}' % text).encode())
        self.statements.append(statement)
        if statement:
            self.put_open(STATEMENT, self.lookup("statement", u64(seq)), 1, statement)
        self.now += MINUTE
        return seq

    def leaf_hashes(self):
        return [leaf_hash(line) for line in self.lines]

    def checkpoint(self):
        root = parts.tree_root(self.leaf_hashes())
        body = "%s\n%d\n%s\n" % (self.origin, len(self.lines), base64.b64encode(root).decode())
        public = self.log_key.verify_key.encode()
        note_key = sha256(self.origin.encode() + b"\n\x01" + public)[:4]
        signature = base64.b64encode(note_key + self.log_key.sign(body.encode()).signature).decode()
        return ("%s\n\u2014 %s %s\n" % (body, self.origin, signature)).encode()


class Record:
    """One signed revision."""

    def __init__(self, vault, generation, number, revision, previous, author, form, created, language, salt, content):
        self.record = vault.record_id(generation.case, number)
        self.revision = revision
        self.head = tuple_bytes(
            "record/head", vault.id, generation.case, generation.compartment.encode(), self.record, u64(revision),
            previous, author.key_id(vault.id), form.encode(), u64(created), language.encode())  # fmt: skip
        self.salt, self.content = salt, content
        self.content_hash = blake2b(tuple_bytes("record/content", self.head, salt, content))
        self.signature = author.sign(tuple_bytes("record/sig", self.content_hash))
        self.body = tuple_bytes("record/body", self.head, salt, self.signature, content)
        self.nonce = vault.random.bytes(24)
        self.b, self.key, self.associated_data = generation.halves(vault.id, self.record, revision, self.nonce)
        self.sealed, _ = primitives.seal(self.key, self.nonce, self.associated_data, self.body)


def keyring_item(generation, rights, seq):
    compartment = parts.COMPARTMENTS.index(generation.compartment.split(":")[0]) + 1
    return (
        generation.id + generation.case + generation.a + u32(generation.number) + u16(compartment) + u16(rights) + u64(seq)
    )


def keyring_plaintext(items):
    size = 256
    while size < len(items):
        size *= 2
    size = max(len(items), min(size, 786_432))
    return b"".join(sorted(items)).ljust(size * 80, b"\0")


def header(reference, closed, opened, lead, number, label, lines):
    encoded = [tuple_bytes("row/header", p.encode(), u64(count), u64(last)) for p, count, last in lines]
    return tuple_bytes(
        "row/header", reference.encode(), u8(closed), u64(opened), lead, u32(number), u32(label), field_list(encoded))
