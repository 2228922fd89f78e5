#!/usr/bin/env bash
# Builds the private Debian root file system that holds PostgreSQL with DocumentDB and RabbitMQ.
#
#   rootfs.sh <target> <one-line apt source> [apt option...]
#
# It grows under a temporary name and is renamed when complete, so a target that exists is whole.
# Its last line, etc/hotline-release, records what is installed; without it the target is half-made
# and is built again. Nothing outside the target's folder is touched.
set -euo pipefail
export LC_ALL=C
umask 022

target=$1 source=$2
shift 2
recipe=1
packages=(postgresql-18-documentdb postgresql-18 rabbitmq-server erlang-base)

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

# Deleting through a forgotten mount would reach the machine itself: unmount first, stay on one device.
discard() {
  local path=$1 mounted
  [ -e "$path" ] || return 0
  awk -v p="$path/" 'index($5 "/", p) == 1 { print $5 }' /proc/self/mountinfo | sort -r |
    while IFS= read -r mounted; do umount --lazy -- "$mounted"; done
  rm -rf --one-file-system -- "$path"
}

mkdir -p -- "$(dirname -- "$target")"
exec 9>"$target.lock"
flock 9
if [ -f "$target/etc/hotline-release" ]; then
  exit 0
fi
discard "$target"
discard "$target.building"
trap 'discard "$target.building"' EXIT

options=(--variant=minbase --mode=root --format=directory
  --aptopt='APT::Install-Recommends "false"'
  --aptopt='Acquire::Check-Valid-Until "false"'
  --aptopt='Acquire::Retries "3"')
for option in "$@"; do
  options+=(--aptopt="$option")
done
# Servers must not start while they are installed, and clusters are made by the start command.
options+=(--essential-hook='mkdir -p "$1/etc/postgresql-common" && echo "create_main_cluster = false" > "$1/etc/postgresql-common/createcluster.conf"'
  --essential-hook='printf "#!/bin/sh\nexit 101\n" > "$1/usr/sbin/policy-rc.d" && chmod 755 "$1/usr/sbin/policy-rc.d"'
  --dpkgopt=path-exclude=/usr/share/man/* --dpkgopt=path-exclude=/usr/share/doc/*
  --dpkgopt=path-include=/usr/share/doc/*/copyright --dpkgopt=path-exclude=/usr/share/locale/*)

mmdebstrap "${options[@]}" --include="$(IFS=,; echo "${packages[*]}")" \
  forky "$target.building" "$source" 9>&- ||
  fail "mmdebstrap could not build the root file system; the lines above say where it stopped." 2

installed() {
  dpkg-query --admindir="$target.building/var/lib/dpkg" --show --showformat='${Version}' "$1"
}
at_least() {
  dpkg --compare-versions "$(installed "$1")" ge "$2" ||
    fail "The Debian source offers $1 $(installed "$1"), but $2 or newer is needed." 3
}
at_least postgresql-18-documentdb 1.0
at_least rabbitmq-server 4.0

{
  echo "recipe=$recipe"
  for package in "${packages[@]}"; do
    echo "$package=$(installed "$package")"
  done
} >"$target.building/etc/hotline-release"
chmod 755 -- "$target.building"
mv -T -- "$target.building" "$target"
