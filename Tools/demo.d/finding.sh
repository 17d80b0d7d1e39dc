# Search: one name in three spellings, in either script.
title "Finding somebody"
tell "A woman is on the line and says only her last name. It was written down in Cyrillic or in Latin letters, with hooks or without, by somebody years ago. What is looked for is asked, or read from a pipe; it never stands in the log."
search() { # search LOGIN TERM
    printf '\n  %s$ casevault search --purpose follow-up%s  (%s types: %s)\n' "$bold" "$end" "$1" "$2" >&8
    printf '%s\n' "$2" | as "$1" search - --purpose follow-up
}
for term in Vidrić vidric ВИДРИЋ; do
    lines=2 expect 0 "the case of the night call" search vesna "$term"
    shows "$case" "the same case, however it is spelt"
done
tell "And somebody whom the old table knew as $cyrillic:"
lines=2 expect 0 "found, typed in plain Latin letters" search vesna "$bald"
shows "K-" "at least one case"
