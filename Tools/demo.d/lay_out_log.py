#!/usr/bin/env python3
"""Lays out the log of a vault as an auditor gets it: entries.jsonl, keys.jsonl, checkpoint. Without the program.

    lay_out_log.py VAULT --gate DIR --to NEWDIR

The lines and the newest checkpoint stand readable in vault.db; which keys there are and whose, in statements that the gate
opens. Tools/verify_audit.py then needs neither. For the demo: a vault that was never restored. Needs PyNaCl.
"""
import argparse
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "read_vault.d"))

from gate import Gate, parse_gate_key  # noqa: E402
from journal import Journal  # noqa: E402
from store import Store  # noqa: E402
from tuples import exactly, fields_of  # noqa: E402


class Signers(Journal):
    """Every key that may sign, from which entry on, and until which."""

    def __init__(self, store, gate, findings):
        self.lines = []
        super().__init__(store, gate, findings)

    def add(self, kind, sign, wrap, start, person=b""):
        self.lines.append({"key": self.key_id(sign, wrap).hex(), "kind": kind, "sign": sign.hex(), "wrap": wrap.hex(),
                           "from": start, "until": None, "person": person})  # fmt: skip

    def founder(self, entry, fields):
        if self.genesis:
            self.add("person", *self.genesis, 0, fields[0])
        self.add("system", fields[2], b"", entry["seq"])
        self.add("log", fields[3], b"", entry["seq"])
        super().founder(entry, fields)

    def enrolment(self, entry, fields):
        super().enrolment(entry, fields)
        person, signing, wrapping = (fields_of(fields[0], "enrol", 6)[place] for place in (1, 3, 4))
        self.add("person", signing, wrapping, entry["seq"], person)

    def take(self, entry, statement):
        if entry["act"] == "staff.suspend":
            person = exactly(fields_of(statement, "statement/suspend")[0], 16, "person")
            for line in self.lines:
                if line["person"] == person:
                    line["until"] = entry["seq"]
        super().take(entry, statement)


class Findings(list):
    def add(self, what, reason):
        self.append(f"{what}: {reason}")


def main():
    parser = argparse.ArgumentParser(description="Lays out the log of a vault as an auditor gets it.")
    parser.add_argument("vault", type=Path)
    parser.add_argument("--gate", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    store, findings = Store(options.vault, options.gate), Findings()
    try:
        size, note = store.vault.execute("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1").fetchone()
        vault = bytes.fromhex(note.decode().split("/")[1])
        gate = Gate(store, vault, parse_gate_key((options.gate / "gate.key").read_text()), findings)
        signers = Signers(store, gate, findings)
        options.to.mkdir(mode=0o700)
        (options.to / "checkpoint").write_bytes(note)
        (options.to / "entries.jsonl").write_bytes(b"".join(line + b"\n" for _, _, line in store.lines()))
        keys = [{name: value for name, value in line.items() if name != "person"} for line in signers.lines]
        (options.to / "keys.jsonl").write_text("".join(json.dumps(key, separators=(",", ":")) + "\n" for key in keys))
    finally:
        store.close()
    print(f"{size} entries under the newest checkpoint, {len(keys)} keys")
    for finding in findings:
        print(f"! {finding}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
