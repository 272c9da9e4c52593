#!/bin/sh
# Sets the machine up and runs every check of this checkout: style, types, layers, then the tests, whose own
# summary is the last thing printed. Status 1 if any of them failed.
# Arguments go to pytest: sh test.sh tests/figures -k 亿
set -eu
cd "$(dirname "$0")"
. packaging/setup.sh
setup test
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"

failed=
check() {
    say "$@"
    if ! .venv/bin/"$@"; then
        failed="$failed $1"
    fi
}

checks_started=$(date +%s)
check ruff check .
check ruff format --check .
check mypy
check lint-imports
say "style, types and layers: $(($(date +%s) - checks_started)) s${failed:+; FAILED:$failed}"

# Pytest prints its own time and comes last; tests/conftest.py puts what failed up to here into its summary.
status=0
EDUDUTY_FAILED_CHECKS=$failed .venv/bin/pytest "$@" || status=$?
if [ "$status" = 0 ] && [ -n "$failed" ]; then status=1; fi
exit "$status"
