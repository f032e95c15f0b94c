# Sourced by the scripts in this folder: the one place that knows what the machine must have, and installs what it may.
# On Debian as root the missing packages are installed; elsewhere the script stops and says what to install.

# The .NET SDK of global.json.
need_dotnet() {
    if ! command -v dotnet >/dev/null 2>&1; then
        echo "The .NET SDK 10 is missing: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
        return 1
    fi
    local root version
    root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
    if ! version=$(cd "$root" && dotnet --version 2>/dev/null); then
        echo "None of the installed .NET SDKs fits global.json; .NET SDK 10 is needed: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
        echo "Installed: $(dotnet --list-sdks | tr '\n' ' ')" >&2
        return 1
    fi
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
}

# The broker that some tests are played at besides the embedded one. They are skipped where there is none, so a caller may go on without.
need_mosquitto() {
    # Debian keeps it where only root's PATH looks.
    PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v mosquitto >/dev/null 2>&1 || _install mosquitto
}

# The command by which some signatures are verified. Its tests are skipped where there is none, so a caller may go on without.
need_openssl() {
    command -v openssl >/dev/null 2>&1 || _install openssl
}

# The browser in which the web's pages are looked at. Its tests are skipped where there is none, so a caller may go on without.
need_chromium() {
    command -v chromium >/dev/null 2>&1 || _install chromium fonts-dejavu-core
}

_install() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Missing, by Debian's names: $*. Install what this system has for them." >&2
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "Missing: $*. Install with: sudo apt-get install $*" >&2
        return 1
    fi
    echo "Installing $*" >&2
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120)
    if ! { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$@"; } >&2; then
        echo "Could not install $*: see apt-get's message above." >&2
        return 1
    fi
}
