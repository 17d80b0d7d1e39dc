# What --keep leaves: the facts of casegen, with the client of today and the planted words.
[[ -n $keep ]] || return 0
jq --arg case "$case" --arg name "$label" --rawfile planted "$parts/planted.txt" \
    '. + {case: $case, name: $name,
          people: (.people + [{login: "milena", name: "Milena", roles: ["jurist"], passphrase: "milena sedi pod starom lipom"}]),
          planted: ([.cases[].planted] + ($planted | split("\n") | map(select(length > 0 and (startswith("#") | not)))))}' \
    "$facts" >"$work/facts.json"
mv "$work/facts.json" "$facts"
tell "Left in $house: house.vault, its gate, and facts.json with logins, passphrases and planted words. Look inside: casevault --vault $house/house.vault --gate $house/gate status"
