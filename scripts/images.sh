#!/usr/bin/env bash
# Builds the container images of k8s/images from a published product (scripts/publish.sh): sweepcluster:VERSION, and sweepcluster-silo:VERSION or,
# from a product for graphics processors, sweepcluster-silo-cuda:VERSION.
# usage: images.sh PRODUCT [cpu|cuda] [--debian]
#   --debian   on a base of Debian packages and this machine's .NET runtime, for machines that reach no registry but Debian's
# IMAGE_TOOL names the builder: buildah (the default, also without a daemon and inside a container), podman or docker.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
product=$1
torch=${2:-cpu}
base_kind=${3:-}
tool=${IMAGE_TOOL:-buildah}
work=$root/artifacts/images
context=$work/context-$torch
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
revision=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)
epoch=$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)
created=$(date --utc --date="@$epoch" +%Y-%m-%dT%H:%M:%SZ)

# Files of all images are from the same day, so that a layer whose content stays has the same digest and is not sent again.
day=315532800

say() { printf 'images: %s\n' "$*" >&2; }

# FROM TO PATTERN...: moves what matches from one folder into another
move() {
  local from=$1 to=$2 pattern
  mkdir -p "$to"
  for pattern in "${@:3}"; do
    (cd "$from" && find . -maxdepth 1 -name "$pattern" -exec mv -t "$to" {} +)
  done
}

# What the image needs of a published program: files for this platform, without documentation of code.
take() {
  cp -r "$1/." "$2"
  find "$2" -maxdepth 1 -name '*.xml' -delete
  find "$2/runtimes" -mindepth 1 -maxdepth 1 ! -name linux-x64 ! -name linux ! -name unix -exec rm -r {} +
  rm -rf "$2/training" "$2/amd64" "$2/arm64" "$2/x86"
}

prepare_context() {
  rm -rf "$context"
  mkdir -p "$context"/{sweep,training}/packages "$context"/{sweep,training}/own "$context/torch/runtimes/linux-x64/native" "$context/sbom"
  take "$product" "$context/sweep/packages"
  take "$product/training" "$context/training/packages"
  move "$context/sweep/packages" "$context/sweep/own" 'sweep*' 'SweepCluster*' 'THIRD-PARTY-NOTICES.txt'
  move "$context/training/packages" "$context/training/own" 'sweep-trainer*'
  local native=runtimes/linux-x64/native
  # Bindings for Python and libtorch's own tests are of no use here.
  rm -f "$context/training/packages/$native"/{libtorch_python.so,*test*.so}
  move "$context/training/packages/$native" "$context/torch/$native" 'libtorch*' 'libc10*' 'libgomp*' 'libshm*' 'libaoti*' 'libnnapi*' \
    'libbackend*' 'libcu*' 'libnv*' 'libcaffe2*'
  node "$root/k8s/images/sbom.mjs" sweepcluster "$version" "$context/sweep/own/sweep.deps.json" "$@" >"$context/sbom/sweep.cdx.json"
  node "$root/k8s/images/sbom.mjs" sweepcluster-trainer "$version" "$context/training/own/sweep-trainer.deps.json" >"$context/sbom/trainer.cdx.json"
}

# The first of these that this machine has, as Debian renames libraries when their interface changes.
installed() {
  local name
  for name in "$@"; do
    if dpkg-query --show --showformat='${Status}\n' "$name" 2>/dev/null | grep -q ' installed'; then
      printf '%s' "$name"
      return
    fi
  done
  say "none of these packages is installed: $*"
  exit 1
}

# A root file system from a few Debian packages, in the versions that this machine would install, and its .NET runtime.
prepare_debian_root() {
  local folder=$work/debian debs=$work/debs names dotnet runtime part
  [ ! -s "$work/base/root.tar" ] || return 0
  say "putting a base together from Debian packages"
  rm -rf "$folder" "$debs" "$work/base"
  mkdir -p "$folder"/{usr/bin,usr/lib,usr/lib64,usr/sbin,etc/ssl/certs,home/sweep,shared,tmp,usr/share/dotnet} "$debs" "$work/base"
  names=(libc6 libgcc-s1 libstdc++6 zlib1g "$(installed libssl3t64 libssl3)" ca-certificates tzdata)
  for part in bin lib lib64 sbin; do ln -s "usr/$part" "$folder/$part"; done
  (cd "$debs" && apt-get download -qq -o APT::Sandbox::User=root "${names[@]}")
  for part in "$debs"/*.deb; do
    # shellcheck disable=SC2016 # the fields are dpkg's
    dpkg-deb --show --showformat='${Package}\t${Version}\t${Architecture}\n' "$part" >>"$work/base/packages.tsv"
    dpkg --fsys-tarfile "$part" | tar -x --keep-directory-symlink -C "$folder"
  done
  cat "$folder"/usr/share/ca-certificates/mozilla/*.crt >"$folder/etc/ssl/certs/ca-certificates.crt"
  printf 'root:x:0:0:root:/root:/sbin/nologin\napp:x:1654:1654::/home/sweep:/sbin/nologin\n' >"$folder/etc/passwd"
  printf 'root:x:0:\napp:x:1654:\n' >"$folder/etc/group"
  printf 'hosts: files dns\n' >"$folder/etc/nsswitch.conf"
  cp /etc/os-release "$folder/etc/os-release"
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  runtime=$(dotnet --list-runtimes | sed -n 's/^Microsoft.AspNetCore.App \(10\.[^ ]*\) .*/\1/p' | tail -n 1)
  for part in "shared/Microsoft.NETCore.App/$runtime" "shared/Microsoft.AspNetCore.App/$runtime" "host/fxr/$runtime" dotnet LICENSE.txt ThirdPartyNotices.txt; do
    (cd "$dotnet" && cp -r --parents "$part" "$folder/usr/share/dotnet")
  done
  rm -rf "$folder"/usr/share/{doc,man,lintian,ca-certificates,bash-completion} "$folder"/usr/sbin/* "$folder"/usr/bin/* "$folder"/var
  chmod 1777 "$folder/tmp"
  chown -R 1654:1654 "$folder/home/sweep" "$folder/shared"
  tar -C "$folder" --sort=name --mtime="@$day" --numeric-owner -cf "$work/base/root.tar" .
  rm -rf "$folder" "$debs"
}

# TARGET TAG [OPTION...]
build_image() {
  local target=$1 tag=$2
  local options=(--tag "$tag" --build-arg "VERSION=$version" --build-arg "REVISION=$revision" --build-arg "CREATED=$created")
  [ -z "$target" ] || options+=(--target "$target")
  [ -z "$base" ] || options+=(--build-arg "BASE=$base")
  say "building $tag"
  case $tool in
    buildah) buildah build --isolation chroot --layers --timestamp "$day" --quiet "${options[@]}" "${@:3}" ;;
    podman) podman build --layers --timestamp "$day" --quiet "${options[@]}" "${@:3}" ;;
    docker) docker build --quiet "${options[@]}" "${@:3}" ;;
    *) say "IMAGE_TOOL was '$tool'; it must be buildah, podman or docker"; exit 2 ;;
  esac >/dev/null
}

base=${IMAGE_BASE:-}
debian_packages=()
case $base_kind in
  '') ;;
  --debian)
    prepare_debian_root
    build_image '' localhost/sweepcluster-base:debian --file "$root/k8s/images/Containerfile.base" "$work/base"
    base=localhost/sweepcluster-base:debian
    debian_packages=("$work/base/packages.tsv")
    ;;
  *) say "'$base_kind' is no option; allowed: --debian"; exit 2 ;;
esac

prepare_context "${debian_packages[@]}"
suffix=
[ "$torch" = cpu ] || suffix=-$torch
build_image sweep "sweepcluster:$version" --file "$root/k8s/images/Containerfile" "$context"
build_image silo "sweepcluster-silo$suffix:$version" --file "$root/k8s/images/Containerfile" "$context"
