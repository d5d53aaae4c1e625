# SPDX-License-Identifier: MIT
# Makes a Debian of another branch below $OUT/platforms and runs commands in it; sourced by run, in its mount name space.
# shellcheck shell=bash

# The machine's own mirror of Debian's packages: no address is known here.
mirror() {
	# shellcheck disable=SC2016 # apt's own variables
	apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian Debian //p' | head -n 1
}

# The branch's updates and security fixes, from where the machine has its own; sid has none.
package_lists() {
	local branch=$1 own uri release component
	own=$(. /etc/os-release && echo "$VERSION_CODENAME")
	# shellcheck disable=SC2016 # apt's own variables
	apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' | sed -n 's/^Debian //p' | sort -u |
		while read -r uri release component; do
			[ "$branch" != sid ] || [ "$release" = "$own" ] || continue
			[[ "$release" == "$own"* ]] || continue
			echo "deb $uri ${release/#"$own"/"$branch"} $component"
		done
}

# How the machine's apt reaches it: proxies, time-outs, checks of dates.
apt_settings() {
	apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries|Max-|Force)[^ ]* "[^"]+";$' || true
}

# root_of BRANCH: makes the root if it is not there, brings the checkout into it, and mounts what programs expect.
root_of() {
	local branch=$1 uri
	root=$OUT/platforms/$branch
	if [ ! -e "$root/srv/made" ]; then
		uri=$(mirror)
		[ -n "$uri" ] || { apt-get update -qq; uri=$(mirror); }
		[ -n "$uri" ] || { echo 'platforms: apt knows no mirror of Debian.' >&2; return 1; }
		echo "platforms: debootstrap $branch"
		rm -rf --one-file-system "$root"
		http_proxy=$(apt-config shell proxy Acquire::http::Proxy | sed "s/^proxy='\(.*\)'/\1/") \
			debootstrap --variant=minbase --include=ca-certificates,git,make "$branch" "$root" "$uri" >"$root.debootstrap.log" 2>&1 ||
			{ tail -n 20 "$root.debootstrap.log" >&2; echo "platforms: $branch cannot be had from apt's mirror." >&2; return 1; }
		apt_settings >"$root/etc/apt/apt.conf.d/90machine"
		echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io" # a root that a crash spoils is made anew
		package_lists "$branch" >"$root/etc/apt/sources.list"
		touch "$root/srv/made"
	fi
	lend_machine
	bring_checkout
}

# Devices, name service, certificates, and how npm and Composer reach their registries: lent for the run, not copied.
lend_machine() {
	local file
	mount --bind "$root" "$root" # what makes name spaces of its own in there wants a mount for its /
	mount -t proc proc "$root/proc"
	mount --rbind /dev "$root/dev"
	mount --rbind /sys "$root/sys"
	for file in resolv.conf hosts; do
		cp -L "/etc/$file" "$root/etc/$file"
	done
	if [ -d /usr/local/share/ca-certificates ]; then
		cp -rL /usr/local/share/ca-certificates "$root/usr/local/share/"
		chroot "$root" update-ca-certificates >/dev/null 2>&1
	fi
	for file in .npmrc .config/composer; do
		lend "$HOME/$file" "/root/$file"
	done
}

# lend SOURCE TARGET: a file or folder of the machine, to be read only, at TARGET in the root.
lend() {
	[ -e "$1" ] || return 0
	if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$(dirname "$root$2")" && : >>"$root$2"; fi
	mount --bind "$1" "$root$2" && mount -o remount,bind,ro "$root$2"
}

# What git knows and what is not committed yet. What a run before this one built there stays, nothing of what was built here comes.
bring_checkout() {
	local copy=$root/srv/stockwire
	[ ! -d "$copy/out" ] || mv "$copy/out" "$root/srv/out"
	rm -rf "$copy"
	git -c safe.directory='*' clone -q "file://$PWD" "$copy"
	git ls-files -z --deleted | (cd "$copy" && xargs -0r rm -f)
	git ls-files -z --cached --others --exclude-standard |
		while IFS= read -rd '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
		tar --null -T - -c | tar -x -C "$copy"
	[ ! -d "$root/srv/out" ] || mv "$root/srv/out" "$copy/out"
}

# WORDPRESS and WOOCOMMERCE, as they are called inside.
lend_trees() {
	local name source target
	trees=()
	for name in WORDPRESS WOOCOMMERCE; do
		source=${!name:-}
		[ -n "$source" ] || continue
		target=/srv/trees/$name/$(basename "$source")
		lend "$(realpath "$source")" "$target"
		trees+=("$name=$target")
	done
}

# enter BRANCH COMMAND…: in the checkout; the caller's own make and folders are not known there.
enter() {
	local branch=$1
	shift
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u TMPDIR -u PHP_CONFIG -u PHPIZE -u APXS -u DESTDIR -u STRICT -u STOCKWIRE_PLATFORMS \
		-u WORDPRESS -u WOOCOMMERCE -u SUITES -u OUT HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
		chroot "$OUT/platforms/$branch" bash -c 'cd /srv/stockwire && exec "$@"' enter "$@"
}
