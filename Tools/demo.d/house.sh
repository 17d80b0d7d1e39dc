# The organisation: people, three years of cases, somebody who left.
title "A house, three years old"
tell "Kuća Izvor is a safe house with a helpline, and its people have used CaseVault for three years. A program called casegen lives those years now, day by day, night shifts included. Names and stories are made up."

# To look at it once, forty clients are enough; what is kept is the whole house.
if [[ -n $keep ]]; then clients=200; else clients=40; fi
clients=${DEMO_CLIENTS:-$clients}
"$casegen" "$house" --seed "${DEMO_SEED:-7}" --clients "$clients" --records $((clients * 10)) >/dev/null 2>"$work/casegen" \
    || { cat "$work/casegen"; exit 1; }
# Attachments of a kind are left out where the program that makes such files is not there.
grep '^no ' "$work/casegen" | excerpt || true
facts=$house/facts.json
verdict yes "a vault, its gate, and the table they kept before" \
    "$(jq -r '"\(.people | length) people, \(.cases | length) cases, \(.records | length) records, \(.refusals) refusals"' "$facts")"

tell "A vault is one directory in which everything is sealed. The other half of every key lies in the gate, which belongs on a stick. Radmila, who administers the vault, says once where the stick is, and looks who works here."
said='staff list --gate STICK' lines=4 expect 0 "her passphrase and the gate together open the vault" \
    cv radmila --gate "$gate" staff list

tell "To look whether everything is whole nobody has to give a passphrase."
expect 0 "every byte, every signature and every link of the log is as it was written" nobody check

left=$(jq -r .left "$facts")
tell "Dragana was a volunteer on the helpline and left after a year and a half. That day she was suspended, and the cases she had known got new keys. She still knows her passphrase."
expect 3 "it opens nothing any more" cv "$left" case list
