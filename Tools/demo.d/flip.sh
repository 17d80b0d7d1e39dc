# One bit of one record on the disk is another.
title "One bit"
tell "A disk grows old, or somebody with a hex editor wants a sentence to be gone before the hearing. In a copy of the vault we turn over one single bit of one record."
record=$(printf 'Rečenica koja mora da ostane.\n' \
    | as petra record add "$case" --compartment psych --form psych_session - --json 2>>"$work/seen/stderr" | jq -r .record) \
    || record=
[[ $record == "$case"/* ]] || record="no record was added"
cp -r "$vault" "$work/flipped.vault"
python3 - "$work/flipped.vault/vault.db" <<'PY'
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
row, sealed = database.execute("SELECT rowid, sealed FROM record ORDER BY rowid DESC LIMIT 1").fetchone()
sealed = bytearray(sealed)
sealed[len(sealed) // 2] ^= 1
database.execute("UPDATE record SET sealed = ? WHERE rowid = ?", (bytes(sealed), row))
database.commit()
PY
flipped() {
    printf '\n  %s$ casevault check%s  (of the copy)\n' "$bold" "$end" >&8
    "$binary" --vault "$work/flipped.vault" --gate "$gate" check
}
expect 5 "check finds it" flipped
shows "$record" "and names the record"
