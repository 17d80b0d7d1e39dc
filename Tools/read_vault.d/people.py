"""A person: her login, her identity under her passphrase, her keyring, and the halves that wait for her."""
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from journal import generation_fields
from nacl.signing import SigningKey
from sealing import CannotOpen, unseal
from store import CODES
from tuples import B2, H, Refused, T, exactly, fields_of, number, text, u32, u64, u8
from wraps import unwrap

READ, WRITE, OWN, GIVE = 1, 2, 4, 8
COMPARTMENTS = (
    "case", "identity", "core", "risk", "legal", "attorney", "psych", "process-notes", "medical", "stay", "care",
    "children", "coordination", "consent", "stat", "emergency",
)  # fmt: skip
ITEM = 80


class UnknownLogin(Exception):
    pass


class WrongPassphrase(Exception):
    pass


@dataclass(frozen=True)
class Half:
    """A staff half and the generation it belongs to; verified against its commitment."""

    gen: bytes
    case: bytes
    compartment: str
    number: int
    half: bytes
    rights: int


def parameters(gate, row):
    passes, memory, name = fields_of(gate.open_row("parameters", CODES["parameters"], row), "row/parameters", 3)
    passes, memory = number(passes, 4), number(memory, 8)
    if not 3 <= passes <= 10 or not 64 << 20 <= memory <= 1 << 30 or memory % 1024:
        raise Refused(f"{passes} passes over {memory} bytes: out of the range of the format")
    return passes, memory, text(name, "name of the organisation")


class Person:
    def __init__(self, store, gate, journal, findings, login, passphrase):
        self.store, self.gate, self.journal, self.findings = store, gate, journal, findings
        row = store.row("lookup", gate.lookup("login", login))
        if row is None:
            raise UnknownLogin(login)
        self.id = exactly(gate.open_row("lookup", CODES["lookup"], row), 16, "person id")
        self.seed = self.identity(passphrase)
        self.founder = self.whose_seed()
        self.keyring_key = self.derive("keyring")

    def identity(self, passphrase):
        row = self.store.row("identity", self.id)
        if row is None:
            raise Refused("there is no identity of this person: she has not enrolled")
        passes, memory, _ = parameters(self.gate, self.store.row("parameters", self.gate.vault))
        sealed = row[3]
        if sealed[0] != 1:
            raise Refused("an identity of another version")
        salt = sealed[1:17]
        hashed = hash_secret_raw(passphrase, salt, passes, memory // 1024, 1, 32, Type.ID, 19)
        associated = T("identity/locked", self.gate.vault, self.id, u32(passes), u64(memory), salt)
        secrets = self.gate.u.get(self.id, [])
        if not secrets:
            raise Refused("gate.db has no secret of this person: she left, or this copy is older than her passphrase")
        for secret in secrets:
            try:
                lock = B2(hashed, T("identity/lock", secret, self.gate.vault, self.id))
                return exactly(unseal(lock, associated, sealed[17:]), 32, "seed")
            except CannotOpen:
                continue
        raise WrongPassphrase()

    def whose_seed(self):
        """True if the keys name sixteen zero bytes as vault, as those of entry 0 do."""
        for founder in (False, True):
            self.founder = founder
            signing = SigningKey(self.derive("sign")).verify_key.encode()
            for key_id, key in self.journal.keys.items():
                if key.person == self.id and key.signing == signing and key.founder == founder:
                    self.key_id = key_id
                    return founder
        raise Refused("the log knows no key that belongs to this identity")

    def derive(self, what):
        return B2(self.seed, T(f"identity/{what}", bytes(16) if self.founder else self.gate.vault, self.id))

    def halves(self):
        """Every half that verifies: those in the keyring, and those still wrapped for her."""
        found = {}
        for half in [*self.keyring(), *self.waiting()]:
            try:
                found[half.gen] = self.verified(half)
            except Refused as reason:
                self.findings.add(f"half of generation {half.gen.hex()}", f"{reason}")
        return [half for half in found.values() if half]

    def keyring(self):
        row = self.store.row("keyring", self.id)
        if row is None:
            raise Refused("her keyring is missing")
        associated = T("row", self.gate.vault, u8(CODES["keyring"]), self.id, u64(row[1]))
        plain = unseal(self.keyring_key, associated, row[3])
        if len(plain) % ITEM:
            raise Refused("a keyring of another shape")
        items = [plain[at : at + ITEM] for at in range(0, len(plain), ITEM)]
        held = [item for item in items if any(item)]
        if any(map(any, items[len(held) :])) or held != sorted(held, key=lambda item: item[:16]):
            raise Refused("a keyring out of order")
        for item in held:
            yield Half(item[:16], item[16:32], self.named(number(item[68:70], 2)), number(item[64:68], 4), item[32:64],
                       number(item[70:72], 2))  # fmt: skip

    def named(self, code):
        if not 1 <= code <= len(COMPARTMENTS):
            raise Refused(f"compartment {code} is not known to this reader")
        name = COMPARTMENTS[code - 1]
        return f"{name}:{self.id.hex()}" if name == "process-notes" else name

    def waiting(self):
        for row_id, _, _, wrap in self.store.rows("wrap"):
            info, tuple_bytes, digest = self.journal.grants.get(row_id, (None, None, None))
            if info is None or info[6] != self.key_id:
                continue
            if wrap is None or H(wrap) != digest:
                self.findings.add(f"wrap {row_id.hex()}", "its bytes are not those that the grant names")
                continue
            try:
                half = exactly(unwrap(self.derive("wrap"), tuple_bytes, wrap), 32, "staff half")
            except CannotOpen as reason:
                self.findings.add(f"wrap {row_id.hex()}", f"{reason}")
                continue
            yield Half(info[4], info[1], text(info[2], "compartment"), number(info[3], 4), half, number(info[8], 2))

    def verified(self, half):
        """The half against the generation's own row and its commitment kc; None when the generation is no more."""
        row = self.store.row("generation", half.gen, 1)
        if row is None or half.gen in self.gate.tombs:
            self.findings.note(f"generation {half.gen.hex()}: erased, nothing of it opens")
            return None
        case, compartment, place, kc, _, _ = generation_fields(self.gate, row)
        if (case, text(compartment, "compartment"), number(place, 4)) != (half.case, half.compartment, half.number):
            raise Refused("keyring and generation name different places")
        if B2(half.half, T("key-commit", self.gate.vault, case, compartment, place)) != kc:
            raise Refused("the half is not the one that the generation commits to")
        if half.gen in self.gate.q:
            return half
        if half.gen not in self.journal.retired:
            raise Refused("gate.db has no secret of this generation: bring the copy of the gate that belongs to this vault.db")
        self.findings.note(f"generation {half.gen.hex()}: its records were sealed again under newer keys, its own is deleted")
        return None
