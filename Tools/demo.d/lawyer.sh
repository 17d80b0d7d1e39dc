# Ana, attorney: her clients, her notes, what a court asked for, and what is not hers.
title "The lawyer's morning"
# The refusals that follow are told from those of the three years before.
morning=$(date -u +%Y-%m-%dT%H:%M)
tell "Ana is the attorney. Whoever wants to see names says why; the reason goes into the log, the names do not."
lines=4 expect 0 "her own cases, by name" cv ana case list --names --purpose court
shows "$label" "her new client is among them"
hides "$cyrillic" "nobody of the old table is: those cases are not hers"

tell "She opens the case and finds what a lawyer works with. The psychologist's sessions are not on her list."
lines=9 expect 0 "what there is for her to read" cv ana record list "$case" --purpose court
lines=4 expect 0 "her own advice" cv ana record show "$case/${place[attorney]}" --purpose court

tell "The court wants to see the emergency measure, and nothing else. It gets one folder with exactly that, a cover sheet and a list of hashes. What leaves the vault is protected no longer, and the log says who let it out."
export=$work/court
said="export $case --items ${place[legal]} --for \"Osnovni sud\" --purpose court --to COURT" expect 0 "one item, and the proof of what it is" \
    cv ana export "$case" --items "${place[legal]}" --for "Osnovni sud" --purpose court --to "$export"
(cd "$export" && sha256sum --quiet -c MANIFEST.sha256) && right=yes || right=no
verdict $right "the list of hashes fits" "sha256sum -c finds each file as it is listed"
rm -r "$export"

tell "She is curious what the psychologist wrote, and tries."
expect 4 "refused, and the refusal is in the log" cv ana record show "$case/${place[psych]}" --purpose court
