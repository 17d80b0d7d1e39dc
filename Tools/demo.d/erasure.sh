# One client wanted her file gone, and it is.
title "A file that is no more"
erased=$(jq -r '.erased[0]' "$facts")
tell "One client of the house asked to have her file erased. $(jq -r .erasure.ordered "$facts" | sed 's/./\U&/') ordered it, $(jq -r .erasure.confirmed "$facts" | sed 's/./\U&/') confirmed it; the case stayed closed for seven days, in which either of them could have stopped it. Then its keys were destroyed, here and in every backup of vault.db."
expect 4 "the one who led it finds nothing" cv vesna record list "$erased" --purpose follow-up
as radmila audit show --from 0 --json 2>>"$work/seen/stderr" \
    | jq -r 'select(.act | startswith("case.erase")) | "\(.time[:10])  \(.act)  \(.result)  keys: \(.count)"' >"$work/out"
excerpt <"$work/out"
shows "case.erase  ok" "the log knows that it was, and when, and not what stood in it"
