# Sourced by run.sh and test.sh: brings the machine and .venv into the state that the checkout asks for.
#
#   setup run     what the program needs: Qt's libraries, a Chinese font, .venv with the pinned packages
#   setup test    the same, LibreOffice, a virtual screen and the linters
#
# Whatever is there already is left alone, so a second start costs about a second.
# POSIX sh; expects to be sourced from the checkout's root. Ends with status 2 and says what to do when
# something is missing that it may not install.

# Debian names. "a|b" means either serves: the second is the name on newer releases (Ubuntu 24.04 renamed
# libraries with 64-bit times to …t64).
PACKAGES_QT='libgl1 libegl1 libglib2.0-0|libglib2.0-0t64 libdbus-1-3 libfontconfig1 libxkbcommon0'
PACKAGES_XCB='libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
              libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0
              libxcb-xkb1 libx11-xcb1'
PACKAGES_CHINESE_FONT='fonts-noto-cjk|fonts-wqy-zenhei'
PACKAGES_OFFICE='libreoffice-writer libreoffice-calc'
PACKAGES_TEST='xvfb xauth poppler-utils fonts-liberation2|fonts-liberation'

say() { printf '%s\n' "· $*"; }

give_up() {
    printf '%s\n' "$@" >&2
    exit 2
}

# --- the machine ---------------------------------------------------------------------------------------

package_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Prints those of the given packages that no alternative satisfies.
missing_packages() {
    for wanted in "$@"; do
        found=
        for name in $(printf '%s' "$wanted" | tr '|' ' '); do
            if package_installed "$name"; then found=yes; fi
        done
        if [ -z "$found" ]; then printf '%s ' "$wanted"; fi
    done
}

# Prints the name among the alternatives that this release offers (the first when it offers none, or before
# its lists were ever fetched).
offered_package() {
    for name in $(printf '%s' "$1" | tr '|' ' '); do
        if apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [^(]'; then
            printf '%s ' "$name"
            return
        fi
    done
    printf '%s ' "${1%%|*}"
}

offered_packages() {
    for wanted in "$@"; do offered_package "$wanted"; done
}

install_packages() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        give_up "Some Debian packages are missing and this user may not install them. As root, run:" \
            "  apt-get install --no-install-recommends $(offered_packages "$@")"
    fi
    say "installing Debian packages:" "$@"
    apt_get="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600"
    log=$(mktemp)
    if ! { $apt_get update && $apt_get install --no-install-recommends $(offered_packages "$@"); } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        give_up "apt-get failed (see above). Put that right, or install by hand and start again:" \
            "  apt-get install --no-install-recommends $(offered_packages "$@")"
    fi
    rm -f "$log"
}

has_chinese_font() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]
}

# Prints the first Python that is new enough and can make virtual environments; $PYTHON goes first.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
}

prepare_machine() {
    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "not a Debian-like system: Qt's libraries and a Chinese font are taken to be there"
        return
    fi
    wanted="ca-certificates $PACKAGES_QT $PACKAGES_XCB"
    if ! has_chinese_font; then wanted="$wanted $PACKAGES_CHINESE_FONT"; fi
    if [ -z "$(find_python)" ]; then wanted="$wanted python3 python3-venv"; fi
    if [ "$1" = test ]; then
        wanted="$wanted $PACKAGES_TEST"
        if ! command -v soffice >/dev/null 2>&1; then wanted="$wanted $PACKAGES_OFFICE"; fi
    fi
    missing=$(missing_packages $wanted)
    if [ -n "$missing" ]; then install_packages $missing; fi
}

# --- .venv ---------------------------------------------------------------------------------------------

# Prints a checksum of the given words and files: what a stamp in .venv remembers.
checksum() {
    { printf '%s\n' "$1"; shift; cat "$@"; } | sha256sum | cut -d ' ' -f 1
}

stamp_matches() {
    [ -f ".venv/$1.stamp" ] && [ "$(cat ".venv/$1.stamp")" = "$2" ]
}

prepare_venv() {
    # A virtual environment belongs to one place and one Python: made anew when the checkout was moved or
    # its Python has gone.
    place=$(pwd -P)
    if ! stamp_matches place "$place" || ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
        python=$(find_python)
        if [ -z "$python" ]; then
            give_up "No Python 3.11 or newer with venv was found; install one, or name it: PYTHON=/path/to/python3 sh $0"
        fi
        say "making .venv with $("$python" --version)"
        "$python" -m venv --clear .venv
        printf '%s\n' "$place" >.venv/place.stamp
    fi
    case $1 in
        test) files='requirements/dev.txt' ;; # holds the other two, at the same versions
        *) files='requirements/runtime.txt requirements/build.txt' ;;
    esac
    wanted_stamp=$(checksum "$1" $files)
    if ! stamp_matches "packages-$1" "$wanted_stamp"; then
        say "installing the pinned Python packages of $files"
        options=
        for file in $files; do options="$options -r $file"; done
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes $options
        printf '%s\n' "$wanted_stamp" >".venv/packages-$1.stamp"
    fi
    wanted_stamp=$(checksum project pyproject.toml)
    if ! stamp_matches project "$wanted_stamp"; then
        say "installing the project itself (editable)"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
        printf '%s\n' "$wanted_stamp" >.venv/project.stamp
    fi
}

setup() {
    setup_started=$(date +%s)
    prepare_machine "$1"
    prepare_venv "$1"
    say "set up in $(($(date +%s) - setup_started)) s"
}
