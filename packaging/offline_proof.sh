#!/bin/sh
# Proves that no network connection is opened: every command and the window's run without a person, under strace.
#
#   sh packaging/offline_proof.sh [PROGRAM]
#
# PROGRAM is the bundled program or the one of a checkout (default: .venv/bin/eduduty). Prints one line for each run
# with the sockets it asked for, and ends with 1 if any was AF_INET or AF_INET6, or if a run failed. Sockets of the
# kind AF_UNIX (screen, session bus) and AF_NETLINK never leave the machine. Needs strace (Debian: strace).
set -eu
checkout=$(cd "$(dirname "$0")/.." && pwd -P)
program=${1:-$checkout/.venv/bin/eduduty}
command -v strace >/dev/null 2>&1 || { printf '%s\n' 'strace is missing: apt-get install strace' >&2; exit 2; }
case $program in /*) ;; *) program=$PWD/$program ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
# A home of its own: the run leaves nothing behind and finds nothing of anybody's.
HOME=$work/home XDG_RUNTIME_DIR=$work/run PYTHONDONTWRITEBYTECODE=1
export HOME XDG_RUNTIME_DIR PYTHONDONTWRITEBYTECODE
# A bus that is not there, or libdbus would start one that strace then waits for.
DBUS_SESSION_BUS_ADDRESS=unix:path=$work/no-bus
export DBUS_SESSION_BUS_ADDRESS
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_DOCUMENTS_DIR
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
failed=
printf '%-46s %6s %8s %8s %6s\n' 'run' 'status' 'AF_INET' 'AF_INET6' 'other'
traced() { # STATUSES TEXT ARGUMENT…
    allowed=$1 told=$2; shift 2
    status=0
    timeout 120 strace -f -qq -e trace=network -e signal=none -o "$work/trace" "$program" "$@" >"$work/said" 2>&1 || status=$?
    inet=$(grep -cE '(socket|socketpair)\(AF_INET,' "$work/trace" || true)
    inet6=$(grep -cE '(socket|socketpair)\(AF_INET6,' "$work/trace" || true)
    other=$(grep -E 'socket(pair)?\(' "$work/trace" | grep -cvE 'AF_INET6?,' || true)
    mark=
    case " $allowed " in *" $status "*) ;; *) mark=' FAILED'; failed=yes; tail -n 3 "$work/said" ;; esac
    if [ "$inet" != 0 ] || [ "$inet6" != 0 ]; then mark="$mark NETWORK"; failed=yes; grep -E 'AF_INET' "$work/trace" | head -n 3; fi
    printf '%-46s %6s %8s %8s %6s%s\n' "$told" "$status" "$inet" "$inet6" "$other" "$mark"
}
cd "$work"
traced 0 --version --version
traced 0 --help --help
traced 0 'framework list' framework list --json
first=$("$program" framework list --json | sed 's/.*"frameworks":\[{"id":"\([^"]*\)".*/\1/')
traced 0 "framework show $first" framework show "$first" --json
traced 0 demo demo -o demo --no-window
draft=$(ls demo/*.eduduty) report=$(ls demo/*.docx | head -n 1) appendix=$(ls demo/*附表*.xlsx | head -n 1)
traced 0 new new new.eduduty --framework "$first" --county 示例县 --year 2024
traced 0 fill fill "$draft" "$appendix" --json
traced '0 1' check check "$draft" --json
traced 0 export export "$draft" -o out --json
traced 0 figures figures "$report" --json
traced '0 1' proof proof "$report" --json
traced '0 1 2' 'export public' export "$draft" -o public --edition public --json
traced 0 send send "$draft" -o sent --edition review
traced '0 2' pack pack "$draft" -o packed
metric=$("$program" framework show "$first" --json | sed 's/.*"metrics":\[{"id":"\([^"]*\)".*/\1/')
traced '0 2' trace trace "$draft" "$metric"
# Commands that this version has or has not yet, each with what it takes.
for name in tasks roll merge collect; do
    if ! "$program" "$name" --help >/dev/null 2>&1; then continue; fi
    case $name in
        tasks) traced 0 tasks tasks "$draft" -o tasks ;;
        roll) traced 0 roll roll "$draft" -o rolled.eduduty --year 2030 ;;
        merge) traced 0 merge merge "$draft" "$report" --json ;;
        collect) traced '0 1 2' collect collect "$draft" "$appendix" --json ;;
    esac
done
traced 0 'framework export' framework export "$first" -o own.xlsx
traced 0 'framework import' framework import own.xlsx -o own.yaml
QT_QPA_PLATFORM=offscreen traced 0 'window: open, edit, check, export (offscreen)' --smoke
if command -v Xvfb >/dev/null 2>&1; then
    cat >windowed <<END
#!/bin/sh
exec env QT_QPA_PLATFORM=xcb "$program" "\$@"
END
    chmod +x windowed
    Xvfb :96 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
    screen=$!
    bundled=$program program=$work/windowed
    waited=0
    until [ -S /tmp/.X11-unix/X96 ] || [ "$waited" -ge 50 ]; do sleep 0.1; waited=$((waited + 1)); done
    DISPLAY=:96 traced 0 'window: open, edit, check, export (X11)' --smoke
    program=$bundled
    kill "$screen"
fi
if [ -n "$failed" ]; then exit 1; fi
printf '%s\n' 'no AF_INET and no AF_INET6 socket'
