"""The main verbs as workflows, for the campaigns that spoil file calls and cut the power.

Those whose result takes more to judge are in spoiled.py; here they are in the table."""
from worlds import (  # before workflow: adds its folder
    ALWAYS, HOUSE, STATE, TABLE, WORDS, add, bytes_of, cv, enrol, file_add, file_get, init, invite, plain, show)
from spoiled import IMPORT, SPOILED, UNDO, failing, rows
from workflow import Command, Workflow

# MARK: - init


def opens_or_can_be_made(slot, outcomes):
    """After an interrupted init there is a whole vault, or the same command makes one."""
    if not (slot.world / "house.vault").exists():
        if outcomes[0].acknowledged:
            return ["init was acknowledged and there is no vault"]
        if again := [f"init again: {one}" for one in failing(slot, init())]:
            return again
    # Where the gate is may not have been remembered yet.
    gate = ("--gate", "{world}/gate")
    return [*failing(slot, plain(*gate, "status"), plain(*gate, "check"))]


# MARK: - passphrase

NEW_WORDS = "mira sits under the linden tree"


def one_passphrase_opens(slot, outcomes):
    """After an interrupted change exactly one passphrase opens, and the new one if it was acknowledged."""
    def opens(passphrase):
        return slot.run(cv("mira", "case", "list", descriptors={"passphrase": f"{passphrase}\n"}), {}).acknowledged

    old, new = opens(f"mira {WORDS}"), opens(NEW_WORDS)
    if old == new:
        return [f"old passphrase opens: {old}, new: {new}"]
    return ["the new passphrase was acknowledged and does not open"] if outcomes[0].acknowledged and not new else []


# MARK: - backup and restore


def make_backup(kind):
    words = ["{world}/disk"] if kind == "vault" else ["--gate", "{world}/stick"]
    return plain("backup", *words, "--gate-at", "{world}/gate", "--together", "--json", expect='"folder"',
                 save={f"{kind}_backup": r'"folder":"([^"]+)"'})


FOLDERS = Command(["mkdir", "-p", "{world}/disk", "{world}/stick"])
BACKED_UP = [*HOUSE, FOLDERS, make_backup("vault"), make_backup("gate")]


def backups(slot, outcomes):
    """Every folder that is called a backup can be restored; parts are told by their name."""
    vaults, gates = sorted(slot.world.glob("disk/vault-*Z")), sorted(slot.world.glob("stick/gate-*Z"))
    found = [f"{vault.name}: {one}" for vault in vaults for one in failing(slot, trial(vault, gates[-1]))]
    if outcomes[0].acknowledged and len(vaults) + len(gates) < 3:
        found.append("a backup was acknowledged and is not there")
    return found


def trial(vault, gate):
    """A restore that only tries."""
    return Command(["{binary}", "restore", str(vault), "--gate", str(gate), "--gate-key", "{world}/gate/gate.key",
                    "--to", "{world}/tried.vault", "--try"], environment=STATE)


RESTORE = Command(
    ["{binary}", "restore", "{vault_backup}", "--gate", "{gate_backup}", "--gate-key", "{world}/gate/gate.key",
     "--to", "{world}/new.vault", "--gate-to", "{world}/newgate", "--as", "ana", "--passphrase-fd", "{fd:passphrase}",
     "--json"],
    descriptors={"passphrase": f"ana {WORDS}\n"}, environment=STATE, expect='"origin":2')


def restored_or_not_there(slot, outcomes):
    """After an interrupted restore there is a whole vault, or the same command makes one."""
    if not (slot.world / "new.vault/vault.db").exists():
        if outcomes[0].acknowledged:
            return ["the restore was acknowledged and there is no vault"]
        if again := [f"restore again: {one}" for one in failing(slot, RESTORE)]:
            return again
    return [*failing(slot, *(restored(*words) for words in (["status"], ["check"], ["audit", "verify"])))]


def restored(*words):
    """A command on the new vault. Its gate is named: the restore may have ended before that was remembered."""
    return Command(["{binary}", "--vault", "{world}/new.vault", "--gate", "{world}/newgate", "--gate-key",
                    "{world}/gate/gate.key", *words], environment=STATE)


# MARK: - import


def imported_once(slot, outcomes):
    """After an interrupted import the same command goes on; then everything is there, once, to be taken out again."""
    def stands():
        listed = rows(slot, cv("mira", "import", "list", "--json"))
        return [(line["import"], line["state"], line["records"]) for line in listed]

    whole, before, found = [(1, "complete", 4)], stands(), []
    if outcomes[0].acknowledged and before != whole:
        found.append(f"the import was acknowledged and stands as {before}")
    code = slot.run(IMPORT, {}).code
    if code != (7 if before == whole else 0) or stands() != whole:
        found.append(f"import again: exit {code}, {before} then {stands()}")
    return [*found, *failing(slot, UNDO, cv("mira", "check"))]


# MARK: - gate


def one_gate(slot, outcomes):
    """After an interrupted move or rotation one gate.db stands, with one key, and nothing lies beside it but the
    head that the gate remembers."""
    folders = [slot.world / name for name in ("gate", "moved")]
    there = [folder for folder in folders if (folder / "gate.db").exists()]
    if len(there) != 1 or not (there[0] / "gate.key").exists():
        return [f"gate.db stands in {len(there)} places"]
    return [f"left: {path}" for folder in folders if folder.exists()
            for path in folder.iterdir() if folder not in there or path.name not in ("gate.db", "gate.key", "head")]


def one_gate_moved(slot, outcomes):
    lost = outcomes[0].acknowledged and not (slot.world / "moved/gate.db").exists()
    return one_gate(slot, outcomes) + (["the move was acknowledged and not done"] if lost else [])


# MARK: - The table

ADDED = add("second text", [show("mira", "{case}/3", "second text")])
EDITED = cv("mira", "record", "edit", "{case}/2", "--purpose", "court", "-", "--json", input="changed text",
            expect='"revision":2', then=[show("mira", "{case}/2", "changed text")])
BEFORE_EDITING = cv("mira", "record", "show", "{case}/2", "--revision", "1", "--purpose", "court", expect="first text")
CHANGED = cv("mira", "passphrase", "--new-passphrase-fd", "{fd:new}", descriptors={"new": f"{NEW_WORDS}\n"})
REKEY = cv("mira", "rekey", "{case}", "--json", expect='"resealed":[1-9]')
ROTATED = [bytes_of("small", 8), file_add("small", 8), cv("mira", "rotate", "{case}", "--json", expect='"legal"')]

TABLED = [
    Workflow("backup", [make_backup("vault")], BACKED_UP, ALWAYS, backups),
    Workflow("backup-gate", [make_backup("gate")], BACKED_UP, ALWAYS, backups),
    Workflow("restore", [RESTORE], BACKED_UP, [], restored_or_not_there),
    Workflow("import", [IMPORT], [*HOUSE, TABLE], ALWAYS, imported_once),
    Workflow("init", [init()], [], [], opens_or_can_be_made),
    Workflow(
        "enrol", [enrol("dunja", [cv("dunja", "staff", "list", expect="dunja")])], [*HOUSE, invite("dunja", "jurist")],
        ALWAYS),
    Workflow("record-add", [ADDED], HOUSE, ALWAYS),
    # What is shown in every other workflow may here be the first of two revisions.
    Workflow("record-edit", [EDITED], HOUSE, [*ALWAYS[:3], BEFORE_EDITING]),
    Workflow(
        "case-assign",
        [cv("ana", "case", "assign", "{case}", "vera", "--json", expect='"login":"vera"',
            then=[cv("vera", "case", "show", "{case}", expect="vera")])], HOUSE, ALWAYS),
    Workflow("rotate", [cv("mira", "rotate", "{case}", "--json", expect='"rotated":."'), ADDED], HOUSE, ALWAYS),
    Workflow(
        "rekey", [REKEY], [*HOUSE, *ROTATED],
        [*ALWAYS, cv("mira", "rekey", "{case}", "--json", expect='"others":.]'), plain("check"),
         show("mira", "{case}/2", "first text"), file_get("{case}/3", "small")]),
    # Not the record: her old passphrase need not open any more.
    Workflow("passphrase", [CHANGED], HOUSE, ALWAYS[:3], one_passphrase_opens),
    Workflow("gate-rotate", [cv("ana", "gate", "rotate", "--json", expect='"rows"')], HOUSE, ALWAYS, one_gate),
    Workflow(
        "gate-move", [cv("ana", "gate", "move", "{world}/moved", "--json", expect='"path"')], HOUSE, ALWAYS,
        one_gate_moved),
    # Whatever was left: the same again makes the attachment of what is there, nothing stays unfinished.
    Workflow(
        "file-add", [file_add("nalaz", 1300, [file_get("{case}/3", "nalaz")])], [*HOUSE, bytes_of("nalaz", 1300)],
        [*ALWAYS, file_add("nalaz", 1300), file_get("{case}/3", "nalaz"),
         plain("check", "--json", expect='"findings":\\[\\]')]),
]

WORKFLOWS = {workflow.name: workflow for workflow in TABLED} | SPOILED
