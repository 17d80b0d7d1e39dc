"""The gate key, and what gate.db keeps under it."""
from sealing import CannotOpen, nonce_of, unseal
from tuples import B2, Refused, T, exactly, fields_of, number, u8, u32, u64

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BEGINNING = "CASEVAULT-SECRET-KEY-GATE-"
ALIKE = str.maketrans("OILАВЕЅІЈКМНОРСТУХЗ", "011ABES1JKMH0PCTYX3")
X, SYSTEM, LOG, Q, TAG, U, TOMB = range(65, 72)


class WrongGateKey(Exception):
    """No row of gate.db opens: another key, or another vault's gate."""


def check_symbol(symbols):
    """Luhn mod 32, from the last symbol backwards, times 2 and 1 in turn."""
    total = 0
    for place, symbol in enumerate(reversed(symbols)):
        product = SYMBOLS.index(symbol) * (2 if place % 2 == 0 else 1)
        total += product // 32 + product % 32
    return SYMBOLS[-total % 32]


def parse_gate_key(line):
    line = line.strip().upper()
    if not line.startswith(BEGINNING):
        raise WrongGateKey("this is no file of a gate key")
    symbols = "".join(line[len(BEGINNING) :].replace("-", " ").split()).translate(ALIKE)
    if len(symbols) != 53 or set(symbols) - set(SYMBOLS) or check_symbol(symbols[:-1]) != symbols[-1]:
        raise WrongGateKey("the gate key is mistyped: its check symbol does not fit")
    bits = 0
    for symbol in symbols[:52]:
        bits = bits << 5 | SYMBOLS.index(symbol)
    if bits & 15:
        raise WrongGateKey("the gate key is mistyped: its last bits are not zero")
    return (bits >> 4).to_bytes(32, "big")


def reference(symbols):
    return f"K-{symbols}-{check_symbol(symbols)}"


class Gate:
    """The secrets of gate.db by kind, opened."""

    def __init__(self, store, vault, key, findings):
        self.vault, self.q, self.u, self.tombs, x = vault, {}, {}, {}, None
        opened = damaged = 0
        for kind, row_id, sealed in store.gate_rows():
            try:
                if sealed is None:
                    raise CannotOpen("its bytes do not have its hash")
                plain = unseal(key, T("gate/row", vault, u8(kind), row_id), sealed)
                if kind == TOMB:
                    self.tombs[row_id] = self.tombstone(key, row_id, plain, sealed)
            except Refused:
                damaged += 1
                continue
            opened += 1
            if kind == X:
                x = exactly(plain, 32, "x")
            elif kind == Q:
                self.q[row_id] = exactly(plain, 32, "a gate secret")
            elif kind == U:
                self.u.setdefault(exactly(plain, 48, "a gate secret")[:16], []).insert(0, plain[16:])
        if not opened:
            raise WrongGateKey("the gate key does not open this gate.db, or it is another vault's")
        if damaged:
            findings.add("gate.db", f"rows that do not open: {damaged}")
        if x is None:
            raise Refused("gate.db: x does not open, and without it nothing is found")
        self.x = x
        self.row_key = B2(x, T("row-key", vault))

    def tombstone(self, key, gen, plain, sealed):
        """The seq of the erasure; its seal is the one that every opening would make."""
        vault, of, seq = fields_of(plain, "gate/tombstone", 3)
        if (vault, of) != (self.vault, gen) or nonce_of(sealed) != B2(key, plain)[:24]:
            raise Refused("a tombstone of another generation, or not made as tombstones are")
        return number(seq, 8)

    def lookup(self, kind, text):
        return B2(self.x, T("lookup", self.vault, kind, text))[:16]

    def record_id(self, case, compartment, number):
        if compartment.startswith("process-notes:"):
            return B2(self.x, T("record-id", self.vault, case, compartment, u32(number)))[:16]
        return B2(self.x, T("record-id", self.vault, case, u32(number)))[:16]

    def open_row(self, table, code, row):
        """The plaintext of a row under the row key."""
        row_id, revision, _, sealed = row
        try:
            return unseal(self.row_key, T("row", self.vault, u8(code), row_id, u64(revision)), sealed)
        except Refused as reason:
            raise Refused(f"row of {table}: {reason}") from None
