#!/usr/bin/env bash
# Builds host and surface, runs every test, prints the tables of sizes, timings, accuracy (some lines), power cuts (a part), costs and memory, and says the sum in the last line: "N passed, N failed[, N skipped]".
# Exit code 0 only when all is built, every test project reported and nothing failed.
set -euo pipefail

# The whole run, build included, may take this long; what is still running then counts as failed.
readonly LIMIT_SECONDS=780

passed=0 failed=0 skipped=0
child=
results=$(mktemp -d)
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$tools")

finish() {
    local status=$?
    if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
        failed=1
    fi
    if [ "$failed" -eq 0 ]; then
        rm -rf "$results"
    elif [ -n "$(ls -A "$results")" ]; then
        echo "Results are kept in $results"
    fi
    local total="$passed passed, $failed failed"
    [ "$skipped" -eq 0 ] || total="$total, $skipped skipped"
    echo "$total"
    [ "$failed" -eq 0 ] || exit 1
}
trap finish EXIT

interrupted() {
    [ -z "$child" ] || kill "$child" 2>/dev/null || true
    exit 130
}
trap interrupted INT TERM

# Runs a command with what is left of the time, so that a test that hangs ends the run with a count and not in silence.
# In the background, because a shell waiting in the foreground would hear of Ctrl-C only afterwards.
bounded() {
    local left=$((LIMIT_SECONDS - SECONDS)) status=0
    timeout -k 10 "$((left > 1 ? left : 1))" "$@" &
    child=$!
    wait "$child" || status=$?
    child=
    [ "$status" -ne 124 ] || echo "Stopped: the whole run may take $LIMIT_SECONDS s."
    return "$status"
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

# Adds one project to the totals. A test host that crashed leaves a file without a failed test, or none: that counts as one failure.
run_project() {
    local project=$1 name status=0 file before=$failed
    name=$(basename "$project")
    file="$results/${name%.*}.trx"
    bounded dotnet test "$project" -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=$(basename "$file")" || status=$?
    if [ ! -f "$file" ]; then
        echo "FAILED  $name: no result file; did its tests run?" >> "$results/unpassed"
        failed=$((failed + 1))
        return
    fi
    local total executed kind
    total=$(counter "$file" total)
    executed=$(counter "$file" executed)
    passed=$((passed + $(counter "$file" passed)))
    for kind in failed error timeout aborted; do
        failed=$((failed + $(counter "$file" "$kind")))
    done
    skipped=$((skipped + total - executed))
    list_unpassed "$file" >> "$results/unpassed"
    if [ "$executed" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$failed" -eq "$before" ]; }; then
        echo "FAILED  $name: $executed tests ran, exit code $status" >> "$results/unpassed"
        failed=$((failed + 1))
    fi
}

# shellcheck source=prerequisites.sh
source "$tools/prerequisites.sh"
need_dotnet
need_mosquitto
need_openssl || true

cd "$root"
# Build nodes kept for a later build would outlive this run.
export MSBUILDDISABLENODEREUSE=1
if ! bounded dotnet build nanoCharger.sln -c Release; then
    echo "The build failed, so no test ran."
    exit 1
fi

# What a .pe of each device assembly will hold, in both configurations: Debug is what a technician's Visual Studio deploys.
if ! bounded dotnet build firmware/nanoCharger.Device.slnf -c Debug -p:NanoTarget=surface --no-restore -v quiet --nologo ||
    ! bounded dotnet tools/NanoCharger.Check/bin/Release/net10.0/NanoCharger.Check.dll size .; then
    echo "FAILED  size: see above" >> "$results/unpassed"
    failed=$((failed + 1))
fi

for project in tests/*.Tests/*.Tests.*proj; do
    run_project "$project"
done

# The limits of the standards, measured anew with what was just built; a figure beyond its limit or a written table that is not current fails.
echo
if ! bounded dotnet tools/NanoCharger.Bench/bin/Release/net10.0/NanoCharger.Bench.dll timings --check firmware/TIMINGS.md; then
    echo "FAILED  timings: see above" >> "$results/unpassed"
    failed=$((failed + 1))
fi
# Ten points of the meter's accuracy and two charges, measured anew; an error beyond its limit or a line that is not in the written table fails.
echo
if ! bounded dotnet tools/NanoCharger.Bench/bin/Release/net10.0/NanoCharger.Bench.dll accuracy --quick --check firmware/ACCURACY.md; then
    echo "FAILED  accuracy: see above" >> "$results/unpassed"
    failed=$((failed + 1))
fi
# The power goes at every change of the flash that scripts make; a part of the cuts, and of the images with bits bent. Anything lost fails.
echo
if ! bounded dotnet tools/NanoCharger.Bench/bin/Release/net10.0/NanoCharger.Bench.dll powercut; then
    echo "FAILED  powercut: see above" >> "$results/unpassed"
    failed=$((failed + 1))
fi
# What the firmware's work costs, counted anew; a figure above its budget fails.
echo
if ! bounded dotnet tools/NanoCharger.Check/bin/Release/net10.0/NanoCharger.Check.dll cost --check tools/NanoCharger.Check/budgets.json; then
    echo "FAILED  cost: see above" >> "$results/unpassed"
    failed=$((failed + 1))
fi
# What the firmware keeps on the device's heap, counted anew; a written table that is not current fails.
echo
if ! bounded dotnet tools/NanoCharger.Check/bin/Release/net10.0/NanoCharger.Check.dll memory --check firmware/NanoCharger.App/README.md; then
    echo "FAILED  memory: see above" >> "$results/unpassed"
    failed=$((failed + 1))
fi
[ ! -s "$results/unpassed" ] || { echo; cat "$results/unpassed"; rm "$results/unpassed"; }
