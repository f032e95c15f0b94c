#!/usr/bin/env bash
# Writes nanoFramework's runtime and the charger's firmware to an ESP32 board, by nanoff.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
port=
target=ESP32_PSRAM_REV3
app="$root/firmware/NanoCharger.App/bin/Release/NanoCharger.App.bin"
runtime=yes
firmware=yes
dry_run=

usage() {
    cat <<END
Usage: tools/flash.sh --port PORT [options]

  --port PORT      serial port of the board: /dev/ttyUSB0, /dev/ttyACM0, COM3
  --target NAME    nanoFramework target (default $target: ESP32 revision 3 with PSRAM, the reference board;
                   ESP32_REV3 without PSRAM serves one phase only; "nanoff --listtargets --platform esp32" lists all)
  --app FILE       deployment image (default firmware/NanoCharger.App/bin/Release/NanoCharger.App.bin)
  --runtime-only   write nanoFramework's runtime, leave the firmware
  --app-only       write the firmware, leave the runtime: enough when only our code has changed
  --dry-run        print the nanoff commands instead of running them
  --help           this text

The firmware step writes the deployment region only. The runtime step asks for no erase, but a release with another partition
layout moves the file system: let the charger deliver its log to the backend, and note its settings, before writing a runtime.

The deployment image holds the firmware and every library it uses, compiled for nanoFramework. It is not made by
"dotnet build": that builds for the host. Open nanoCharger.sln in Visual Studio with the nanoFramework extension (or run
that installation's msbuild with -p:Configuration=Release) and build NanoCharger.App; the .bin then lies beside the .pe.
nanoff is a .NET tool and runs on Linux, macOS and Windows: dotnet tool install -g nanoff
END
}

fail() {
    echo "flash.sh: $1" >&2
    exit "${2:-1}"
}

value() {
    [ $# -ge 2 ] && [ -n "$2" ] || fail "$1 needs a value; see --help" 2
    printf '%s' "$2"
}

while [ $# -gt 0 ]; do
    case $1 in
        --port) port=$(value "$@"); shift 2 ;;
        --target) target=$(value "$@"); shift 2 ;;
        --app) app=$(value "$@"); shift 2 ;;
        --runtime-only) firmware=; shift ;;
        --app-only) runtime=; shift ;;
        --dry-run) dry_run=yes; shift ;;
        --help | -h) usage; exit 0 ;;
        *) fail "unknown option $1; see --help" 2 ;;
    esac
done

check_port() {
    if [ -z "$port" ]; then
        local found
        found=$(ls /dev/ttyUSB* /dev/ttyACM* /dev/cu.usb* 2>/dev/null | tr '\n' ' ' || true)
        fail "--port is missing. Ports here: ${found:-none}" 2
    fi
    # Nothing is plugged in when the commands are only to be shown.
    [ -z "$dry_run" ] || return 0
    case $port in
        /dev/*)
            [ -e "$port" ] || fail "$port does not exist: is the board plugged in?"
            [ -w "$port" ] || fail "$port may not be written: add yourself to its group ($(stat -c %G "$port" 2>/dev/null || echo dialout)) and log in again"
            ;;
    esac
}

check_app() {
    case $app in
        *.pe) fail "$app is one assembly without its libraries: give the .bin beside it" 2 ;;
    esac
    [ -s "$app" ] || fail "no deployment image at $app: build NanoCharger.App for the device first (--help says how)"
}

check_nanoff() {
    # Where "dotnet tool install -g" puts it, which is not always on the PATH.
    export PATH="$PATH:$HOME/.dotnet/tools"
    command -v nanoff >/dev/null 2>&1 || fail "nanoff is not installed: dotnet tool install -g nanoff"
}

run() {
    echo "$*"
    [ -n "$dry_run" ] || "$@" || fail "nanoff failed with exit code $?. If it could not connect, hold the board's BOOT button and try again"
}

[ -n "$runtime$firmware" ] || fail "--runtime-only and --app-only together leave nothing to do" 2
check_port
[ -z "$firmware" ] || check_app
[ -n "$dry_run" ] || check_nanoff

[ -z "$runtime" ] || run nanoff --update --target "$target" --serialport "$port"
[ -z "$firmware" ] || run nanoff --target "$target" --serialport "$port" --deploy --image "$app"
