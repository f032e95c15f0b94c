#!/usr/bin/env bash
# Writes nanoFramework's runtime and the charger's firmware to an ESP32 board, by nanoff; no firmware onto a runtime that it was not built for.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
port=
target=ESP32_PSRAM_REV3
app="$root/firmware/NanoCharger.App/bin/Release/NanoCharger.App.bin"
pin="$root/firmware/NanoCharger.App/runtime.config"
runtime=yes
firmware=yes
app_alone=
with_runtime=
dry_run=

usage() {
    cat <<END
Usage: tools/flash.sh --port PORT [options]

  --port PORT      serial port of the board: /dev/ttyUSB0, /dev/ttyACM0, COM3
  --target NAME    nanoFramework target (default $target: ESP32 revision 3 with PSRAM, the reference board;
                   ESP32_REV3 without PSRAM serves one phase only; "nanoff --listtargets --platform esp32" lists all)
  --app FILE       write this deployment image and nothing else: the runtime stays as it is
  --app-only       the same with the default image, firmware/NanoCharger.App/bin/Release/NanoCharger.App.bin
  --with-runtime   with one of the two: the runtime first
  --runtime-only   write nanoFramework's runtime, leave the firmware
                   without any of these: the runtime, then the default image
  --dry-run        print the nanoff commands instead of running them
  --help           this text

The firmware step writes the deployment region only, after it has asked the board for its runtime: one that is not the pinned one
(firmware/NanoCharger.App/runtime.config, beside packages.config) could not load the firmware, so nothing is written then.
The runtime step asks for no erase, but a release with another partition layout moves the file system: let the charger
deliver its log to the backend, and note its settings, before writing a runtime.

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
        --app) app=$(value "$@"); app_alone=yes; shift 2 ;;
        --with-runtime) with_runtime=yes; shift ;;
        --runtime-only) firmware=; shift ;;
        --app-only) app_alone=yes; shift ;;
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

# The value of a key in the pin's file.
pinned() {
    sed -n "s/^$1=//p" "$pin"
}

read_pin() {
    [ -f "$pin" ] || fail "$pin is missing: it says which runtime the firmware was built for"
    wanted_version=$(pinned mscorlib) wanted_checksum=$(pinned checksum)
    [ -n "$wanted_version" ] && [ -n "$wanted_checksum" ] || fail "$pin names no mscorlib or no checksum"
}

# Asks the runtime on the board, after a step that may have changed it. nanoff lists its native parts: "mscorlib v100.5.0.24, checksum 0x1549C856".
check_runtime() {
    local command=(nanoff --nanodevice --devicedetails --serialport "$port") details found
    echo "${command[*]}"
    [ -z "$dry_run" ] || return 0
    details=$("${command[@]}" 2>&1) || fail "no nanoFramework runtime answers on $port: write it first, with --runtime-only. nanoff said: $(tail -n 1 <<<"$details")"
    found=$(sed -n 's/^.*mscorlib v\([0-9.]*\), checksum \(0x[0-9A-Fa-f]*\).*$/\1 \2/p' <<<"$details" | head -n 1)
    [ -n "$found" ] || fail "the board does not say which mscorlib its runtime has: nothing written"
    if [ "${found^^}" != "$(tr '[:lower:]' '[:upper:]' <<<"$wanted_version $wanted_checksum")" ]; then
        fail "the runtime on the board has mscorlib $found, the firmware needs $wanted_version $wanted_checksum: nothing written. Write the runtime with --runtime-only; where that brings a newer one, packages.config has to follow"
    fi
}

run() {
    echo "$*"
    [ -n "$dry_run" ] || "$@" || fail "nanoff failed with exit code $?. If it could not connect, hold the board's BOOT button and try again"
}

[ -n "$firmware" ] || [ -z "$app_alone" ] || fail "--runtime-only and --app contradict each other; see --help" 2
[ -z "$app_alone" ] || runtime=$with_runtime
check_port
[ -z "$firmware" ] || check_app
[ -z "$firmware" ] || read_pin
[ -n "$dry_run" ] || check_nanoff

[ -z "$runtime" ] || run nanoff --update --target "$target" --serialport "$port"
[ -z "$firmware" ] || check_runtime
[ -z "$firmware" ] || run nanoff --target "$target" --serialport "$port" --deploy --image "$app"
