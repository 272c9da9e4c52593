#!/bin/sh
# Sets the machine up and shows the program with a sample county: the draft, the Word report, the Excel appendix
# and the list of findings land in build/demo. Without a screen no window is opened.
# More arguments go to the demo: sh run.sh --help
set -eu
cd "$(dirname "$0")"
. packaging/setup.sh
setup run
if [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
    set -- --no-window "$@"
fi
mkdir -p build
exec .venv/bin/eduduty demo -o build/demo "$@"
