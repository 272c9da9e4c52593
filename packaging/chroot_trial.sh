#!/bin/sh
# Tries the README's two commands on a machine that has nothing: a fresh minimal Debian in a folder.
#
#   sh packaging/chroot_trial.sh [--working-tree] [--keep] [FOLDER]
#
# As root, on a Debian whose release is the one to try, with mmdebstrap. Takes a clone of the last commit, or
# with --working-tree the files as they stand. Where packages come from (apt's sources, pip's configuration,
# certificates, name resolution) is copied from this machine at run time. Ends with the status of the first
# command that failed; the folder (default: a temporary one) is removed unless --keep.
set -eu
checkout=$(cd "$(dirname "$0")/.." && pwd -P)
what=clone
keep=
folder=
for argument in "$@"; do
    case $argument in
        --working-tree) what=tree ;;
        --keep) keep=yes ;;
        -*) printf 'unknown option %s\n' "$argument" >&2; exit 2 ;;
        *) folder=$argument ;;
    esac
done
if [ "$(id -u)" != 0 ] || ! command -v mmdebstrap >/dev/null 2>&1; then
    printf '%s\n' 'This trial needs root and mmdebstrap: apt-get install mmdebstrap' >&2
    exit 2
fi
folder=${folder:-$(mktemp -d)}
root=$folder/root
mkdir -p "$folder"
if [ -e "$root" ]; then
    printf '%s\n' "$root is there already; remove it or name another folder" >&2
    exit 2
fi
clean_up() {
    # Everything was mounted in the trial's own mount namespace, so nothing but plain files is left.
    if [ -n "$keep" ]; then return; fi
    rm -rf --one-file-system "$root" "$folder/clone"
    rm -f "$folder/apt.conf"
    rmdir "$folder" 2>/dev/null || true
}
trap clean_up EXIT
trap 'exit 130' INT TERM

seconds() { date +%s; }
started=$(seconds)

# --- the bare system -----------------------------------------------------------------------------------
release=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
set --
for source in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    if [ -s "$source" ]; then set -- "$@" "$source"; fi
done
apt-config dump | grep -E '^Acquire::(Check-|http|https|Retries|Languages)' >"$folder/apt.conf" || true
mmdebstrap --quiet --mode=root --variant=minbase --aptopt="$folder/apt.conf" "$release" "$root" "$@"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
for file in /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
    if [ -f "$file" ]; then
        mkdir -p "$root${file%/*}"
        cp -L "$file" "$root$file"
    fi
done
# This machine's certificates under a path of their own, so that the trial still has to ask for
# ca-certificates itself.
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    mkdir -p "$root/srv"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/srv/host-certificates.crt"
fi

# --- the checkout --------------------------------------------------------------------------------------
mkdir -p "$root/srv/checkout"
if [ "$what" = clone ]; then
    git clone --quiet --no-hardlinks "$checkout" "$folder/clone"
    cp -a "$folder/clone/." "$root/srv/checkout/"
    rm -rf "$folder/clone"
else
    (cd "$checkout" && git ls-files -co --exclude-standard -z | xargs -0 ls -d 2>/dev/null |
        tar -cf - --files-from=-) | tar -xf - -C "$root/srv/checkout"
fi
printf '%s\n' "· a bare $release ($(du -sm "$root" | cut -f 1) MB) with the checkout: $(($(seconds) - started)) s"

# --- the two commands ----------------------------------------------------------------------------------
# A mount and process namespace of its own: mounts and stray processes end with it.
inside() {
    TRIAL_ROOT=$root unshare --mount --pid --fork --kill-child sh -c '
        set -eu
        mount -t proc proc "$TRIAL_ROOT/proc"
        mount --rbind /sys "$TRIAL_ROOT/sys"
        mount --rbind /dev "$TRIAL_ROOT/dev"
        exec chroot "$TRIAL_ROOT" env -i HOME="$HOME" PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
            ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
            ${PIP_CERT:+PIP_CERT=/srv/host-certificates.crt} \
            sh -c "cd /srv/checkout && $1"
    ' sh "$1"
}
# Copied configuration may name certificates by their usual path, which a bare system lacks until it has
# installed ca-certificates; PIP_CERT goes before it.
if [ -f "$root/srv/host-certificates.crt" ]; then PIP_CERT=${PIP_CERT:-yes}; export PIP_CERT; fi

status=0
for command in 'sh run.sh' 'sh test.sh'; do
    printf '%s\n' "· $command"
    started=$(seconds)
    outcome=0
    inside "$command" || outcome=$?
    printf '%s\n' "· $command: status $outcome after $(($(seconds) - started)) s"
    if [ "$status" = 0 ]; then status=$outcome; fi
done
exit "$status"
