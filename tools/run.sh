#!/usr/bin/env bash
# Charges a simulated car with the real firmware: private broker, payment backend and charging bay in one command.
# Options are passed on; --help lists them.
set -euo pipefail

tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=prerequisites.sh
source "$tools/prerequisites.sh"
need_dotnet
need_mosquitto

bench=$tools/NanoCharger.Bench
if ! build=$(dotnet build "$bench" -c Release --nologo -v quiet -p:SurfaceBuild=false 2>&1)
then
    printf '%s\n' "$build" >&2
    exit 1
fi

# exec: Ctrl-C and signals reach the bench itself, which ends its broker.
exec dotnet "$bench/bin/Release/net10.0/NanoCharger.Bench.dll" "$@"
