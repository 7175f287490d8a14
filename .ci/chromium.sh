# Sourced by .ci/run: Debian's Chromium for the tests of the console, where it is not there yet and can be installed.
# Without it those tests skip themselves, by name.
install_chromium() {
    command -v chromium >/dev/null || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null && return 0
    if ! { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core; } \
        >"$1" 2>&1; then
        echo "Chromium could not be installed: what needs it is skipped. $(tail -n 1 "$1")" >&2
    fi
}
