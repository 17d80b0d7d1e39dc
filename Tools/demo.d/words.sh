# Nothing of all that lies anywhere in the clear: files, command lines, environments, messages.
title "What lies about"
tell "The records hold rare words, planted for this search: names, a street, a phone number of the old table, what the client says of her garden. We look for each of them in both scripts and a dozen encodings, in every file of the vault, the gate, the two backups and the restored vault, and in every command line and environment a casevault process has had."
kill "$watcher" 2>/dev/null; wait "$watcher" 2>/dev/null || true
watcher=
if grep -qaF "$case" "$work/seen/processes"; then right=yes; else right=no; fi
verdict $right "whoever watches the processes sees what runs, by reference" \
    "$(tr '\0' '\n' <"$work/seen/processes" | grep -caFx -- --passphrase-fd || true) commands watched"
planted=$work/planted
{
    cat "$parts/planted.txt"
    jq -r '[.cases[].planted] | .[:8][]' "$facts"
    printf '%s\n' 'sedi pod starom lipom' "$slip" 'prvi put donela svesku' 'koja mora da ostane' '061/100001'
} >"$planted"
expect 0 "none of them is found" python3 "$here/Tools/leaks.py" --words "$planted" "$vault" "$gate" \
    "$work"/{home,state,tmp,seen,disk,stick,thief/home,new}
