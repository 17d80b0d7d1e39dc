# Who speaks to the program, and how: each with her own passphrase, on a descriptor and never on a command line.

passphrase() { printf '%s sedi pod starom lipom\n' "$1"; }

# cv LOGIN COMMAND...: as a person, quietly; on the screen stands what she would type.
cv() {
    local login=$1
    shift
    printf '\n  %s$ casevault %s%s  (%s)\n' "$bold" "${said:-${*/#$house\//}}" "$end" "$login" >&8
    as "$login" "$@"
}
# The same without a word about it.
as() {
    local login=$1
    shift
    "$binary" --vault "$vault" --as "$login" --quiet --passphrase-fd 3 "$@" 3< <(passphrase "$login")
}
# What needs no passphrase.
nobody() {
    printf '\n  %s$ casevault %s%s\n' "$bold" "${said:-$*}" "$end" >&8
    "$binary" --vault "$vault" "$@"
}
exec 8>&1

# Command lines and environments of every casevault process while the demo runs, for the search at the end.
python3 "$parts/watch.py" "$binary" "$work/seen/processes" &
watcher=$!
