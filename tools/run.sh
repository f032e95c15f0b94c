#!/usr/bin/env bash
# Charges a simulated car with the real firmware: embedded broker, payment backend and charging bay in one command.
# Options are passed on; --help lists them.
set -euo pipefail

tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=prerequisites.sh
source "$tools/prerequisites.sh"
need_dotnet

# Says on the error output what is done, so that nobody takes the minutes of a first build for a hang; the standard output is the bench's alone.
bench=$tools/NanoCharger.Bench
log=$(mktemp)
trap 'rm -f "$log"' EXIT
building=
stop_building() {
    [ -z "$building" ] || kill "$building" 2>/dev/null || true
    exit 130
}
trap stop_building INT TERM

if [ -e "$bench/bin/Release/net10.0/NanoCharger.Bench.dll" ]; then
    echo "Building what has changed ..." >&2
else
    echo "Building firmware, bay and bench for the first time; this takes some minutes ..." >&2
fi
dotnet build "$bench" -c Release --nologo -v minimal -tl:off -p:SurfaceBuild=false > "$log" 2>&1 &
building=$!
told=$SECONDS
while kill -0 "$building" 2>/dev/null; do
    sleep 0.2
    if [ $((SECONDS - told)) -ge 10 ]; then
        told=$SECONDS
        sed -n 's/^ *\([A-Za-z0-9.]*\) -> .*/\1/p' "$log" | awk -v seconds="$SECONDS" '!seen[$0]++ { n++; last = $0 } END { printf "  %d s: %d projects built%s\n", seconds, n, n ? ", last " last : "" }' >&2
    fi
done
if ! wait "$building"; then
    cat "$log" >&2
    exit 1
fi
echo "Built in $SECONDS s." >&2
rm -f "$log"
trap - EXIT INT TERM

# exec: Ctrl-C and signals reach the bench itself, which ends in order.
exec dotnet "$bench/bin/Release/net10.0/NanoCharger.Bench.dll" "$@"
