# Sourced by test.sh: runs steps one after the other within a limit of time, says where it is, keeps quiet about what is well, and says the sum in the last line.
# A step ends as passed, failed, or not run: what the limit, an earlier failure or Ctrl-C kept from its end has shown nothing, so it is no failure, and no success either.

readonly NOT_RUN=3 INTERRUPTED=130
# A test that says nothing for so long hangs: its host is ended, and the test is named.
readonly LONGEST_TEST=6m
# Of the output of a check that failed, so many last lines are shown; all of it is kept.
readonly SHOWN_LINES=60

passed=0 failed=0 skipped=0
not_run=()
child=
# Why no further step is run; empty while they are.
because=
interrupted=
outcome=
results=$(mktemp -d)

# Begins: so many seconds for all of it, build included, and so many steps; with "verbose" all output is shown as it comes.
begin_steps() {
    limit_seconds=$1 total=$2 verbose=${3:-}
    number=0
    trap end_steps EXIT
    trap interrupt_steps INT TERM
}

# A check: NAME COMMAND...  It adds nothing to the sum but a failure.
step() {
    local name=$1
    shift
    bounded "$name" "$@"
    [ "$outcome" != failed ] || fail "$name" "FAILED  $name"
}

# A test project: NAME PROJECT. A test host that crashed leaves a file without a failed test, or none: that counts as one failure.
step_tests() {
    local name=$1 file=$results/$1.trx before=$failed
    bounded "$name" dotnet test "$2" -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
        --blame-hang-timeout "$LONGEST_TEST" --blame-hang-dump-type none
    [ "$outcome" != "not run" ] || return 0
    if [ ! -f "$file" ]; then
        fail "$name" "FAILED  $name: no result file; did its tests run?"
        return
    fi
    local executed kind
    executed=$(counter "$file" executed)
    passed=$((passed + $(counter "$file" passed)))
    for kind in failed error timeout aborted; do
        failed=$((failed + $(counter "$file" "$kind")))
    done
    skipped=$((skipped + $(counter "$file" total) - executed))
    list_unpassed "$file" >> "$results/unpassed"
    if [ "$executed" -eq 0 ] || { [ "$outcome" = failed ] && [ "$failed" -eq "$before" ]; }; then
        fail "$name" "FAILED  $name: $executed tests ran"
    fi
}

# Runs a command with what is left of the time and says in $outcome how it ended.
# In the background, because a shell waiting in the foreground would hear of Ctrl-C only afterwards.
bounded() {
    local name=$1 left=$((limit_seconds - SECONDS)) status=0
    shift
    number=$((number + 1))
    outcome="not run"
    [ -n "$because" ] || [ "$left" -gt 0 ] || because="the limit of $((limit_seconds / 60)):$(printf %02d $((limit_seconds % 60))) was reached"
    if [ -n "$because" ]; then
        not_run+=("$name")
        return 0
    fi
    announce "$name"
    if [ "$verbose" = verbose ]; then
        timeout -k 10 "$left" "$@" > >(tee "$results/$name.log") 2>&1 &
    else
        timeout -k 10 "$left" "$@" > "$results/$name.log" 2>&1 &
    fi
    child=$!
    attend "$name"
    wait "$child" || status=$?
    # A signal ends the waiting, not yet the child.
    [ -z "$interrupted" ] || wait "$child" || true
    child=
    if [ -n "$interrupted" ] || { [ "$SECONDS" -ge "$limit_seconds" ] && { [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; }; }; then
        not_run+=("$name (stopped)")
    else
        outcome=$([ "$status" -eq 0 ] && echo passed || echo failed)
    fi
}

# One line that says where it is: on a terminal always the same one, else one for each step.
announce() {
    if [ "$live" = yes ]; then
        printf '\r\033[K%s' "$(where "$1")"
    else
        where "$1"
    fi
}

where() {
    printf '[%*d/%d] %d:%02d %s; %d passed, %d failed' ${#total} "$number" "$total" $((SECONDS / 60)) $((SECONDS % 60)) "$1" "$passed" "$failed"
    [ "$live" = yes ] || echo
}

# Follows the clock on a terminal until the child has ended.
attend() {
    while [ "$live" = yes ] && kill -0 "$child" 2>/dev/null; do
        announce "$1"
        sleep 1
    done
}

# NAME LINE: one more failure, with the end of what the step said.
fail() {
    failed=$((failed + 1))
    {
        echo "$2"
        [ "$verbose" = verbose ] || tail -n "$SHOWN_LINES" "$results/$1.log" 2>/dev/null | sed 's/^/        /'
    } >> "$results/unpassed"
}

# No further step is run, for this reason.
skip_the_rest() {
    because=${because:-$1}
}

interrupt_steps() {
    interrupted=yes
    skip_the_rest "stopped by a signal"
    [ -z "$child" ] || kill "$child" 2>/dev/null || true
}

end_steps() {
    local status=$? code=0
    trap - EXIT
    [ "$live" != yes ] || printf '\r\033[K'
    # The script itself failed, for instance for want of a package.
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    [ ! -s "$results/unpassed" ] || cat "$results/unpassed"
    if [ ${#not_run[@]} -gt 0 ]; then
        [ -n "$interrupted" ] || [ "$failed" -gt 0 ] || echo "All output is kept in $results"
        printf 'not run, %s: %s\n' "${because:-the limit was reached}" "$(printf '%s, ' "${not_run[@]}" | sed 's/, $//')"
        code=$NOT_RUN
    fi
    if [ "$failed" -gt 0 ]; then
        code=1
        [ -z "$(ls -A "$results")" ] || echo "Results and all output are kept in $results"
    elif [ "$code" -eq 0 ] || [ -n "$interrupted" ]; then
        rm -rf "$results"
    fi
    [ -z "$interrupted" ] || code=$INTERRUPTED
    local sum="$passed passed, $failed failed"
    [ "$skipped" -eq 0 ] || sum="$sum, $skipped skipped"
    echo "$sum"
    exit "$code"
}

# The value of one attribute in the <Counters> of a result file.
counter() {
    grep -o '<Counters [^>]*' "$1" | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*' || echo 0
}

# Every test of a result file that did not pass, with its message.
list_unpassed() {
    awk '
        function attribute(name,    text) {
            if (!match($0, " " name "=\"[^\"]*\"")) return ""
            text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
            return plain(text)
        }
        function plain(text) {
            gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&#x[AaDd];/, " ", text); gsub(/&amp;/, "\\&", text)
            return text
        }
        function report() {
            if (outcome != "" && outcome != "Passed") print (outcome == "NotExecuted" ? "skipped " : "FAILED  ") test (message == "" ? "" : ": " plain(message))
            outcome = ""
        }
        /<UnitTestResult /    { report(); test = attribute("testName"); outcome = attribute("outcome"); message = "" }
        /<Message>/           { inside = 1; sub(/.*<Message>/, "") }
        inside                { text = $0; sub(/<\/Message>.*/, "", text); message = message (message == "" ? "" : "\n        ") text }
        /<\/Message>/         { inside = 0 }
        END                   { report() }
    ' "$1"
}

if [ -t 1 ]; then live=yes; else live=no; fi
