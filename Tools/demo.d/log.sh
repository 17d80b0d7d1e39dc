# The verdict of the log, by the program and by another one.
title "The log"
tell "Every reading, every refusal of this morning is a line in the log, signed, and chained to the one before. These are this morning's refusals:"
as radmila audit show --from 0 --json 2>>"$work/seen/stderr" | jq -r --arg morning "$morning" 'select(.result == "denied" and .time >= $morning) | "\(.time[:16])  \(.act)  \(.role)"' >"$work/out"
tail -n 4 "$work/out" | excerpt
shows "attorney" "her refusal is there"
shows "psychologist" "and that of the psychologist"
said='audit verify' expect 0 "the whole log verifies" nobody audit verify
shows "OK" "the verdict is OK"

tell "That was our own program. An auditor does not have to believe it: she gets the log in one folder, without a name and without a key that opens anything, and asks another program, 800 lines of Python that share nothing with ours."
"$python" "$parts/lay_out_log.py" "$vault" --gate "$gate" --to "$work/auditor" >>"$work/seen/stderr"
audit() {
    printf '\n  %s$ verify_audit.py LOG%s  (the auditor)\n' "$bold" "$end" >&8
    python3 "$here/Tools/verify_audit.py" "$1"
}
lines=1 expect 0 "it says the same" audit "$work/auditor"
shows "OK" "the verdict is OK again"

tell "Now somebody is ashamed of a refusal and writes “ok” over “denied”, in one line of thousands."
cp -r "$work/auditor" "$work/ashamed"
sed -i '0,/"result":"denied"/s//"result":"ok"/' "$work/ashamed/entries.jsonl"
lines=2 expect 1 "the auditor sees where" audit "$work/ashamed"
shows "TAMPERED" "the verdict is TAMPERED"
