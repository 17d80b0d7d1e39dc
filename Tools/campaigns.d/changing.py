"""A vault in which keys were replaced, an import came, a record, a compartment and a whole case were erased, for the reader."""
import shutil
import sqlite3

LIST = "Predmet;Beleška\n{case};Došla sa preporukom.\n{case};Враћено из старе свеске.\n"
MAP = """{"columns": {"Predmet": {"skip": true},
 "Beleška": {"compartment": "legal", "form": "intake_note", "field": "text"}}, "case_by": ["Predmet"]}"""


class Changed:
    """`read` is the reader: house, login, then vault, gate, key and to by name."""

    def __init__(self, campaign, house, read):
        self.campaign, self.house, self.read, self.texts = campaign, house, read, {}
        house.found("Kuća Promena", "ana", campaign.phrase())
        house.welcome("ana", "mira", "attorney", campaign.phrase())
        house.welcome("ana", "vera", "psychologist", campaign.phrase())
        house.done("ana", "policy", "set", "--erasure-wait", "0", "--yes", "0")
        self.kept, self.gone = self.filled("Ostaje"), self.filled("Одлази")
        (house.root / "work" / "slika.bin").write_bytes(campaign.random.randbytes(300_000))
        self.file = house.done("mira", "file", "add", self.kept, "slika.bin", "--compartment", "legal").json("file")
        self.imported()

    def filled(self, label):
        case = self.house.case("ana", label)
        for login, compartment in (("mira", "legal"), ("vera", "psych")):
            self.house.done("ana", "case", "assign", case, login)
            self.house.done(login, "case", "list")
            self.write(login, case, compartment, f"{label}: {compartment}.")
        return case

    def write(self, login, case, compartment, text):
        record = self.house.record(login, case, compartment, "note", text)
        self.texts[record] = (login, case, compartment, text.encode())

    def imported(self):
        """An import names its records itself; of one that was undone nothing is missed."""
        work = self.house.root / "work"
        (work / "stare.csv").write_text(LIST.format(case=self.kept), encoding="utf-8")
        (work / "mapa.json").write_text(MAP, encoding="utf-8")
        self.house.done("mira", "import", "stare.csv", "--map", "mapa.json")
        self.house.done("mira", "import", "stare.csv", "--map", "mapa.json", "--again")
        self.house.done("mira", "import", "undo", "2", "--yes", "2")

    def run(self):
        self.reads("before", self.kept, self.gone)
        self.rekeyed()
        self.one_erased()
        self.erased()
        self.gate_rotated()

    def rekeyed(self):
        house, before = self.house, self.copy("before-rekeying")
        house.done("mira", "rotate", self.kept)
        for login in ("vera", "ana"):
            house.done(login, "case", "list")
        self.write("mira", self.kept, "legal", "Pod novim ključem.")
        for login in ("mira", "vera", "ana"):
            house.done(login, "rekey", self.kept)
        self.reads("rekeyed", self.kept, self.gone)
        read = self.read(house, "mira", vault=before)
        self.campaign.holds("control: a vault.db from before the rekeying, with the gate of after",
                            read.code == 5 and "belongs to this vault.db" in self.said(read), read)  # fmt: skip

    def one_erased(self):
        """One record goes alone: its neighbours read on, with their revisions and the attachment."""
        house, before = self.house, self.copy("before-one")
        self.write("mira", self.kept, "legal", "Jedan zapis koji odlazi.")
        record = next(reversed(self.texts))
        del self.texts[record]
        house.done("ana", "record", "erase", record, "--yes", record)
        house.done("mira", "case", "list")
        self.reads("one erased", self.kept, self.gone)
        read = self.read(house, "mira")
        self.campaign.holds("the reader names the record that was erased", "erased alone" in str(read.summary), read)
        read = self.read(house, "mira", vault=before)
        legal = [place for place, line in read.lines.items()
                 if line.get("compartment") == "legal" and place[0].startswith(self.kept)]  # fmt: skip
        self.campaign.holds("control: a vault.db from before a record's erasure, with the gate of after, opens nothing there",
                            not legal, f"{read} {legal}")  # fmt: skip

    def erased(self):
        house, before, gate = self.house, self.copy("before-erasure"), self.house.root / "gate-before-erasure"
        shutil.copytree(house.gate, gate)
        house.done("ana", "case", "erase", self.gone, "--yes", self.gone)
        house.done("ana", "case", "erase", self.kept, "--compartment", "psych", "--yes", self.kept)
        for login in ("ana", "mira"):
            house.done(login, "case", "list")
        self.texts = {record: one for record, one in self.texts.items() if one[1] == self.kept and one[2] != "psych"}
        self.reads("erased", self.kept)
        read = self.read(house, "vera", vault=before)
        self.campaign.holds("control: a vault.db from before the erasure, with the gate of after, shows nothing of it",
                            read.code == 0 and "erased" in str(read.summary) and not self.psych(read), read)  # fmt: skip
        read = self.read(house, "vera", vault=before, gate=gate)
        self.campaign.holds("control: with the gate of before it does", read.code == 0 and self.psych(read), read)
        self.tombstone_bent()

    def tombstone_bent(self):
        """The tombstone of one generation under the name of another."""
        gate = self.house.root / "bent"
        shutil.copytree(self.house.gate, gate)
        with sqlite3.connect(gate / "gate.db", isolation_level=None) as database:
            (_, sealed, digest), (second, *_) = database.execute(
                "SELECT rowid, sealed, hash FROM gate WHERE kind = 71 LIMIT 2").fetchall()
            database.execute("UPDATE gate SET sealed = ?, hash = ? WHERE rowid = ?", (sealed, digest, second))
        database.close()
        read = self.read(self.house, "mira", gate=gate)
        self.campaign.holds("control: a tombstone in another's place", read.code == 5 and "gate.db" in str(read), read)

    def gate_rotated(self):
        old = self.house.root / "old.key"
        shutil.copyfile(self.house.gate / "gate.key", old)
        self.house.done("ana", "gate", "rotate")
        self.reads("gate rotated", self.kept)
        read = self.read(self.house, "mira", key=old)
        self.campaign.holds("control: the gate key of before", read.code == 3 and not read.lines, read)

    def copy(self, name):
        shutil.copytree(self.house.vault, self.house.root / name)
        return self.house.root / name

    def psych(self, read):
        return [place for place, line in read.lines.items() if line.get("compartment") == "psych"]

    def said(self, read):
        return " ".join(one["reason"] for one in read.summary.get("findings", []))

    def reads(self, what, *cases):
        """Each reads her own texts byte for byte, nothing of another case, and no finding stands."""
        for login in ("mira", "vera"):
            read = self.read(self.house, login, to=self.house.root / f"{what}-{login}")
            mine = {(record, 1): text for record, (author, _, _, text) in self.texts.items() if author == login}
            wrong = [place for place, text in mine.items() if read.content(*place) != text]
            others = {place[0].partition("/")[0] for place in read.lines} - set(cases)
            self.campaign.holds(f"{what}: {login} reads her {len(mine)} texts, and of no other case",
                                read.code == 0 and not wrong and not others, f"{read} {wrong} {others}")  # fmt: skip
            if login == "mira":
                self.rest(what, read)

    def rest(self, what, read):
        notes = [read.content(*place) for place, line in read.lines.items() if line.get("form") == "intake_note"]
        picture = (self.house.root / "work" / "slika.bin").read_bytes()
        self.campaign.holds(f"{what}: two imported records and the attachment",
                            len(notes) == 2 and read.content(self.file) == picture, f"{read} {notes}")  # fmt: skip
