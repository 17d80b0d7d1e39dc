"""One run of the independent reader, Tools/read_vault.py."""
import json
import os
import subprocess
import sys

from campaign import TOP

PYTHON = os.environ.get("CASEVAULT_PYTHON") or sys.executable
READER = TOP / "Tools/read_vault.py"


class Read:
    """What the reader said and wrote."""

    def __init__(self, house, login, vault=None, gate=None, key=None, passphrase=None, to=None):
        command = [PYTHON, str(READER), str(vault or house.vault), "--gate", str(gate or house.gate), "--login", login,
                   "--json", "--passphrase-fd", "0"]  # fmt: skip
        command += ["--gate-key", str(key)] if key else []
        command += ["--to", str(to)] if to else []
        done = subprocess.run(command, input=(passphrase or house.passphrases[login]).encode() + b"\n", capture_output=True)
        self.code, self.err, self.to = done.returncode, done.stderr.decode("utf-8", "replace"), to
        found = [json.loads(line) for line in done.stdout.splitlines()]
        self.summary = found.pop() if found and "ok" in found[-1] else {}
        self.lines = {(line.get("record", line["kind"]), line.get("revision", 0)): line for line in found}

    def content(self, record, revision=1):
        line = self.lines.get((record, revision))
        return (self.to / line["file"]).read_bytes() if line and "file" in line else None

    def __str__(self):
        return f"exit {self.code} {self.err.strip()} {self.summary.get('findings')}"
