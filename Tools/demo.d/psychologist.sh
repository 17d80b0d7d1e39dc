# Petra, psychologist: her sessions, a note that nobody inherits, and what is not hers.
title "The psychologist's day"
tell "Petra works in the same case and sees another half of it. Her process notes are hers alone; when she goes one day, they go."
lines=4 expect 0 "her last session" cv petra record show "$case/${place[psych]}" --purpose follow-up
lines=4 expect 0 "her process note" cv petra record show "$case/${place[process-notes]}" --purpose follow-up

tell "After today's session she writes a few lines. They go from the keyboard into the vault; no file is made on the way."
session_note() {
    printf 'Danas je prvi put donela svesku u kojoj crta.\n' \
        | cv petra record add "$case" --compartment psych --form psych_session -
}
expect 0 "sealed and signed with her key" session_note

tell "The attorney's advice is not for her. Nor is anything for Radmila, who administers the vault: to run it is one thing, to read it another."
expect 4 "refused to the psychologist" cv petra record show "$case/${place[attorney]}" --purpose follow-up
expect 4 "refused to the administrator" cv radmila record show "$case/${place[legal]}" --purpose maintenance
