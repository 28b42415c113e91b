#!/usr/bin/env bash
# Installs what SweepCluster needs on this machine and is not in a NuGet package:
#   1. the .NET SDK that global.json asks for (checked; not installed),
#   2. a libstdc++ with GLIBCXX_3.4.32, which TorchSharp 0.107 links against,
#   3. the Fashion-MNIST files,
#   4. Node.js with npm, by which the build fetches the dashboard's browser libraries,
#   5. with --tests: the Redis, PostgreSQL and Prometheus servers that tests of clusters start for themselves, libfaketime,
#      with which fault campaigns set the clocks of silos, Chromium, which tests of the dashboard look through, kubectl, which renders
#      the manifests, and a C compiler, with which tests build a stand-in for NVIDIA's management library,
#   6. with --images: buildah, podman and runc, which build container images and run them.
# Idempotent, and quiet when there is nothing to do.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data_dir=${SWEEP_DATA:-${SWEEP_HOME:-$HOME/.local/share/sweepcluster}/data}/fashion-mnist
debian_dir=/usr/share/datasets/fashion-mnist
needed_symbol=GLIBCXX_3.4.32

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

apt_updated=
apt_install() {
  if [ -z "$apt_updated" ]; then
    apt-get update -qq
    apt_updated=yes
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

check_dotnet() {
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing; install it (https://dotnet.microsoft.com/download) and run again"
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "the .NET SDK on this machine does not satisfy global.json ($(grep -o '"version": "[^"]*"' "$root/global.json"))"
}

libstdcxx_is_new_enough() {
  local library
  library=$(ldconfig -p 2>/dev/null | awk '/libstdc\+\+\.so\.6 .*x86-64/ { print $NF; exit }')
  [ -n "$library" ] && grep -qa "$needed_symbol" "$library"
}

# Debian 12 carries GCC 12's libstdc++. Debian 13 ("trixie") has a newer one that is a drop-in replacement; its suite is
# pinned below everything else, so nothing but this one library is taken from it.
upgrade_libstdcxx() {
  local codename
  codename=$(. /etc/os-release 2>/dev/null && printf '%s' "${VERSION_CODENAME:-}")
  if [ "$codename" != bookworm ]; then
    fail "libstdc++ lacks $needed_symbol, which TorchSharp needs; install the libstdc++ of GCC 13.2 or newer"
  fi
  if [ "$(id -u)" != 0 ]; then
    fail "libstdc++ lacks $needed_symbol, which TorchSharp needs; run once as root: sudo $root/scripts/setup.sh"
  fi

  local mirror
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -v '^#' | grep -oE 'https?://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' ' || true)
  [ -n "$mirror" ] || fail "no Debian mirror found in /etc/apt; add Debian 13's suite by hand and install libstdc++6 from it"

  say "installing libstdc++6 from Debian 13, which TorchSharp needs (about half a minute)"
  printf 'deb %s trixie main\n' "$mirror" >/etc/apt/sources.list.d/sweepcluster-trixie.list
  printf 'Package: *\nPin: release n=trixie\nPin-Priority: 100\n' >/etc/apt/preferences.d/sweepcluster-trixie
  apt-get update -qq
  apt_updated=yes
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -t trixie libstdc++6 >/dev/null
  libstdcxx_is_new_enough || fail "libstdc++6 was installed, but still lacks $needed_symbol"
}

# name and SHA-256 of the uncompressed file (mirrors compress it differently)
dataset_files='
train-images-idx3-ubyte.gz c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888
train-labels-idx1-ubyte.gz bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9
t10k-images-idx3-ubyte.gz 5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b
t10k-labels-idx1-ubyte.gz 0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34
'

dataset_is_there() {
  local name
  for name in $(printf '%s' "$dataset_files" | awk 'NF { print $1 }'); do
    [ -s "$1/$name" ] || return 1
  done
}

download_dataset() {
  local name digest
  mkdir -p "$data_dir"
  printf '%s' "$dataset_files" | while read -r name digest; do
    [ -n "$name" ] || continue
    [ -s "$data_dir/$name" ] && continue
    say "downloading $name"
    curl -fsSL --retry 2 --max-time 300 -o "$data_dir/$name.part" \
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/$name" || return 1
    [ "$(gunzip -c "$data_dir/$name.part" | sha256sum | cut -d' ' -f1)" = "$digest" ] || return 1
    mv "$data_dir/$name.part" "$data_dir/$name"
  done
}

install_dataset() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing the Debian package dataset-fashion-mnist"
    apt_install dataset-fashion-mnist && dataset_is_there "$debian_dir" && return
  fi
  download_dataset ||
    fail "Fashion-MNIST could not be fetched; put its four .gz files into $data_dir (or install dataset-fashion-mnist)"
}

install_npm() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    fail "npm is missing, by which the build fetches the dashboard's browser libraries; install Node.js 18 or newer with npm"
  fi

  say "installing nodejs and npm for the build of the dashboard"
  apt_install nodejs npm
}

# Debian 12's Prometheus is old; where its next release's suite is at hand, the newer one needs nothing else from it.
prometheus_package() {
  if [ -e /etc/apt/sources.list.d/sweepcluster-trixie.list ]; then echo prometheus/trixie; else echo prometheus; fi
}

# Runs a command during which the services of new packages are not started, whatever starts them on this machine.
without_services() {
  local policy=/usr/sbin/policy-rc.d code=0
  [ -e "$policy" ] && { "$@"; return; }
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  "$@" || code=$?
  rm -f "$policy"
  return "$code"
}

faketime_is_there() { compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null; }
postgres_is_there() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
prometheus_is_there() { command -v prometheus && command -v promtool; }

# Tests start servers of their own in temporary folders, so the packages' own services are kept from starting.
install_servers() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    fail "the tests need redis-server, PostgreSQL, Prometheus, libfaketime, Chromium and gcc; install the packages redis-server, postgresql, prometheus, faketime, chromium, gcc and libc6-dev"
  fi

  say "installing redis-server, postgresql, prometheus, faketime, chromium and gcc for the tests"
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  without_services apt_install redis-server postgresql faketime chromium gcc libc6-dev
  prometheus_is_there >/dev/null || without_services apt_install --no-install-recommends "$(prometheus_package)"
}

# Debian 12's own is too old for the components of kustomize; the suite that libstdc++ came from has a newer one.
install_kubectl() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    fail "the tests need kubectl 1.27 or newer, which renders the manifests in k8s; install it (https://kubernetes.io/docs/tasks/tools)"
  fi

  say "installing kubectl for the tests"
  if [ -e /etc/apt/sources.list.d/sweepcluster-trixie.list ]; then
    apt_install -t trixie kubernetes-client
  else
    apt_install kubernetes-client
  fi
}

install_image_tools() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    fail "images need buildah, and their tests podman and runc; install these packages"
  fi

  say "installing buildah, podman and runc"
  apt_install --no-install-recommends buildah podman runc
}

check_dotnet
libstdcxx_is_new_enough || upgrade_libstdcxx
command -v npm >/dev/null || install_npm
dataset_is_there "$debian_dir" || dataset_is_there "$data_dir" || install_dataset
if [ "${1:-}" = --tests ] && ! {
  command -v redis-server && command -v chromium && command -v gcc && postgres_is_there && prometheus_is_there && faketime_is_there
} >/dev/null; then
  install_servers
fi
if [ "${1:-}" = --tests ]; then
  command -v kubectl >/dev/null || install_kubectl
fi
if [ "${1:-}" = --images ] && ! { command -v buildah && command -v podman && command -v runc; } >/dev/null; then
  install_image_tools
fi
