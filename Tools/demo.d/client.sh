# A new client, and fifteen documents that six people write about her.
title "A call at night"
label=$(jq -r .label "$parts/material.json")
tell "Olja sits at the helpline. A woman calls; we name her $label. Olja opens a case for her. The name is asked for, never typed into a command, where others could see it."
said='case new --lead vesna' expect 0 "a case with a reference that says nothing about her" \
    cv olja case new --lead vesna --label-fd 4 4< <(printf '%s\n' "$label")
case=$(head -n 1 "$work/out")

tell "Vesna leads the case and brings in who is needed: an attorney, a lawyer, a psychologist, the house."
for login in ana mirjana petra senka; do
    as vesna case assign "$case" "$login" >/dev/null 2>>"$work/seen/stderr" || failed=$((failed + 1))
done
# What a case lead may not pass on herself, a coordinator does when she next unlocks.
as jelena inbox >/dev/null 2>>"$work/seen/stderr" || failed=$((failed + 1))
lines=10 expect 0 "who works on it, and what each of them may read" cv vesna case show "$case"

tell "In the weeks that follow they write. Each document goes into a compartment of the case, and each compartment has keys of its own."
declare -A person=([helpline]=olja [case-lead]=vesna [attorney]=ana [jurist]=mirjana [psychologist]=petra
    [house]=senka [coordinator]=jelena)
declare -A place=()
written=0
while IFS=$'\t' read -r file compartment form by; do
    record=$(as "${person[$by]}" record add "$case" --compartment "$compartment" --form "$form" \
        "$parts/records/$file" --json 2>>"$work/seen/stderr" | jq -r .record) || true
    [[ $record == "$case"/* ]] || { echo "    $file was not taken"; continue; }
    written=$((written + 1))
    place[$compartment]=${record#"$case"/}
    printf '%-15s %-14s by %s\n' "$record" "$compartment" "${person[$by]}" | excerpt
done < <(jq -r '.records[] | [.file, .compartment, .form, .by] | @tsv' "$parts/material.json")
[[ $written == 15 ]] && right=yes || right=no
verdict $right "fifteen documents, in both scripts" "$written records"
