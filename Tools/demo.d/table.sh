# The spreadsheet of the years before, brought in by one command.
title "The old table"
tell "Before CaseVault the house kept a spreadsheet: one row for each call, many hands, dates as each of them writes them, both scripts. This is how it looks."
head -n 4 "$house/korisnice.csv" | tail -n 3 | excerpt
# Somebody of whom the table writes in Cyrillic, and her name as a tired person types it.
read -r cyrillic bald < <(python3 - "$house/korisnice.csv" "$here/Tools" <<'PY'
import csv, sys
sys.path.insert(0, sys.argv[2])
from leaks import BALD, latin
with open(sys.argv[1], encoding="utf-8-sig", newline="") as table:
    names = [row["Korisnica"] for row in csv.DictReader(table, delimiter=";")]
last = next(name.split()[1] for name in names if latin(name) != name and "Ђ" not in name and "ђ" not in name)
print(last, latin(last).translate(BALD).lower())
PY
)
tell "A small file, the map, says where each column goes. One command, one batch:"
expect 0 "120 rows become cases, each with what is known sealed in its place" \
    cv vesna import "$house/korisnice.csv" --map "$house/korisnice.map.json"
shows "120 cases" "all 120 rows"
rm "$house/korisnice.csv"
tell "The table itself is deleted. As long as it lies there, readable, everything else is in vain."
