#!/usr/bin/env bash
# Runs one server inside the private root file system, seen from nowhere else.
#
#   enter.sh <root file system> <uid> <gid> <data folder> <command> [argument...]
#
# The caller starts it under `unshare --mount --pid --ipc --fork --kill-child`, so that every mount
# below ends with the server and a SIGKILL takes all its children along. The root file system is
# read-only and shared by every instance; what a server may write is its data folder at /mnt/data
# and a few memory file systems.
set -euo pipefail
export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

root=$1 uid=$2 gid=$3 data=$4
shift 4

mount --bind -- "$root" "$root"
mount -o remount,bind,ro -- "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755,size=1m tmpfs "$root/dev"
for device in null zero full random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=1777 tmpfs "$root/run"
mount -t tmpfs -o mode=755,size=1m tmpfs "$root/mnt"
mkdir "$root/mnt/data"
mount --bind -- "$data" "$root/mnt/data"

cd /
exec chroot --userspec="$uid:$gid" --groups= -- "$root" "$@"
