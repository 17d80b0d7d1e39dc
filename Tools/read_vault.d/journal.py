"""What the reader takes from the log: whose key is whose, which records there are, who waits for which half.

The log itself is not verified here: neither its chain nor its signatures nor who had which right. Tools/verify_audit.py
and `casevault check` do that.
"""
import hashlib
import json
from dataclasses import dataclass, field

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from store import CODES
from tuples import H, Refused, T, exactly, fields_of, label_of, number, pieces, text, u64

RECORD = CODES["record"]
SILENT = {"session.unlock", "session.denied", "session.end", "record.read", "record.print", "file.read", "case.list", "state"}
ROW = 97


@dataclass(frozen=True)
class Key:
    """A key that somebody signs with, and whose it is."""

    person: bytes
    signing: bytes
    founder: bool


@dataclass
class Named:
    """What the log says of one record."""

    case: bytes
    number: int
    compartment: str
    revisions: set = field(default_factory=set)
    attachment: bytes = b""


class Journal:
    def __init__(self, store, gate, findings):
        self.store, self.gate, self.findings = store, gate, findings
        self.keys, self.records, self.grants, self.drafts = {}, {}, {}, {}
        self.retired, self.compartments, self.erased = set(), {}, {}
        self.genesis = None
        for origin, seq, line in store.lines():
            self.entry(origin, seq, line)

    def entry(self, origin, seq, line):
        try:
            entry = json.loads(line)
            if entry["seq"] != seq:
                raise Refused("stands in another place")
            if entry["data"] and entry["result"] in ("ok", "intent") and entry["act"] not in SILENT:
                statement = self.statement(origin, seq, entry["data"])
                if entry["result"] == "ok":
                    self.take(entry, statement)
        except (ValueError, KeyError, TypeError, IndexError, Refused) as reason:
            self.findings.add(f"log {origin}, entry {seq}", f"{reason}")

    def statement(self, origin, seq, data):
        row = self.store.row("statement", self.gate.lookup("statement", u64(seq)), origin)
        if row is None:
            raise Refused("its statement is missing")
        statement = self.gate.open_row("statement", CODES["statement"], row)
        if hashlib.sha256(statement).hexdigest() != data:
            raise Refused("its statement is another")
        return statement

    def take(self, entry, statement):
        label = label_of(statement)
        reader = {
            "genesis": self.founding, "statement/keys": self.founder, "statement/enrol": self.enrolment,
            "statement/case": self.case, "statement/record": self.record, "statement/file": self.file,
            "grant/statement": self.grant, "statement/draft": self.draft, "statement/import": self.imported,
            "statement/retire": self.retire, "statement/generation": self.made, "statement/erase": self.erase,
        }.get(label)  # fmt: skip
        fields = fields_of(statement, label)
        if reader:
            reader(entry, fields)
        if fields and len(fields[-1]) >= 4 + ROW and len(fields[-1]) % (4 + ROW) == 0:
            self.rows(fields[-1])

    def founding(self, _, fields):
        """Entry 0: its statement hashes to the vault id, so the founder's key needs no other witness."""
        if H(T("genesis", *fields))[:16] != self.gate.vault:
            raise Refused("the statement of the founding does not hash to the vault id")
        self.genesis = exactly(fields[1], 32, "signing key"), exactly(fields[2], 1216, "wrapping key")

    def founder(self, _, fields):
        if self.genesis:
            signing, wrapping = self.genesis
            self.genesis = None
            self.keys[self.key_id(signing, wrapping)] = Key(exactly(fields[0], 16, "person"), signing, True)

    def enrolment(self, entry, fields):
        vault, person, _, signing, wrapping, _ = fields_of(fields[0], "enrol", 6)
        key_id = self.key_id(signing, wrapping)
        if vault != self.gate.vault or key_id.hex() != entry["by"]:
            raise Refused("an enrolment of another vault, or signed by another key")
        try:
            VerifyKey(signing).verify(fields[0], fields[1])
        except (BadSignatureError, ValueError):
            raise Refused("an enrolment that its new key did not sign") from None
        self.keys[key_id] = Key(exactly(person, 16, "person"), signing, False)

    def key_id(self, signing, wrapping):
        return H(T("key-id", self.gate.vault, signing, wrapping))[:16]

    def case(self, _, fields):
        """The header is number 0 and the label number 1; they have no `record.write` of their own."""
        made = [item for item in pieces(fields[-1], "rows") if item[0] == RECORD]
        for place, item in enumerate(made):
            self.name(item[1:17], fields[0], "case" if place == 0 else "identity", place)

    def record(self, _, fields):
        case, gen, record, place = fields[:4]
        self.name(record, case, self.compartment(gen), number(place, 4))

    def file(self, _, fields):
        case, gen, record, place, file_id = fields[:5]
        self.name(record, case, self.compartment(gen), number(place, 4))
        self.records[record].attachment = exactly(file_id, 16, "file id")

    def imported(self, _, fields):
        """Records of an import: generation, id and number of each; the entry that closes it has none."""
        for item in pieces(fields[6], "imported records"):
            exactly(item, 36, "an imported record")
            self.name(item[16:32], fields[4], self.compartment(item[:16]), number(item[32:], 4))

    def retire(self, _, fields):
        """A generation under which nothing lies any more: its gate secret is gone on purpose."""
        self.retired.add(exactly(fields[1], 16, "generation"))

    def made(self, _, fields):
        """Kept here: the row of a generation goes when a record is erased, and what was written under it lives on."""
        self.compartments[exactly(fields[0], 16, "generation")] = text(fields[2], "compartment")

    def erase(self, entry, fields):
        """One record erased alone; of a case or a compartment everything is gone that could name it."""
        scope = text(fields[1], "scope")
        if (entry["act"] == "record.erase") != scope.startswith("record:"):
            raise Refused("an erasure of something else than its act says")
        if entry["act"] == "record.erase":
            self.erased[bytes.fromhex(scope.removeprefix("record:"))] = entry["seq"]

    def compartment(self, gen):
        """p of a generation; empty when the log has not told of its making."""
        return self.compartments.get(gen, "")

    def name(self, record, case, compartment, place):
        if compartment and self.gate.record_id(case, compartment, place) != record:
            raise Refused(f"names record {place}, and the id is that of another")
        self.records.setdefault(exactly(record, 16, "record id"), Named(exactly(case, 16, "case id"), place, compartment))

    def grant(self, _, fields):
        info = fields_of(fields[0], "grant", 11)
        self.grants[fields[1][:16]] = (info, fields[0], fields[1])

    def draft(self, _, fields):
        for item in pieces(fields[-1], "rows"):
            if item[0] == CODES["draft"]:
                self.drafts[item[1:17]] = fields[0]

    def rows(self, data):
        """Which revisions of records there are after this entry."""
        for item in pieces(data, "rows"):
            record, new = item[1:17], number(item[25:33], 8)
            if item[0] != RECORD or record not in self.records:
                continue
            if new:
                self.records[record].revisions.add(new)
            else:
                self.records[record].revisions.clear()


def generation_fields(gate, row):
    """c, p, g, kc, maker, escrow ciphertext."""
    plain = gate.open_row("generation", CODES["generation"], row)
    fields = fields_of(plain, "row/generation", 6)
    number(fields[2], 4)
    return fields
