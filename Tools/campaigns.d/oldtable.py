"""The table that casegen's house kept before it had a vault, as such organisations keep one."""
import csv
import datetime
import re

import threeyears

LEAD = "vesna"
DATES = [(r"\d{4}-\d\d-\d\d", "%Y-%m-%d"), (r"\d{1,2}\.\d{1,2}\.\d{4}\.", "%d.%m.%Y."), (r"\d\d\.\d\d\.\d{4}", "%d.%m.%Y"),
         (r"\d\d/\d\d/\d{4}", "%d/%m/%Y")]  # fmt: skip


def keeps_a_table(campaign, house, facts, clients):
    """The table of the years before: its size, its days, its quotes; the import takes it."""
    path = house.vault.parent / "korisnice.csv"
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    rows = list(csv.DictReader(text.splitlines(), delimiter=";", strict=True))
    campaign.holds("the old table has three rows for five clients", len(rows) == max(1, clients * 3 // 5), f"{len(rows)}")
    read = [days_of(row["Datum poziva"]) for row in rows]
    first = datetime.date.fromisoformat(threeyears.log(house)[0]["time"][:10])
    days = [day for found in read for _, day in found]
    campaign.holds("all of it was written before the vault", len(days) == len(rows) and max(days) < first, f"{first}")
    campaign.holds("in both scripts and several kinds of dates",
                   re.search("[а-я]", text) and len({form for found in read for form, _ in found}) > 2)  # fmt: skip
    values = [value for line in text.splitlines() for value in re.findall(r'(?:^|;)("(?:[^"]|"")*"|[^;]*)', line)]
    bare = [value for value in values if '"' in value and not value.startswith('"')]
    quotes = {"bare in the middle": any('"' in value[:-1] for value in bare),
              "bare at the end": any('"' not in value[:-1] for value in bare), "doubled": '""' in text,
              "without need": re.search(r'(?m)^"\d+";', text), "low": "„" in text,
              "single": any(row["Napomena"].count('"') == 1 for row in rows)}  # fmt: skip
    campaign.holds("and quotes of many kinds", all(quotes.values()), f"{quotes}")
    answer = tried(house, facts, path)
    campaign.holds("the import takes it", answer.code == 0, answer.err[-300:])
    for what, remark in [("text after a closing quote", '"ekran" od 32'), ("a quote that never ends", '"ekran od 32')]:
        spoiled = path.with_name("spoiled.csv")
        spoiled.write_text(text + f"9999;Ana;1.1.2020.;Niš;061/1;-;{remark}\r\n", encoding="utf-8", newline="")
        answer = tried(house, facts, spoiled)
        campaign.holds(f"control: {what} is refused", answer.code not in (0, 3, 4) and "quotation mark" in answer.err,
                       answer.err[-300:])  # fmt: skip
        spoiled.unlink()


def days_of(text):
    """The way in which a table writes a day, and the day."""
    return [(form, datetime.datetime.strptime(text, form).date()) for shape, form in DATES if re.fullmatch(shape, text)]


def tried(house, facts, table):
    people = {person["login"]: person["passphrase"] for person in facts["people"]}
    words = ["import", table, "--map", house.vault.parent / "korisnice.map.json", "--try", "--gate", house.gate]
    return house.person(LEAD, *words, passphrase=people[LEAD])
