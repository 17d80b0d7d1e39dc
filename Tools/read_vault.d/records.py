"""Records: opened, compared with their place, their author's signature and the revision before."""
from dataclasses import dataclass

from gate import reference
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from people import OWN, READ
from sealing import nonce_of, unseal
from tuples import B2, H, Refused, T, exactly, fields_of, number, pieces, text, u32, u64

ALPHABET = set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@dataclass
class Revision:
    """One revision that verified."""

    record: bytes
    number: int
    revision: int
    compartment: str
    author: str
    person: bytes
    form: str
    created: int
    language: str
    content: bytes
    digest: bytes
    attachment: bytes
    chained: bool = True


@dataclass
class Case:
    id: bytes
    reference: str
    closed: bool
    opened: int
    lead: bytes
    label: int
    counts: dict
    revisions: list


class RecordReader:
    """What one person may read, by the rights on her keyring."""

    def __init__(self, store, gate, journal, person, findings):
        self.store, self.gate, self.journal, self.person, self.findings = store, gate, journal, person, findings
        self.logins = {}
        self.halves = {half.gen: half for half in person.halves()}
        self.passed_over = 0
        self.places, self.there = {}, set()
        for record, revision, gen, _ in store.places():
            self.places.setdefault(gen, []).append((record, revision))
            self.there.add((record, revision))
        for gen in journal.retired & set(self.places):
            findings.add(f"generation {gen.hex()}", "records lie under it, and the log says that its key is deleted")

    def cases(self):
        """Every case of which she holds the header, in the order of their references."""
        of_case = {}
        for gen, half in self.halves.items():
            of_case.setdefault(half.case, set()).add(gen)
        found = [case for case in map(self.case, of_case, of_case.values()) if case]
        return sorted(found, key=lambda case: case.reference)

    def case(self, case_id, gens):
        revisions, digests = [], {}
        for row in self.rows_of(gens):
            one = self.try_row(row, digests)
            if one:
                revisions.append(one)
        header = [one for one in revisions if one.number == 0 and one.compartment == "case"]
        self.missing(case_id, gens)
        if not revisions and not any(self.halves[gen].rights & (READ | OWN) for gen in gens):
            # She may only pass its keys on, as whoever opened a case for others: it is nothing of hers to read.
            return None
        if len(header) != 1:
            self.findings.add(f"case {case_id.hex()}", "its header does not open: its records are left out")
            return None
        revisions = [one for one in revisions if one is not header[0]]
        revisions.sort(key=lambda one: (one.compartment.startswith("process-notes:"), one.number, one.revision))
        try:
            return self.headed(case_id, gens, header[0], revisions)
        except Refused as reason:
            self.findings.add(f"header of case {case_id.hex()}", f"{reason}")
            return None

    def rows_of(self, gens):
        for record, revision in sorted(place for gen in gens for place in self.places.get(gen, [])):
            yield from self.store.rows("record", record, revision)

    def try_row(self, row, digests):
        record, revision, gen, sealed = row
        named = self.journal.records.get(record)
        what = f"record {record.hex()} revision {revision}"
        try:
            if sealed is None:
                raise Refused("its bytes do not have its hash")
            if named is None or revision not in named.revisions:
                raise Refused("the log names no such record")
            half = self.halves[gen]
            if named.case != half.case:
                raise Refused("the log names it in another case")
            if not half.rights & (READ | OWN):
                self.passed_over += 1
                return None
            one, previous = self.opened(half, record, revision, named, sealed)
            digests[record, revision] = one.digest
            if not (half.rights & READ or one.person == self.person.id):
                self.passed_over += 1
                return None
            one.chained = self.follows(one, previous, digests)
            return one
        except Refused as reason:
            self.findings.add(what, f"{reason}")
            return None

    def opened(self, half, record, revision, named, sealed):
        place = self.gate.vault, half.case, half.compartment, u32(half.number), record, u64(revision)
        if self.gate.record_id(half.case, half.compartment, named.number) != record:
            raise Refused("the id is not that of its number in this case")
        b = B2(self.gate.q[half.gen], T("gate-half", *place, nonce_of(sealed)))
        body = unseal(B2(half.half, T("record-key", b, *place)), T("record", *place), sealed)
        head, salt, signature, content = fields_of(body, "record/body", 4)
        vault, case, compartment, of, which, previous, author, form, created, language = fields_of(head, "record/head", 10)
        if (vault, case, compartment, of, which) != (*place[:2], half.compartment.encode(), record, u64(revision)):
            raise Refused("its head names another place")
        digest = H(T("record/content", head, exactly(salt, 32, "salt"), content))
        key = self.journal.keys.get(author)
        if key is None:
            raise Refused("its author is nobody the log knows")
        try:
            VerifyKey(key.signing).verify(T("record/sig", digest), signature)
        except (BadSignatureError, ValueError):
            raise Refused("its author's signature is not good") from None
        return Revision(record, named.number, revision, half.compartment, self.login(key.person), key.person,
                        text(form, "form"), number(created, 8), text(language, "language"), content, digest,
                        named.attachment), exactly(previous, 32, "previous")  # fmt: skip

    def follows(self, one, previous, digests):
        """Whether `previous` was compared; of a header only the newest revision is kept."""
        if one.revision == 1:
            if previous != bytes(32):
                raise Refused("a first revision that follows another")
            return True
        before = digests.get((one.record, one.revision - 1))
        if before is None:
            if one.number:
                self.findings.note(f"record {one.record.hex()} revision {one.revision}: the one before does not open here")
            return False
        if before != previous:
            raise Refused("does not follow the revision before it")
        return True

    def missing(self, case_id, gens):
        """Revisions that the log names in compartments she holds whole, and that are not there."""
        held = {self.halves[gen].compartment for gen in gens}
        for record, named in self.journal.records.items():
            if named.case != case_id or named.compartment not in held:
                continue
            if record in self.journal.erased:
                seq = self.journal.erased[record]
                self.findings.note(f"record {named.number} of case {case_id.hex()}: erased alone, by entry {seq}")
            wanted = {max(named.revisions, default=0)} if named.number == 0 else named.revisions
            for revision in sorted(wanted - {0}):
                if (record, revision) not in self.there:
                    self.findings.add(f"record {record.hex()} revision {revision}", "the log names it, and it is gone")

    def headed(self, case_id, gens, header, revisions):
        symbols, closed, opened, lead, _, label, lines = fields_of(header.content, "row/header", 7)
        symbols = text(symbols, "reference")
        if len(symbols) != 6 or set(symbols) - ALPHABET:
            raise Refused("no reference")
        row = self.store.row("lookup", self.gate.lookup("case", symbols))
        if row is None or self.gate.open_row("lookup", 8, row) != case_id:
            raise Refused("its reference is not that of this case")
        counts = {}
        for line in pieces(lines, "header"):
            compartment, count, _ = fields_of(line, "row/header", 3)
            counts[text(compartment, "compartment")] = number(count, 8)
        self.counted(reference(symbols), gens, counts, revisions)
        return Case(case_id, reference(symbols), closed == b"\x01", number(opened, 8), exactly(lead, 16, "lead"),
                    number(label, 4), counts, revisions)  # fmt: skip

    def counted(self, name, gens, counts, revisions):
        """The header's counts against what is here, in compartments she reads whole."""
        whole = {self.halves[gen].compartment for gen in gens if self.halves[gen].rights & READ}
        for compartment in sorted(set(counts) & whole):
            here = {one.record for one in revisions if one.compartment == compartment}
            said = f"{len(here)} records, and the header counts {counts[compartment]}"
            if len(here) > counts[compartment]:
                self.findings.add(f"{name}, {compartment}", said)
            elif len(here) < counts[compartment]:
                self.findings.note(f"{name}, {compartment}: {said}; older ones may be under keys she was never given")

    def login(self, person):
        if person not in self.logins:
            row = self.store.row("person", person)
            login = fields_of(self.gate.open_row("person", 1, row), "row/person", 2)[0] if row else b""
            self.logins[person] = text(login, "login") or person.hex()
        return self.logins[person]
