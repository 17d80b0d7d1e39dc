"""What the log of casegen's house says of its three years: who worked when, who left, what was erased."""
import calendar
import json
import sqlite3
import time
import zoneinfo
from datetime import datetime

WEEK, YEAR = 7 * 86400, 365 * 86400
TOMBSTONE = 71  # the kind of such a row of gate.db
PURPOSE = "quality"


def seconds(line):
    return calendar.timegm(time.strptime(line["time"][:19], "%Y-%m-%dT%H:%M:%S"))


def log(house):
    return [json.loads(line) for line in (house.vault / "audit.jsonl").read_bytes().splitlines()]


def spans_three_years(campaign, house, facts):
    lines = log(house)
    campaign.holds("the log spans three years", seconds(lines[-1]) - seconds(lines[0]) > 2.7 * YEAR)
    acts = {line["act"] for line in lines}
    needed = {"case.create", "record.write", "record.read", "case.assign", "case.close", "staff.suspend"}
    campaign.holds("with the acts of a house", needed <= acts, f"{needed - acts}")
    begun = [line for line in lines if line["act"] in ("vault.create", "staff.invite", "staff.enrol", "staff.confirm")]
    campaign.holds("the house's people come in working hours", begun and all(at_work(line) for line in begun))
    days = {line["time"][:10] for line in lines if line["act"] == "record.write"}
    # What was written at night may have another day in Belgrade.
    told = {record["written"] for record in facts["records"] if record["form"] != "helpline_call"}
    campaign.holds("the days of writing are those of the log", told <= days, f"{sorted(told - days)[:3]}")
    odd = [line for line in lines if line["act"] in ("record.write", "file.add", "record.read") and not at_work(line)]
    others = not_on_shift(odd)
    campaign.holds("and a night shift, which is the helpline's alone", odd and not others, f"{others[:3]}")
    campaign.holds("control: a lead who works then is noticed", not_on_shift([{**odd[0], "role": "case-lead"}, *odd]))
    late = sum((line["act"], line["result"]) == ("record.write", "ok") and is_night(line) for line in lines)
    campaign.holds("as many records are written on it as facts.json marks",
                   late == sum(record["night"] for record in facts["records"]) > 0, f"{late} in the log")  # fmt: skip
    denied = [line for line in lines if line["result"] == "denied"]
    campaign.holds("as many refusals as facts.json counts, and a few", len(denied) == facts["refusals"] >= 4,
                   f"{len(denied)} in the log, {facts['refusals']} in facts.json")  # fmt: skip
    leaves(campaign, house, facts, lines)
    erases(campaign, house, facts, lines)


def not_on_shift(lines):
    """Who works outside of working hours and not at the helpline."""
    return sorted({(line["role"], line["time"]) for line in lines if line["role"] != "helpline" and not at_work(line)})


def at_work(line):
    """Monday to Friday, 9 to 17 in Belgrade: in summer from 7, in winter until 16 UTC."""
    return time.gmtime(seconds(line)).tm_wday < 5 and 7 <= int(line["time"][11:13]) < 16


def is_night(line):
    """From 20 to 6 in Belgrade."""
    moment = datetime.fromtimestamp(seconds(line), zoneinfo.ZoneInfo("Europe/Belgrade"))
    return not 6 <= moment.hour < 20


def leaves(campaign, house, facts, lines):
    """One person is suspended, her cases get new keys, and from then on nothing is hers."""
    gone = [number for number, line in enumerate(lines) if line["act"] == "staff.suspend"]
    campaign.holds("one person leaves", len(gone) == 1, f"{gone}")
    if not gone:
        return
    before, after = lines[:gone[0]], lines[gone[0]:]
    hers = {line["by"] for line in before if line["act"] == "record.write"} - {line["by"] for line in after}
    campaign.holds("who had written before, and never does again", hers)
    rotated = [line for line in after if line["act"] == "key.rotate"]
    campaign.holds("her cases get new keys", rotated and len(rotated) == facts["rotated"], f"{len(rotated)}")
    campaign.holds("two weeks later her passphrase is refused", any(line["act"] == "session.denied" for line in after))
    people = {person["login"]: person["passphrase"] for person in facts["people"]}
    answer = house.person(facts["left"], "case", "list", "--gate", house.gate, passphrase=people[facts["left"]])
    campaign.holds("and today", answer.code == 3, f"exit {answer.code}")


def erases(campaign, house, facts, lines):
    """An order, a second officer, the wait, an officer's unlock; then nothing of it is there but the tombstones."""
    of = {what: [line for line in lines if line["act"] == act and line["result"] == result]
          for what, act, result in [("asked", "case.erase-order", "intent"), ("approved", "approve", "ok"),
                                    ("ordered", "case.erase-order", "ok"), ("done", "case.erase", "ok")]}  # fmt: skip
    campaign.holds("one file is erased", all(len(found) == 1 for found in of.values()), f"{of}")
    if not all(of.values()):
        return
    asked, approved, ordered, done = (of[what][0] for what in ("asked", "approved", "ordered", "done"))
    campaign.holds("two officers order it", asked["by"] != approved["by"] == ordered["by"])
    campaign.holds("after a wait of seven days it is done",
                   WEEK <= seconds(done) - seconds(ordered) and facts["erasure"]["due"] // 1000 <= seconds(done))  # fmt: skip
    campaign.holds("which facts.json names", facts["erased"] == [facts["erasure"]["case"]])
    with sqlite3.connect(f"{(house.gate / 'gate.db').as_uri()}?mode=ro", uri=True) as gate:
        (tombstones,) = gate.execute("SELECT COUNT(*) FROM gate WHERE kind = ?", (TOMBSTONE,)).fetchone()
    campaign.holds("a tombstone stands for each of its keys", tombstones == done["count"] > 0, f"{tombstones}")
    people = {person["login"]: person["passphrase"] for person in facts["people"]}
    inside = [record for record in facts["records"] if record["record"].split("/")[0] in facts["erased"]]
    for record in inside[:3]:
        show = ["record", "show", record["record"], "--purpose", PURPOSE, "--gate", house.gate]
        answer = house.person(record["author"], *show, passphrase=people[record["author"]])
        campaign.holds("and its authors find nothing", answer.code in (3, 4) and not answer.out, f"exit {answer.code}")
