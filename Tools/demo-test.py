#!/usr/bin/env python3
"""Runs the demo as somebody who keeps what it makes, and looks at what is left as others would who check it.

    Tools/demo-test.py [--binary PATH]            the last line counts: the demo's own steps, and these
    Tools/demo-test.py --short [--binary PATH]    with a house of forty clients, as Tools/test runs it

The demo is begun with `--keep DIR` and told to end while it builds its house; then it is run again with the same words.
What the first run left is as it was, and beside it stands a whole house: everybody in facts.json opens the vault with the
passphrase that stands there, and the one who left does not; a planted word is found by those who search; `check` and
`audit verify` find nothing.
"""
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(TOP / "Tools/campaigns.d"), str(TOP / "Tools/scripts.d")]
from campaign import Campaign, House  # noqa: E402
from signals import heed_signals  # noqa: E402

# The old table is gone: the demo deletes it once it is imported, as it tells people to.
MADE = {"facts.json", "gate", "house.vault", "korisnice.map.json"}
# Log lines for each client, at least.
ENTRIES = 50


def demo(test, place, **streams):
    """The demo at work, in a process group of its own, so that everything it started can be told to end."""
    environment = {**os.environ, "DEMO_CLIENTS": "40"} if test.short else None
    return subprocess.Popen(
        [str(TOP / "Tools/demo"), "--binary", str(test.binary), "--keep", str(place)], stdin=subprocess.DEVNULL,
        stderr=subprocess.STDOUT, start_new_session=True, env=environment, **streams)  # fmt: skip


def ended_early(test, place):
    """What stands at the place after somebody lost patience: hash by name."""
    log = place / "house.vault" / "audit.jsonl"
    with demo(test, place, stdout=subprocess.DEVNULL) as process:
        # Long enough for what it installs: a package manager is not to be ended in its middle.
        deadline = time.monotonic() + 900
        while process.poll() is None and time.monotonic() < deadline:
            if log.exists() and log.stat().st_size > 50_000:
                break
            time.sleep(0.05)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)
    # What casegen was just doing it does to its end.
    before = None
    while before != (before := files(place)):
        time.sleep(1)
    return before


def files(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def opens(test, house, facts):
    """Everybody who works there, and nobody else."""
    for person in facts["people"]:
        answer = house.person(person["login"], "case", "list", "--gate", house.gate, passphrase=person["passphrase"])
        expected = 3 if person["login"] == facts["left"] else 0
        test.holds(f"{person['login']}: {'opens nothing' if expected else 'opens the vault'}", answer.code == expected,
                   f"exit {answer.code}: {answer.err[-200:]}")  # fmt: skip
    first = facts["people"][0]
    answer = house.person(first["login"], "case", "list", "--gate", house.gate, passphrase=first["passphrase"] + "x")
    test.holds("control: another passphrase does not", answer.code == 3, f"exit {answer.code}")


def finds(test, house, facts):
    """Planted words, by whoever wrote first in the case."""
    people = {person["login"]: person["passphrase"] for person in facts["people"]}
    gone = {*facts["erased"]}
    authors = {}
    for record in facts["records"]:
        if record["form"] == "intake" and record["author"] != facts["left"]:
            authors.setdefault(record["record"].split("/")[0], record["author"])
    known = [case for case in facts["cases"] if case["case"] in authors.keys() - gone]
    for case in known[:3]:
        words = ["search", "-", "--purpose", "quality", "--gate", house.gate]
        login = authors[case["case"]]
        answer = house.person(login, *words, stdin=case["planted"].encode() + b"\n", passphrase=people[login])
        test.holds(f"what is planted in {case['case']} is found", case["case"] in answer.out, answer.out + answer.err[-200:])
    test.holds("what the demo plants is listed too", "petunija" in facts["planted"] and facts["case"] and facts["name"])


def main():
    heed_signals()
    test = Campaign(__doc__)
    with tempfile.TemporaryDirectory(prefix="casevault-demo-") as folder:
        place = Path(folder).resolve() / "kept"
        left = ended_early(test, place)
        test.holds("told to end, it leaves what it had begun", left)
        with demo(test, place, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
            said = process.communicate()[0]
        print(said)
        counted = re.findall(r"^(\d+) passed, (\d+) failed$", said, re.MULTILINE)
        if test.holds("run again, the demo ends with its count", counted, f"exit {process.returncode}"):
            test.passed, test.failed = test.passed + int(counted[-1][0]), test.failed + int(counted[-1][1])
        test.holds("the first run's folder is as it was", files(place) == left)
        beside = place.with_name("kept-2")
        there = {path.name for path in beside.iterdir()} if beside.is_dir() else set()
        if test.holds("beside it stands a house", there == MADE, f"{there}"):
            looked_at(test, beside)
    return test.finish()


def looked_at(test, place):
    facts = json.loads((place / "facts.json").read_text(encoding="utf-8"))
    with House(test) as house:
        house.vault, house.gate = place / "house.vault", place / "gate"
        entries = (house.vault / "audit.jsonl").read_bytes().count(b"\n")
        clients = 40 if test.short else 200
        test.holds(f"of {clients} clients", len(facts["cases"]) == clients and entries > ENTRIES * clients, f"{entries}")
        answer = house.check("--gate", house.gate)
        test.holds("check finds nothing wrong", answer.code == 0, answer.out[-300:])
        answer = house.run("--vault", house.vault, "--gate", house.gate, "audit", "verify")
        test.holds("audit verify neither", answer.code == 0, answer.out[-300:])
        opens(test, house, facts)
        finds(test, house, facts)


if __name__ == "__main__":
    sys.exit(main())
