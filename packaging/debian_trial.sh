#!/bin/sh
# Tries the Debian package in a bare system: install with only what it declares, smoke run, upgrade over a lower
# version with a draft in place, the window under a virtual screen, removal.
#
#   sh packaging/debian_trial.sh dist/eduduty_….deb [--picture FILE.png] [--keep] [FOLDER]
#
# As root, with mmdebstrap, on a Debian whose release is the one to try; --picture also needs Xvfb, xwininfo and
# ImageMagick here. Packages come from this machine's apt sources. Ends with 1 if anything was not as it should be.
set -eu
checkout=$(cd "$(dirname "$0")/.." && pwd -P)
deb= picture= keep= folder=
while [ $# -gt 0 ]; do
    case $1 in
        --picture) picture=$2; shift ;;
        --keep) keep=yes ;;
        *.deb) deb=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1") ;;
        -*) printf 'unknown option %s\n' "$1" >&2; exit 2 ;;
        *) folder=$1 ;;
    esac
    shift
done
if [ -z "$deb" ] || [ "$(id -u)" != 0 ] || ! command -v mmdebstrap >/dev/null 2>&1; then
    printf '%s\n' 'This trial needs a .deb, root, and mmdebstrap: apt-get install mmdebstrap' >&2
    exit 2
fi
folder=${folder:-$(mktemp -d)}
mkdir -p "$folder"
root=$folder/root
screen=
clean_up() {
    if [ -n "$screen" ]; then kill "$screen" 2>/dev/null || true; fi
    if [ -z "$keep" ]; then rm -rf --one-file-system "$root" "$folder/lower"; rm -f "$folder/apt.conf" "$folder/"*.deb; fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM
failed=
good() { printf '  ok    %s\n' "$1"; }
bad() { printf '  WRONG %s\n' "$1"; failed=yes; }
expect() { told=$1; shift; if "$@" >"$folder/last.log" 2>&1; then good "$told"; else bad "$told"; tail -n 5 "$folder/last.log"; fi; }
expect_not() { told=$1; shift; if "$@" >/dev/null 2>&1; then bad "$told"; else good "$told"; fi; }
seconds() { date +%s; }

# --- the bare system, and the same package under a lower number -------------------------------------------
started=$(seconds)
release=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
apt-config dump | grep -E '^Acquire::(Check-|http|https|Retries|Languages)' >"$folder/apt.conf" || true
set -- /etc/apt/sources.list.d/debian.sources
if [ ! -s "$1" ]; then set -- /etc/apt/sources.list; fi
mmdebstrap --quiet --mode=root --variant=minbase --aptopt="$folder/apt.conf" "$release" "$root" "$@"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
rm -rf "$folder/lower"
dpkg-deb -R "$deb" "$folder/lower"
sed -i 's/^Version: .*/Version: 0.0.1/' "$folder/lower/DEBIAN/control"
echo old >"$folder/lower/usr/lib/eduduty/_internal/only-in-the-lower-version.txt"
dpkg-deb --root-owner-group -Zgzip -z1 --build "$folder/lower" "$root/lower.deb" >/dev/null
cp "$deb" "$root/program.deb"
printf '%s\n' "· a bare $release: $(($(seconds) - started)) s"

inside() { # as root, or with AS=clerk as the clerk
    TRIAL_ROOT=$root unshare --mount --pid --fork --kill-child sh -c '
        set -eu
        mount -t proc proc "$TRIAL_ROOT/proc"
        mount --rbind /sys "$TRIAL_ROOT/sys"
        mount --rbind /dev "$TRIAL_ROOT/dev"
        mkdir -p "$TRIAL_ROOT/tmp/.X11-unix"
        if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix "$TRIAL_ROOT/tmp/.X11-unix"; fi
        exec chroot ${AS:+--userspec=$AS:$AS} "$TRIAL_ROOT" env -i HOME="${AS:+/home/}${AS:-/tmp}" LANG=C.UTF-8 \
            PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive ${DISPLAY:+DISPLAY="$DISPLAY"} \
            ${QT_QPA_PLATFORM:+QT_QPA_PLATFORM="$QT_QPA_PLATFORM"} ${http_proxy:+http_proxy="$http_proxy"} sh -c "$1"
    ' sh "$1"
}
clerk() { AS=clerk inside "$1"; }
unset DISPLAY || true

# --- install ---------------------------------------------------------------------------------------------------
started=$(seconds)
expect 'apt installs it with only what it declares' inside 'apt-get -q -y update && apt-get -q -y install --no-install-recommends /lower.deb'
printf '%s\n' "· installed in $(($(seconds) - started)) s"
inside 'useradd -m clerk'
expect 'no library is missing' inside '! find /usr/lib/eduduty -name "*.so*" -type f -o -path "*/eduduty/eduduty" -type f | LD_LIBRARY_PATH=/usr/lib/eduduty/_internal:/usr/lib/eduduty/_internal/PySide6/Qt/lib xargs ldd 2>/dev/null | grep "not found"'
QT_QPA_PLATFORM=offscreen; export QT_QPA_PLATFORM
expect 'the window edits, checks and exports by itself (--smoke, offscreen)' clerk 'eduduty --smoke'
unset QT_QPA_PLATFORM
expect 'without a screen it says what to do (status 2)' clerk 'eduduty open; test $? = 2'
expect 'commands: a sample county, its report, appendix and draft' clerk 'mkdir -p ~/文档/"自评 稿" && eduduty demo -o ~/文档/"自评 稿" --no-window && ls ~/文档/*/*.docx ~/文档/*/*.xlsx ~/文档/*/*.eduduty'

# --- upgrade ---------------------------------------------------------------------------------------------------
before=$(clerk 'cd ~/文档 && find . -type f -exec sha256sum {} + | sort')
expect 'upgrade over the lower version' inside 'apt-get -q -y install --no-install-recommends /program.deb'
expect_not 'no file of the lower version is left' ls "$root/usr/lib/eduduty/_internal/only-in-the-lower-version.txt"
if [ "$(clerk 'cd ~/文档 && find . -type f -exec sha256sum {} + | sort')" = "$before" ]; then good 'draft and reports untouched'; else bad 'draft or reports changed'; fi
expect 'the draft opens in the new version' clerk 'eduduty check ~/文档/*/*.eduduty --json; test $? -le 1'
expect 'repair: apt installs it again over a damaged one' inside 'rm /usr/lib/eduduty/_internal/base_library.zip && apt-get -q -y install --reinstall --no-install-recommends /program.deb && eduduty --version'

# --- the window --------------------------------------------------------------------------------------------------
if [ -n "$picture" ]; then
    inside 'apt-get -q -y install --no-install-recommends fonts-wqy-zenhei' >"$folder/last.log" 2>&1
    Xvfb :97 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
    screen=$!
    DISPLAY=:97; export DISPLAY
    waited=0
    until xwininfo -root >/dev/null 2>&1 || [ "$waited" -ge 50 ]; do sleep 0.2; waited=$((waited + 1)); done
    clerk 'timeout 60 eduduty open ~/文档/*/*.eduduty' >"$folder/window.log" 2>&1 &
    window=$!
    waited=0
    until xwininfo -root -tree 2>/dev/null | grep -q '自评' || [ "$waited" -ge 100 ]; do sleep 0.2; waited=$((waited + 1)); done
    sleep 2 # until the page behind the first paint is built
    expect "the window stands on the screen: $picture" import -window root "$picture"
    expect 'its window is there' sh -c 'xwininfo -root -tree | grep "自评"'
    kill "$window" 2>/dev/null || true
    wait "$window" 2>/dev/null || true
    unset DISPLAY
fi

# --- removal -------------------------------------------------------------------------------------------------------
expect 'desktop entry, MIME type, icons, manual' ls "$root/usr/share/applications/eduduty.desktop" "$root/usr/share/mime/packages/eduduty.xml" \
    "$root/usr/share/icons/hicolor/48x48/apps/eduduty.png"
kept=$(clerk 'cd && find . -type f | sort')
expect 'purge' inside 'apt-get -q -y purge eduduty'
expect_not 'program files are gone' ls "$root/usr/lib/eduduty" "$root/usr/bin/eduduty" "$root/usr/share/applications/eduduty.desktop"
if [ "$(clerk 'cd && find . -type f | sort')" = "$kept" ]; then good 'drafts, backups and settings are still there'; else bad 'files of the user are gone'; fi
if [ -n "$failed" ]; then printf '%s\n' 'something was not as it should be'; exit 1; fi
printf '%s\n' 'all as it should be'
