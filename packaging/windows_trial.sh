#!/bin/sh
# Tries the Windows setup program under wine: install, upgrade, refusals, repair, uninstall, all silently.
#
#   sh packaging/windows_trial.sh [FOLDER]
#
# Needs makensis and 64-bit wine (Debian: nsis wine wine64). A stand-in takes the place of the program, since a Qt
# window does not run under wine: the logic of the installer is what is tried. Prints each step with what it found;
# ends with 1 if anything was not as it should be.
set -eu
checkout=$(cd "$(dirname "$0")/.." && pwd -P)
work=${1:-$(mktemp -d)}
mkdir -p "$work"
for tool in makensis wine python3; do
    command -v "$tool" >/dev/null 2>&1 || { printf '%s\n' "$tool is missing" >&2; exit 2; }
done
export WINEPREFIX="$work/prefix" WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml=' LC_ALL=C.UTF-8
drive="$WINEPREFIX/drive_c"
failed=
good() { printf '  ok    %s\n' "$1"; }
bad() { printf '  WRONG %s\n' "$1"; failed=yes; }
expect() { # TEXT COMMAND…
    told=$1; shift
    if "$@" >/dev/null 2>&1; then good "$told"; else bad "$told"; fi
}
expect_not() { told=$1; shift; if "$@" >/dev/null 2>&1; then bad "$told"; else good "$told"; fi; }
status_is() { # STATUS TEXT COMMAND…
    wanted=$1 told=$2; shift 2
    status=0
    timeout 120 "$@" >/dev/null 2>&1 || status=$?
    if [ "$status" = "$wanted" ]; then good "$told: status $status"; else bad "$told: status $status, not $wanted"; fi
}
value() { wine reg query "$1" ${2:+/v "$2"} 2>/dev/null | tr -d '\r'; }
value_is() { # KEY NAME TEXT
    if value "$1" "$2" | grep -qF -- "$3"; then good "registry $2 = $3"; else bad "registry $1 $2 is not $3"; fi
}

printf '%s\n' '· a stand-in for the program, and installers of three versions around it'
stand_in() { # TEXT FILE: a program that waits, so that it can be seen running
    printf '%s\n' 'Unicode true' 'SilentInstall silent' 'RequestExecutionLevel user' "OutFile \"$2\"" \
        'Section' "  ; $1" '  Sleep 30000' 'SectionEnd' >"$work/stand_in.nsi"
    makensis -V1 -X'Target amd64-unicode' "$work/stand_in.nsi"
}
for version in 0.0.9 0.1.0 0.2.0; do
    payload="$work/payload-$version"
    mkdir -p "$payload/_internal/sub" "$payload/licences"
    stand_in "$version" "$payload/eduduty.exe"
    cp "$payload/eduduty.exe" "$payload/eduduty-cli.exe"
    printf '%s\n' "$version" >"$payload/_internal/version.txt"
    printf '%s\n' "$version" >"$payload/_internal/sub/only-in-$version.dll"
    printf '%s\n' "$version" >"$payload/licences/NOTICE.txt"
    PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$checkout/packaging" python3 - "$payload" "$work/setup-$version.exe" "$version" <<'END'
import sys
from pathlib import Path
from windows_package import compile_installer
compile_installer(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], "-XTarget amd64-unicode")
END
done
timeout 300 wineboot -i >/dev/null 2>&1 || true
status_is 3 "wine's usual Windows 7" wine "$work/setup-0.1.0.exe" /S
wine winecfg -v win10 >/dev/null 2>&1
user=$(ls "$drive/users" | grep -v Public | head -n 1)
home="$drive/users/$user"
local="$home/AppData/Local"
program="$local/Programs/Eduduty"
uninstall='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Eduduty'
menu="$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/教育履职自评.lnk"
desktop="$home/Desktop/教育履职自评.lnk"
draft="$home/Documents/教育履职自评/张三 的 县.eduduty"
backup="$local/eduduty/backups/one.eduduty"
mkdir -p "$(dirname "$draft")" "$(dirname "$backup")"
printf 'draft' >"$draft"; printf 'backup' >"$backup"
before=$(sha256sum "$draft" "$backup")
untouched() { if [ "$(sha256sum "$draft" "$backup")" = "$before" ]; then good "$1"; else bad "$1"; fi; }

printf '%s\n' '· install 0.0.9 for this user'
status_is 0 'setup-0.0.9 /S' wine "$work/setup-0.0.9.exe" /S
expect 'program, command line, libraries, licences, uninstaller' \
    ls "$program/eduduty.exe" "$program/eduduty-cli.exe" "$program/_internal/version.txt" "$program/licences/NOTICE.txt" "$program/uninstall.exe"
expect 'start menu' test -f "$menu"
expect 'desktop' test -f "$desktop"
value_is "$uninstall" DisplayVersion 0.0.9
value_is 'HKCU\Software\Classes\Eduduty.Draft\shell\open\command' '' 'eduduty.exe" open "%1"'
value_is 'HKCU\Software\Classes\.eduduty' '' Eduduty.Draft

printf '%s\n' '· upgrade to 0.1.0, the desktop shortcut having been thrown away'
rm -f "$desktop"
printf 'mine' >"$program/我的草稿.eduduty"
status_is 0 'setup-0.1.0 /S' wine "$work/setup-0.1.0.exe" /S
value_is "$uninstall" DisplayVersion 0.1.0
expect 'new files' grep -q 0.1.0 "$program/_internal/version.txt"
expect_not 'no file of the old version left' test -e "$program/_internal/sub/only-in-0.0.9.dll"
expect_not 'no half-done folders left' ls -d "$program/_new" "$program/_old"
expect_not 'the desktop stays as the user left it' test -e "$desktop"
untouched 'draft and backup untouched'

printf '%s\n' '· repair: a damaged file comes back'
rm -f "$program/_internal/version.txt"
status_is 0 'setup-0.1.0 /S again' wine "$work/setup-0.1.0.exe" /S
expect 'the file is back' test -f "$program/_internal/version.txt"

printf '%s\n' '· refusals'
status_is 6 'an older version over a newer one' wine "$work/setup-0.0.9.exe" /S
expect 'the newer one is still there' grep -q 0.1.0 "$program/_internal/version.txt"
timeout 60 wine "$program/eduduty.exe" >/dev/null 2>&1 & stand_in_runs=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
    if wine tasklist 2>/dev/null | grep -qi '^eduduty.exe'; then break; fi
    sleep 0.3
done
status_is 5 'while the program runs' wine "$work/setup-0.2.0.exe" /S
expect 'nothing was changed' grep -q 0.1.0 "$program/_internal/version.txt"
status_is 5 'uninstalling while it runs' wine "$program/uninstall.exe" /S "_?=$(winepath -w "$program")"
kill "$stand_in_runs" 2>/dev/null || true
wine taskkill /f /im eduduty.exe >/dev/null 2>&1 || true
wait "$stand_in_runs" 2>/dev/null || true
cut_short() { head -c "$(($(wc -c <"$1") - 9000))" "$1" >"$2"; }
cut_short "$work/setup-0.2.0.exe" "$work/damaged.exe"
status=0; timeout 120 wine "$work/damaged.exe" /S >/dev/null 2>&1 || status=$?
if [ "$status" != 0 ]; then good "a damaged installer: status $status"; else bad 'a damaged installer went on'; fi
expect 'nothing was changed' grep -q 0.1.0 "$program/_internal/version.txt"
wine winecfg -v win81 >/dev/null 2>&1
status_is 3 'Windows 8.1' wine "$work/setup-0.2.0.exe" /S
wine winecfg -v win10 >/dev/null 2>&1

small="$work/small"
mkdir -p "$small"
if mount -t tmpfs -o size=600k tmpfs "$small" 2>/dev/null; then
    ln -sfn "$small" "$WINEPREFIX/dosdevices/f:"
    status_is 4 'a full disk' wine "$work/setup-0.2.0.exe" /S '/D=F:\Eduduty'
    expect_not 'nothing was left there' ls "$small/Eduduty"
    umount "$small"
    rm -f "$WINEPREFIX/dosdevices/f:"
fi

printf '%s\n' '· into a folder with Chinese and spaces'
status_is 0 'setup-0.2.0 /S /NODESKTOP /D=' wine "$work/setup-0.2.0.exe" /S /NODESKTOP '/D=C:\教育' '局\自评' '程序'
expect 'it lies there' test -f "$drive/教育 局/自评 程序/eduduty.exe"
status_is 0 'uninstalled' wine "$drive/教育 局/自评 程序/uninstall.exe" /S '_?=C:\教育' '局\自评' '程序'
expect_not 'its files are gone' ls "$drive/教育 局/自评 程序/eduduty.exe" "$drive/教育 局/自评 程序/_internal"

printf '%s\n' '· uninstall'
status_is 0 'setup-0.2.0 /S' wine "$work/setup-0.2.0.exe" /S "/D=$(winepath -w "$program")"
status_is 0 'uninstall /S' wine "$program/uninstall.exe" /S "_?=$(winepath -w "$program")"
expect_not 'program files are gone' ls "$program/eduduty.exe" "$program/_internal" "$program/licences"
expect 'a draft saved among them is still there' test -f "$program/我的草稿.eduduty"
expect_not 'shortcuts are gone' ls "$menu" "$desktop"
expect_not 'association is gone' wine reg query 'HKCU\Software\Classes\Eduduty.Draft'
expect_not 'entry of 应用和功能 is gone' wine reg query "$uninstall"
untouched 'draft and backup untouched'

printf '%s\n' '· for all users'
status_is 0 'setup-0.2.0 /S /ALLUSERS' wine "$work/setup-0.2.0.exe" /S /ALLUSERS
expect 'in Program Files' test -f "$drive/Program Files/Eduduty/eduduty.exe"
value_is 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Eduduty' DisplayVersion 0.2.0
status_is 0 'uninstall /S, as 应用和功能 calls it' wine "$drive/Program Files/Eduduty/uninstall.exe" /S
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do # it goes on in a copy of itself
    if [ ! -e "$drive/Program Files/Eduduty" ]; then break; fi
    sleep 0.5
done
expect_not 'gone again' ls "$drive/Program Files/Eduduty"
wineserver -k 2>/dev/null || true
if [ -n "$failed" ]; then printf '%s\n' 'something was not as it should be'; exit 1; fi
printf '%s\n' 'all as it should be'
