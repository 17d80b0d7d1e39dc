"""Workflows whose result is judged by more than one command: erasing, searching, undoing an import, files that leave."""
import hashlib
import json
import sqlite3
import sys
from pathlib import Path

from worlds import (  # before workflow: adds its folder
    ALWAYS, HOUSE, TABLE, add, bytes_of, cv, enrol, file_add, file_get, invite, plain, show)
from workflow import Command, Workflow

SEALED = ("generation", "record", "file", "searchIndex", "lookup", "wrap")


def rows(slot, command):
    """The objects that a command prints; none when it fails."""
    return [json.loads(line) for line in slot.run(command, {}).output.splitlines() if line.startswith("{")]


def failing(slot, *commands):
    for command in commands:
        outcome = slot.run(command, {})
        if not outcome.acknowledged:
            yield f"{' '.join(command.argv[-6:])}: exit {outcome.code}: {(outcome.errors or outcome.output).strip()}"


# MARK: - case erase


def sealed_of(world):
    """What vault and gate hold sealed: the last bytes of each row, in hex."""
    found = set()
    for path, tables in ((world / "house.vault/vault.db", SEALED), (world / "gate/gate.db", ("gate",))):
        with sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True) as database:
            for table in tables:
                found |= {row[0][-32:].hex() for row in database.execute(f"SELECT sealed FROM {table}")}
        database.close()
    return found | {path.read_bytes()[:32].hex() for path in (world / "house.vault/files").iterdir()}


def note_sealed(world):
    """Called before and after what will be erased is made: the second time leaves the difference."""
    note = world / "sealed.json"
    before = set(json.loads(note.read_text())) if note.exists() else set()
    note.write_text(json.dumps(sorted(sealed_of(world) - before)))


def python(lines):
    """A step that looks at the world itself."""
    return Command([sys.executable, "-B", "-c", "import sys; sys.path[:0] = sys.argv[2:4]; from pathlib import Path; " + lines,
                    "{world}", str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent / "faults")])


NOTE = python("from spoiled import note_sealed; note_sealed(Path(sys.argv[1]))")


def bytes_left(world):
    """How much of what was noted is still somewhere in the vault, the gate, or beside them."""
    wanted = [bytes.fromhex(text) for text in json.loads((world / "sealed.json").read_text())]
    for path in sorted([*(world / "house.vault").rglob("*"), *(world / "gate").rglob("*")]):
        content = path.read_bytes() if path.is_file() else b""
        if count := sum(one in content for one in wanted):
            yield f"{count} of {len(wanted)} erased values in {path.name}"


ERASE = cv("ana", "case", "erase", "{gone}", "--yes", "{gone}", "--json", expect='"state":"erased"')


def erased_whole(slot, outcomes):
    """Closed from the order on, gone for everybody from the erasure on, and in the end nothing of it lies anywhere."""
    found = []
    shown = slot.run(cv("mira", "record", "show", "{gone}/2", "--purpose", "court"), {})
    if shown.code not in (0, 4) or (shown.code == 0 and outcomes[0].acknowledged):
        found.append(f"the record of an erased case: exit {shown.code}")
    erased = len(outcomes) > 1 and outcomes[1].acknowledged
    tries = [slot.run(ERASE, {}) for _ in range(2)]
    if erased and tries[0].code != 4:
        found.append(f"the erasure was acknowledged; again: exit {tries[0].code} {tries[0].output}")
    if not erased and not any(one.acknowledged or one.code == 4 for one in tries):
        found.append(f"not to be erased: {[(one.code, one.errors) for one in tries]}")
    return [*found, *bytes_left(slot.world), *failing(slot, plain("check"), plain("audit", "verify", expect="^OK"))]


SECOND = cv("ana", "case", "new", "--lead", "mira", "--label-fd", "{fd:label}", "--json",
            descriptors={"label": "Label of another\n"}, save={"gone": r'"case":"(K-[0-9A-Z-]+)"'})


def of_second(command):
    """The same for the case that will be erased."""
    command.argv = ["{gone}" if word == "{case}" else word for word in command.argv]
    return command


ERASING = Workflow(
    "case-erase",
    [cv("ana", "case", "erase", "{gone}", "--yes", "{gone}", "--json", expect='"state":"ordered"'), ERASE],
    [HOUSE[0], cv("ana", "policy", "set", "--erasure-wait", "0", "--yes", "0"), *HOUSE[1:], bytes_of("small", 8), NOTE, SECOND,
     of_second(add("text that will be erased")), of_second(file_add("small", 8)), NOTE],
    ALWAYS, judge=erased_whole)

# MARK: - record erase

RECORD = "{case}/4"


def note_record(world, made):
    """Called before and after the record that will be erased is made: the second time leaves what must go. Its keys go,
    and so whatever lies under them as it is sealed now, that of its neighbours too. A file's row moves as it is."""
    note, found = world / "sealed.json", set()
    with sqlite3.connect(f"{(world / 'house.vault/vault.db').as_uri()}?immutable=1", uri=True) as database:
        ids = {row[0].hex() for row in database.execute("SELECT id FROM record")}
        if not made:
            note.write_text(json.dumps(sorted(ids)))
            return
        new = ids - set(json.loads(note.read_text()))
        keys = {row[1] for row in database.execute("SELECT id, gen FROM record") if row[0].hex() in new}
        for table, place in (("generation", "gen"), ("record", "gen"), ("searchIndex", "id")):
            found |= {row[1][-32:].hex() for row in database.execute(f"SELECT {place}, sealed FROM {table}") if row[0] in keys}
    with sqlite3.connect(f"{(world / 'gate/gate.db').as_uri()}?immutable=1", uri=True) as gate:
        found |= {row[1][-32:].hex() for row in gate.execute("SELECT id, sealed FROM gate WHERE kind = 68") if row[0] in keys}
    note.write_text(json.dumps(sorted(found)))
    # The record twice, its two neighbours, their index, the statement of the keys, and the gate's half: found while there.
    left = list(bytes_left(world))
    assert len(new) == len(keys) == 1 and len(found) >= 7 and sum(int(one.split()[0]) for one in left) == len(found), left


def noting(made):
    return python("from spoiled import note_record; note_record(Path(sys.argv[1]), %s)" % made)


ORDER = cv("ana", "record", "erase", RECORD, "--yes", RECORD, "--json")
ORDERED = cv("ana", "record", "erase", RECORD, "--yes", RECORD, "--json", expect='"state":"ordered"')
GONE = cv("ana", "record", "erase", RECORD, "--yes", RECORD, "--json", expect='"state":"erased"')
# She writes there: her unlock makes the new keys, seals the neighbours again, and erases.
FIRST = show("mira", "{case}/2", "first text")


def shown_to(slot, login):
    return slot.run(cv(login, "record", "show", RECORD, "--purpose", "court"), {})


def erased_alone(slot, outcomes):
    """Closed from the order on, gone for everybody from the erasure on; its neighbours read on, and nothing sealed is left."""
    found, ordered = [], outcomes[0].acknowledged
    erased = len(outcomes) > 2 and outcomes[2].acknowledged
    for login in ("mira", "lena"):
        shown = shown_to(slot, login)
        if shown.code not in (0, 4) or (shown.code == 0 and ordered) or (erased and "erased" not in shown.errors):
            found.append(f"{login}, at once: exit {shown.code}: {shown.errors.strip()}")
    # Whatever was left of it is ordered again, done by whoever works there, and told to whoever ordered it.
    found += [*failing(slot, ORDER, FIRST, GONE)]
    for login in ("mira", "lena"):
        shown = shown_to(slot, login)
        if shown.code != 4 or "erased" not in shown.errors:
            found.append(f"{login}, in the end: exit {shown.code}: {shown.errors.strip()}")
    return [*found, *bytes_left(slot.world),
            *failing(slot, show("lena", "{case}/2", "first text"), file_get("{case}/3", "small"),
                     cv("mira", "check", "--deep", "--purpose", "quality"), plain("check"),
                     plain("audit", "verify", expect="^OK"))]


EDITED = cv("mira", "record", "edit", RECORD, "--purpose", "court", "-", "--json", input="text that will be erased, changed",
            expect='"revision":2')
# Another reader of the compartment, who has not taken up her keys when they are replaced.
READER = [invite("lena", "case-lead"), enrol("lena"), cv("ana", "case", "assign", "{case}", "lena", "--json", expect='"lena"')]
ERASING_RECORD = Workflow(
    "record-erase", [ORDERED, FIRST, GONE],
    [HOUSE[0], cv("ana", "policy", "set", "--erasure-wait", "0", "--yes", "0"), *HOUSE[1:], bytes_of("small", 8),
     file_add("small", 8), *READER, noting(False), add("text that will be erased"), EDITED, noting(True)],
    ALWAYS, judge=erased_alone)

# MARK: - search

SEARCH = cv("mira", "search", "-", "--purpose", "court", "--json", input="text\n", expect=r"/3[^\n]*\n[^\n]*/2")


def logged_before_shown(slot, outcomes):
    """Whatever was shown has its intent and its case in the log; the index, rebuilt or not, finds the same."""
    entries = [entry for entry in rows(slot, plain("audit", "show", "--json")) if entry["act"] == "case.search"]
    intents = [entry for entry in entries if entry["result"] == "intent"]
    cases = [entry for entry in entries if entry["object"] == "case" and entry["result"] == "ok"]
    found = []
    if outcomes[0].output.strip() and not (intents and cases):
        found.append(f"shown with {len(intents)} intents and {len(cases)} cases in the log")
    if cases and not intents:
        found.append("a case without the intent")
    # Twice: the first mends the index if the interrupted one did not.
    return [*found, *failing(slot, SEARCH, SEARCH, cv("mira", "check", "--deep", "--purpose", "quality"), plain("check"))]


def indexing(how):
    return cv("ana", "policy", "set", "--compartment", "legal", "--index", how, "--yes", "legal")


# Records that stand in no segment: the search opens them and writes what it read into the index.
SEARCHING = Workflow(
    "search", [SEARCH], [*HOUSE[:-1], indexing("none"), HOUSE[-1], add("second text"), indexing("whole")], ALWAYS,
    judge=logged_before_shown)

# MARK: - import undo

IMPORT = cv("mira", "import", "{world}/old.csv", "--map", "{world}/map.json", "--json", expect='"records":4')
UNDO = cv("mira", "import", "undo", "1", "--yes", "1", "--json", expect='"removed":4')


def undone_or_not(slot, outcomes):
    """All of it or nothing; the same command again takes out what is there, and the file can come in anew."""
    stands = [line["records"] for line in rows(slot, cv("mira", "import", "list", "--json"))]
    found = []
    if stands not in ([0], [4]) or (outcomes[0].acknowledged and stands != [0]):
        found.append(f"after the undoing stand {stands}")
    again = slot.run(UNDO, {})
    if stands == [4] and not again.acknowledged:
        found.append(f"undo again: exit {again.code}: {again.errors}")
    return [*found, *failing(slot, IMPORT, plain("check"))]


UNDOING = Workflow("import-undo", [UNDO], [*HOUSE, TABLE, IMPORT], ALWAYS, judge=undone_or_not)

# MARK: - What leaves the vault


def whole_export(folder):
    lines = [line for line in (folder / "MANIFEST.sha256").read_text().splitlines() if not line.startswith("#")]
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    there.pop("MANIFEST.sha256")
    return listed == there and {"2.txt", "3.bin", "COVER.txt"} <= set(there)


def export_to(name):
    return cv("mira", "export", "{case}", "--all-of", "legal", "--for", "Sud", "--purpose", "court", "--to", "{world}/out/" + name,
              "--json", expect='"items":2')


def whole_or_marked(slot, outcomes):
    """A folder of that name is whole. Only a program that was killed leaves one that is marked."""
    out, found = slot.world / "out", []
    names = {path.name for path in out.iterdir()}
    if "court" in names and not whole_export(out / "court"):
        found.append("half an export under its own name")
    if outcomes[0].acknowledged and names != {"court"}:
        found.append(f"acknowledged, and there is {sorted(names)}")
    if names - {"court"} - ({"court.being-made"} if outcomes[0].code == -9 else set()):
        found.append(f"exit {outcomes[0].code} left {sorted(names)}")
    found += failing(slot, export_to("again"))
    return found + ([] if whole_export(out / "again") else ["the next export is not whole"])


OUT = Command(["mkdir", "{world}/out"])
EXPORTING = Workflow(
    "export", [export_to("court")], [*HOUSE, OUT, bytes_of("bulk", 1300), file_add("bulk", 1300)], ALWAYS,
    judge=whole_or_marked)


def get_as(name):
    return cv("mira", "file", "get", "{case}/3", "-o", "{world}/out/" + name, "--purpose", "court")


def got_or_part(slot, outcomes):
    out, found = slot.world / "out", []
    names = {path.name for path in out.iterdir()}
    given = (slot.world / "bulk.bin").read_bytes()
    if "got" in names and (out / "got").read_bytes() != given:
        found.append("a part of the file under its own name")
    if outcomes[0].acknowledged and names != {"got"}:
        found.append(f"acknowledged, and there is {sorted(names)}")
    if names - {"got"} - ({"got.part"} if outcomes[0].code == -9 else set()):
        found.append(f"exit {outcomes[0].code} left {sorted(names)}")
    return [*found, *failing(slot, get_as("again"), file_get("{case}/3", "bulk"))]


GETTING = Workflow(
    "file-get", [get_as("got")], [*HOUSE, OUT, bytes_of("bulk", 1300), file_add("bulk", 1300)], ALWAYS,
    judge=got_or_part)

SPOILED = {workflow.name: workflow for workflow in (ERASING, ERASING_RECORD, SEARCHING, UNDOING, EXPORTING, GETTING)}
