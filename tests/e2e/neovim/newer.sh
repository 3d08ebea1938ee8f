#!/usr/bin/env bash
# Puts the Neovim of Debian 13 (0.10.4), or of another suite, with the libraries it needs into a folder, beside whatever the system
# has: its packages are downloaded through an apt that has its own state, unpacked, and never installed.
# Usage: newer.sh FOLDER [SUITE]; the folder gets `nvim`.
set -euo pipefail
to=$(mkdir -p "$1" && cd "$1" && pwd)
suite=${2:-trixie}
[ -x "$to/nvim" ] && exit 0
apt=$(mktemp -d)
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt"/{lists/partial,cache/archives/partial,etc}
touch "$apt/status"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keys] http://deb.debian.org/debian $suite main" >"$apt/etc/sources.list"
options=(
    -o Dir::State="$apt" -o Dir::State::status="$apt/status" -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache"
    -o Dir::Etc::sourcelist="$apt/etc/sources.list" -o Dir::Etc::sourceparts=- -o Debug::NoLocking=1 -o APT::Sandbox::User=root
)
apt-get "${options[@]}" -qq update
apt-get "${options[@]}" -qq -y --no-install-recommends --download-only install neovim >/dev/null
mkdir -p "$to/root"
for package in "$apt"/cache/archives/*.deb; do
    case ${package##*/} in
    neovim* | lua* | libluajit* | libmsgpack* | libtree-sitter* | libunibilium* | libuv* | libvterm* | libc6_* | libgcc* | libtermkey* | libutf8proc*)
        dpkg-deb --extract "$package" "$to/root"
        ;;
    esac
done
# Started by the loader of its own C library, which the system's may be too old for.
loader=$(find "$to/root" -name 'ld-linux*.so*' | head -1)
libraries=$(find "$to/root" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
cat >"$to/nvim.new" <<END
#!/bin/sh
export VIMRUNTIME='$to/root/usr/share/nvim/runtime'
exec '$loader' --library-path '$libraries' '$to/root/usr/bin/nvim' "\$@"
END
chmod +x "$to/nvim.new"
"$to/nvim.new" --version >/dev/null
mv "$to/nvim.new" "$to/nvim"
