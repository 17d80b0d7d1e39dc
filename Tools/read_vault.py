#!/usr/bin/env python3
"""Reads a vault without CaseVault: an independent reader, written from the documents of the format alone.

    read_vault.py VAULT --gate DIR [--gate-key FILE] --login LOGIN [--case K-7F3Q2M-X] [--to NEWDIR] [--json]

Lists what this person may read, every revision and every attachment, and with --to writes all of it into a new folder:
index.jsonl says what each file is. The passphrase is asked for, or read as one line from --passphrase-fd N. VAULT may be
a backup of the vault, DIR a backup of the gate. Nothing in them is changed.

What is verified: each row's hash, seal and commitment; each half against its generation; each record's place, author's
signature and the revision before; that nothing the log names in her compartments is missing; of an attachment every byte.
What is not: the log itself (chain, signatures, rights, checkpoints: Tools/verify_audit.py), rows she holds no key to
(`casevault check`), and whether the whole vault is an older one put back: compare the head with one kept elsewhere.

THIS READER LEAVES NO LINE IN THE LOG. Whoever uses it writes down elsewhere who read what, when and why.

Needs Python 3.11 and PyNaCl, cryptography, argon2-cffi, kyber-py: Tools/vectors/requirements.txt.
Exit: 0 all of it verified; 1 disk; 2 usage; 3 wrong passphrase or gate key; 4 no such login or case;
5 something does not verify: it is named, and nothing of it is written; 6 the vault is open elsewhere.
"""
import argparse
import contextlib
import getpass
import json
import os
import sqlite3
import sys
import time
import unicodedata
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent / "read_vault.d"))

from attachments import AttachmentReader  # noqa: E402
from drafts import drafts  # noqa: E402
from extraction import Extraction  # noqa: E402
from gate import Gate, WrongGateKey, parse_gate_key  # noqa: E402
from journal import Journal  # noqa: E402
from people import Person, UnknownLogin, WrongPassphrase  # noqa: E402
from records import RecordReader  # noqa: E402
from store import Busy, Store  # noqa: E402
from tuples import Refused, text  # noqa: E402

NOT_CHECKED = "not checked here: the log (Tools/verify_audit.py), rows without a key of hers, an older vault put back"


class Findings:
    """What does not verify, and what is only worth saying."""

    def __init__(self):
        self.wrong, self.said = [], []

    def add(self, what, reason):
        self.wrong.append({"object": what, "reason": reason})

    def note(self, text):
        self.said.append(text)


class NoSuchCase(Exception):
    pass


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vault", type=Path)
    parser.add_argument("--gate", type=Path, help="the folder of gate.db; otherwise VAULT/gate")
    parser.add_argument("--gate-key", type=Path, help="the file of the gate key; otherwise gate.key beside gate.db")
    parser.add_argument("--login", required=True)
    parser.add_argument("--case", help="this case only")
    parser.add_argument("--to", type=Path, help="a folder that is not there yet")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--passphrase-fd", type=int)
    return parser.parse_args()


def passphrase(descriptor, login):
    if descriptor is None:
        return getpass.getpass(f"Passphrase of {login}: ").encode()
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(descriptor, 1)):
        line += byte
    return line.rstrip(b"\r\n")


def moment(milliseconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000)) + f".{milliseconds % 1000:03}Z"


def visible(text):
    """Text from the vault on a screen: nothing that steers a terminal or turns the writing around."""
    return "".join(one if unicodedata.category(one) not in ("Cc", "Cf", "Cs") else f"\\u{ord(one):04x}" for one in text)


class Reading:
    """One person's reading of one vault."""

    def __init__(self, asked, store):
        self.findings, self.store = Findings(), store
        gate_folder = store.gate_folder
        key = parse_gate_key((asked.gate_key or gate_folder / "gate.key").read_text(encoding="utf-8", errors="replace"))
        vault = next((row[0] for row in self.store.rows("parameters")), None)
        if vault is None:
            raise Refused("vault.db: there are no parameters")
        self.gate = Gate(self.store, vault, key, self.findings)
        self.journal = Journal(self.store, self.gate, self.findings)
        secret = passphrase(asked.passphrase_fd, asked.login)
        self.person = Person(self.store, self.gate, self.journal, self.findings, asked.login, secret)
        self.reader = RecordReader(self.store, self.gate, self.journal, self.person, self.findings)
        self.files = AttachmentReader(self.store, vault)
        self.out = Extraction(asked.to) if asked.to else None

    def lines(self, wanted):
        """One line for each revision and each draft; with --to its file is written on the way."""
        cases = self.reader.cases()
        if wanted:
            cases = [case for case in cases if case.reference == wanted.strip().upper()]
            if not cases:
                raise NoSuchCase()
        for case in cases:
            for one in case.revisions:
                line = self.revision(case, one)
                if line:
                    yield line
        names = {case.id.hex(): case.reference for case in cases}
        for number, draft in enumerate(drafts(self.store, self.gate, self.journal, self.person, self.findings), 1):
            if not wanted or draft["case"] in names:
                yield self.draft(number, draft, names)

    def revision(self, case, one):
        note = one.compartment.startswith("process-notes:")
        name = f"{'n' if note else ''}{one.number}"
        line = {
            "case": case.reference, "state": "closed" if case.closed else "open", "record": f"{case.reference}/{name}",
            "revision": one.revision, "compartment": one.compartment.partition(":")[0], "form": one.form,
            "language": one.language, "author": one.author, "created": moment(one.created),
            "kind": "file" if one.attachment else "record", "bytes": len(one.content), "previous_checked": one.chained,
        }  # fmt: skip
        try:
            self.attachment(line, one) if one.attachment else self.text(line, one)
        except Refused as reason:
            self.findings.add(f"{line['record']} revision {one.revision}", f"{reason}")
            return None
        return line

    def text(self, line, one):
        text(one.content, "content")
        if self.out:
            line["file"] = self.out.write(self.path(line) + ".txt", [one.content])

    def attachment(self, line, one):
        found, path = self.files.verified(one)
        line |= {"name": found.name, "type": found.type, "bytes": found.size}
        pieces = self.files.pieces(found, path)
        if self.out:
            line["file"] = self.out.write(self.path(line) + ".file", pieces)
        else:
            for _ in pieces:
                pass

    def path(self, line):
        case, _, number = line["record"].partition("/")
        return f"{case}/{number}-r{line['revision']}"

    def draft(self, number, draft, names):
        content = draft.pop("content")
        line = {"kind": "draft", **draft, "case": names.get(draft["case"], draft["case"]), "bytes": len(content)}
        line["compartment"] = line["compartment"].partition(":")[0]
        if self.out:
            line["file"] = self.out.write(f"draft-{number}.txt", [content])
        return line


def shown(line):
    if line["kind"] == "draft":
        return f"draft  {line['case']}  {line['compartment']}  {line['bytes']} bytes"
    named = f"  {visible(line['name'])} ({visible(line['type'])})" if line["kind"] == "file" else ""
    return (f"{line['record']}  r{line['revision']}  {line['compartment']}  {line['form']}  {line['author']}  "
            f"{line['created']}  {line['bytes']} bytes{named}")  # fmt: skip


def read(asked):
    with contextlib.closing(Store(asked.vault, asked.gate or asked.vault / "gate")) as store:
        reading, lines = Reading(asked, store), []
        for line in reading.lines(asked.case):
            lines.append(line)
            print(json.dumps(line, ensure_ascii=False) if asked.json else shown(line))
        if reading.out:
            reading.out.index(lines)
    return summary(asked, reading, len(lines))


def summary(asked, reading, count):
    wrong, said = reading.findings.wrong, reading.findings.said
    if asked.json:
        print(json.dumps({"ok": not wrong, "format": reading.store.format, "vault": reading.gate.vault.hex(), "count": count,
                          "passed_over": reading.reader.passed_over, "findings": wrong, "notes": said,
                          "not_checked": NOT_CHECKED}))  # fmt: skip
    else:
        for one in wrong:
            print(f"DOES NOT VERIFY: {one['object']}: {one['reason']}", file=sys.stderr)
        for one in said:
            print(f"note: {one}", file=sys.stderr)
        if reading.reader.passed_over:
            print(f"note: passed over for want of the right to read them: {reading.reader.passed_over}", file=sys.stderr)
        print(f"{count} verified, {len(wrong)} not; {NOT_CHECKED}", file=sys.stderr)
        print("This reading is in no log: write down who read what, when and why.", file=sys.stderr)
    return 5 if wrong else 0


def main():
    os.umask(0o077)
    failures = {
        WrongPassphrase: (3, "the passphrase does not open this identity"), WrongGateKey: (3, None),
        UnknownLogin: (4, "there is no such login in this vault"), NoSuchCase: (4, "no such case, or not hers"),
        Refused: (5, None), Busy: (6, None), OSError: (1, None),
    }  # fmt: skip
    damaged = (5, "SQLite finds one of the two files damaged: nothing is read; take another copy")
    failures |= {sqlite3.DatabaseError: damaged, UnicodeDecodeError: damaged}
    try:
        return read(options())
    except tuple(failures) as error:
        code, words = next(value for kind, value in failures.items() if isinstance(error, kind))
        print(f"read_vault: {words or error}", file=sys.stderr)
        return code


if __name__ == "__main__":
    sys.exit(main())
