#!/usr/bin/env bash
# Builds host and surface, runs every test, and checks sizes, timings, accuracy (some lines), power cuts (a part), costs and memory. Says the sum in the last line: "N passed, N failed[, N skipped]".
# Exit code 0: all ran, nothing failed; 1: something failed; 2: a wrong option; 3: nothing failed, but not all ran, which a line before the last one names; 130: stopped.
set -euo pipefail

usage() {
    echo "tools/test.sh [--limit MINUTES] [--verbose]"
    echo "  --limit MINUTES  all of it, build included, may take so long (default 75); what has not ended then counts as not run"
    echo "  --verbose        shows all output and tables as they come; else only that of what fails"
}

refuse() {
    echo "$1" >&2
    exit 2
}

minutes=75 verbose=
while [ $# -gt 0 ]; do
    case $1 in
        --limit)
            [[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || refuse "--limit: '${2:-}' is no number of minutes from 1 to 9999"
            minutes=$2
            shift
            ;;
        --verbose) verbose=verbose ;;
        --help) usage && exit 0 ;;
        *) refuse "'$1' is no option: --limit MINUTES, --verbose, --help" ;;
    esac
    shift
done

tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$(dirname "$tools")"
# shellcheck source=steps.sh
source "$tools/steps.sh"
projects=(tests/*.Tests/*.Tests.*proj)
begin_steps $((minutes * 60)) $((${#projects[@]} + 8)) "$verbose"

# shellcheck source=prerequisites.sh
source "$tools/prerequisites.sh"
need_dotnet
need_mosquitto || true
need_openssl || true
need_chromium || true

# Build nodes kept for a later build would outlive this run.
export MSBUILDDISABLENODEREUSE=1
bench=(dotnet tools/NanoCharger.Bench/bin/Release/net10.0/NanoCharger.Bench.dll)
check=(dotnet tools/NanoCharger.Check/bin/Release/net10.0/NanoCharger.Check.dll)

step build dotnet build nanoCharger.sln -c Release
[ "$outcome" != failed ] || skip_the_rest "the build failed"
# What a .pe of each device assembly will hold, in both configurations: Debug is what a technician's Visual Studio deploys.
step build-debug dotnet build firmware/nanoCharger.Device.slnf -c Debug -p:NanoTarget=surface --no-restore -v quiet --nologo
step size "${check[@]}" size .
for project in "${projects[@]}"; do
    name=$(basename "$project")
    step_tests "${name%.*}" "$project"
done
# The limits of the standards, measured anew with what was just built; a figure beyond its limit or a written table that is not current fails.
step timings "${bench[@]}" timings --check firmware/TIMINGS.md
# Ten points of the meter's accuracy and two charges, measured anew; an error beyond its limit or a line that is not in the written table fails.
step accuracy "${bench[@]}" accuracy --quick --check firmware/ACCURACY.md
# The power goes at every change of the flash that scripts make; a part of the cuts, and of the images with bits bent. Anything lost fails.
step powercut "${bench[@]}" powercut
# What the firmware's work costs, counted anew; a figure above its budget fails.
step cost "${check[@]}" cost --check tools/NanoCharger.Check/budgets.json
# What the firmware keeps on the device's heap, counted anew; a written table that is not current fails.
step memory "${check[@]}" memory --check firmware/NanoCharger.App/README.md
