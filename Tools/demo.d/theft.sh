# A thief has the database and a passphrase. He has no gate.
title "A thief"
tell "Somebody copies the vault's directory from the office computer, and he has overheard Ana's passphrase. The gate was on its stick, in her bag."
mkdir -m 700 "$work/thief" "$work/thief/home"
cp -r "$vault" "$work/thief/house.vault"
steal() {
    printf '\n  %s$ casevault --vault house.vault case list%s  (a thief, as ana)\n' "$bold" "$end" >&8
    HOME=$work/thief/home XDG_STATE_HOME=$work/thief/home "$binary" --vault "$work/thief/house.vault" --as ana \
        --passphrase-fd 3 case list 3< <(passphrase ana)
}
expect 9 "half of every key is missing, and nothing opens" steal
printf '\n  %s$ grep -r "%s" house.vault%s  (the thief again)\n' "$bold" "$label" "$end"
found=$(grep -r -a -F -e "$label" -e "${label#* }" -e "Сла" "$work/thief/house.vault" | wc -l || true)
[[ $found == 0 ]] && right=yes || right=no
verdict $right "no name stands in any file" "$found lines with her name"
