#!/usr/bin/env bash
# Installs what the tests need on Debian, and only what is missing; with arguments, only those packages of it. Elsewhere it says what is missing.
set -euo pipefail

# The program that shows that it is there, and Debian's package of it.
tools='
rpm rpm
rpmbuild rpm
createrepo_c createrepo-c
dnf dnf
rpmlint rpmlint
cpio cpio
podman podman
crun crun
netavark netavark
aardvark-dns aardvark-dns
iptables iptables
dockerd docker.io
docker-registry docker-registry
debootstrap debootstrap
systemd-nspawn systemd-container
clang clang
ld.lld lld
zstd zstd
xz xz-utils
bzip2 bzip2
busybox busybox-static
skopeo skopeo
gpg gnupg
rsync rsync
git git
curl curl
chromium chromium
'
# What has no program of its own: a file that shows it, and its package.
files='
/usr/include/zlib.h zlib1g-dev
/usr/bin/time time
/usr/share/keyrings/debian-archive-keyring.gpg debian-archive-keyring
'

find_program() {
    PATH="$PATH:/usr/sbin:/sbin:/usr/lib/podman" command -v "$1" >/dev/null
}

missing_packages() {
    while read -r program package; do
        [ -z "$program" ] || find_program "$program" || echo "$package"
    done <<<"$tools"
    while read -r file package; do
        [ -z "$file" ] || [ -e "$file" ] || echo "$package"
    done <<<"$files"
}

# Debian's packages start their daemons when installed; the tests start those that they need, and stop them.
policy=/usr/sbin/policy-rc.d
forbid_starting() {
    [ -e "$policy" ] && return
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
}

install() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends "$@" >/dev/null
}

wanted() {
    [ "$#" -gt 1 ] || return 0
    case " ${*:2} " in *" $1 "*) ;; *) return 1 ;; esac
}

# Not by <(…): that needs /proc, which a fresh chroot lacks.
read -ra missing <<<"$(missing_packages | sort -u | while read -r package; do ! wanted "$package" "$@" || echo "$package"; done | tr '\n' ' ')"
[ "${#missing[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Not root on Debian, so these are not installed, and what needs them is left out: ${missing[*]}"
    exit 0
fi

echo "Installing ${missing[*]}"
forbid_starting
install "${missing[@]}" 2>/dev/null || {
    apt-get -qq update
    install "${missing[@]}"
}
