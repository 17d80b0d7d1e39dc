# What Tools/campaigns/flips and swaps share; sourced. Expects $siege, $seed, and $limit, which only the short form has.
export SWIFT_BACKTRACE=enable=no
passed=0 failed=0 code=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/log
# Each attack writes a vault and puts it back: in memory where there is any.
if [[ -w /dev/shm ]]; then
    memory=$(mktemp -d /dev/shm/siege-XXXXXX)
    trap 'rm -rf "$work" "$memory"' EXIT
    export TMPDIR=$memory
fi

holds() { # holds WHAT COMMAND...
    if "${@:2}"; then passed=$((passed + 1)); echo "ok   $1"; else failed=$((failed + 1)); echo "FAIL $1"; fi
}

besiege() { # besiege WORD...: runs siege; its answer is in $log and $code
    code=0
    "$siege" "$@" >"$log" 2>&1 || code=$?
    [[ $1 == unwatched ]] || grep -E 'faults|^fault' "$log" | cut -c1-400 | head -n 60 | sed 's/^/     /' || true
    ((code == 0)) || tail -n 3 "$log" | cut -c1-400
}

finish() { # finish POINTS PROBLEMS
    python3 -B Tools/campaigns.d/closing.py "$siege" "${limit:+yes}" "$seed" "$1" "$2" "$SECONDS"
    echo "$passed passed, $failed failed"
    ((failed == 0))
}
