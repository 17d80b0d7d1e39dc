# How a step is told: what is typed, what came, what was expected, what was seen; and the count.
passed=0 failed=0
if [[ -t 1 ]]; then bold=$'\033[1m' dim=$'\033[2m' good=$'\033[32m' bad=$'\033[31m' end=$'\033[0m'; else bold='' dim='' good='' bad='' end=''; fi

title() { printf '\n\n%s%s%s\n' "$bold" "$*" "$end"; }
# One paragraph of the story.
tell() { printf '\n%s\n' "$*" | fold -s -w 88 | sed 's/ $//'; }

meaning() {
    case $1 in
        0) echo "done" ;;
        3) echo "the passphrase opens nothing" ;;
        1) echo "something is wrong" ;;
        4) echo "not permitted, or there is no such thing" ;;
        5) echo "damaged, or tampered with" ;;
        9) echo "something is missing" ;;
        *) echo "it failed" ;;
    esac
}

# Lines of an answer, not too wide.
excerpt() { sed -E "s/\t+/   /g; s/^(.{104}).+/\1…/; s/^/    $dim│$end /"; }

verdict() { # verdict RIGHT EXPECTED SEEN: one step, counted
    local mark="$good✓$end"
    if [[ $1 == yes ]]; then passed=$((passed + 1)); else failed=$((failed + 1)); mark="$bad✗ not as expected$end"; fi
    printf '  expected  %s\n  seen      %s  %s\n' "$2" "$3" "$mark"
}

# expect CODE WHAT COMMAND...: runs it, shows the first lines (`lines`, 6 unless set), counts whether the code is this one.
expect() {
    local code=$1 what=$2 got=0 right=yes total
    shift 2
    "$@" >"$work/out" 2>"$work/err" || got=$?
    cat "$work/err" >>"$work/seen/stderr"
    [[ -s $work/out ]] || cp "$work/err" "$work/out"
    total=$(wc -l <"$work/out")
    head -n "${lines:-6}" "$work/out" | excerpt
    ((total <= ${lines:-6})) || printf '    %s│ … and %d more lines%s\n' "$dim" $((total - ${lines:-6})) "$end"
    [[ $got == "$code" ]] || right=no
    verdict $right "$what" "$(meaning "$got"), exit $got"
    [[ $right == yes ]] || tail -n 3 "$work/err" | sed 's/^/    /'
}

# shows TEXT WHAT: what came last holds this text.
shows() {
    if grep -qF -- "$1" "$work/out"; then verdict yes "$2" "it is there"; else verdict no "$2" "it is not there"; fi
}
# hides TEXT WHAT: what came last does not hold it.
hides() {
    if grep -qF -- "$1" "$work/out"; then verdict no "$2" "it is there"; else verdict yes "$2" "it is not there"; fi
}
