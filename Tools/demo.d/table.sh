# The spreadsheet of the years before, brought in by one command.
title "The old table"
tell "Before CaseVault the house kept a spreadsheet: one row for each call, many hands, dates as each of them writes them, both scripts. This is how it looks."
head -n 4 "$house/korisnice.csv" | tail -n 3 | excerpt
# How many rows it has; somebody of whom it writes in Cyrillic, and whose name no client of today has; and that name as a
# tired person types it.
IFS=$'\t' read -r rows cyrillic bald < <(python3 - "$house/korisnice.csv" "$facts" "$here/Tools" <<'PY'
import csv, json, sys
sys.path.insert(0, sys.argv[3])
from leaks import BALD, latin
with open(sys.argv[1], encoding="utf-8-sig", newline="") as table:
    names = [row["Korisnica"] for row in csv.DictReader(table, delimiter=";")]
with open(sys.argv[2], encoding="utf-8") as facts:
    labels = [latin(case["label"]) for case in json.load(facts)["cases"]]
written = [name for name in names if latin(name) != name and "Ђ" not in name and "ђ" not in name]
name = next((name for name in written if not any(latin(name) in label for label in labels)), None)
if name is None:
    sys.exit("everybody in the old table has the name of somebody of today: take another seed")
print(len(names), name, latin(name).translate(BALD).lower(), sep="\t")
PY
)
tell "A small file, the map, says where each column goes. One command, one batch:"
expect 0 "$rows rows become cases, each with what is known sealed in its place" \
    cv vesna import "$house/korisnice.csv" --map "$house/korisnice.map.json"
shows "$rows cases" "all $rows rows"
rm "$house/korisnice.csv"
tell "The table itself is deleted. As long as it lies there, readable, everything else is in vain."
