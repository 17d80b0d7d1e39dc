# The computer is dead: two copies and the gate key on an empty one.
title "The computer is dead"
tell "Each working day a timer copies the vault to a disk, and once a month the gate to a stick. No passphrase is asked. (Here both lie on one disk, so it must be told that we know.)"
mkdir -m 700 "$work/disk" "$work/stick"
said='backup DISK --gate STICK --together' expect 0 "two copies, read again after they were written" \
    nobody --quiet backup "$work/disk" --gate "$work/stick" --together
copy=$(echo "$work"/disk/vault-*) gate_copy=$(echo "$work"/stick/gate-*)

tell "Now a computer that has never seen this vault: nothing in its home, nothing remembered. Radmila brings the disk, the stick, and the gate key, which is in neither copy."
mkdir -m 700 "$work/new" "$work/new/home"
elsewhere() { # elsewhere LOGIN COMMAND...: as `cv`, on the new computer
    local login=$1
    shift
    printf '\n  %s$ casevault %s%s  (%s, on the new computer)\n' "$bold" "${said:-$*}" "$end" "$login" >&8
    HOME=$work/new/home XDG_STATE_HOME=$work/new/home "$binary" --vault "$work/new/house.vault" --as "$login" \
        --passphrase-fd 3 "$@" 3< <(passphrase "$login")
}
said='restore DISK/vault-… --gate STICK/gate-… --gate-key gate.key --to house.vault' \
    expect 0 "the vault as it was, and a new log that says so" elsewhere radmila \
    restore "$copy" --gate "$gate_copy" --gate-key "$gate/gate.key" --to "$work/new/house.vault" --gate-to "$work/new/gate"
cp "$gate/gate.key" "$work/new/gate/gate.key"
lines=4 expect 0 "Ana reads her advice there as before" elsewhere ana \
    record show "$case/${place[attorney]}" --purpose court
said=check expect 0 "and nothing of it is damaged" elsewhere radmila check
said="record list $erased --purpose follow-up" expect 4 "what was erased has not come back" elsewhere vesna \
    record list "$erased" --purpose follow-up
