# Somebody new: a code on a slip of paper, a passphrase of her own, six words read aloud.
title "A new colleague"
tell "Milena begins today as a lawyer. Radmila, who runs the office, makes a slip with a one-time code. Milena redeems it and chooses a passphrase that nobody else ever sees."
expect 0 "a slip, good for 72 hours" cv radmila staff add milena --role jurist
slip=$(sed -n 's/^code: *//p' "$work/out")
# She is not there yet, so nothing of hers is asked but the new passphrase.
redeem() {
    printf '\n  %s$ casevault enrol milena%s  (milena)\n' "$bold" "$end" >&8
    "$binary" --vault "$vault" enrol milena --code-fd 4 --new-passphrase-fd 3 --quiet \
        3< <(passphrase milena) 4< <(printf '%s\n' "$slip")
}
expect 0 "keys of her own, and six words to read aloud" redeem
tell "Six words are the short form of her new key. She reads them to Radmila, so that no third person can slip in a key of his own."
expect 0 "the words are the same on both sides" cv radmila staff confirm milena
