# SPDX-License-Identifier: MIT
# Which WordPress and which WooCommerce: chosen, compared and copied; a named tree is only ever read.
# shellcheck shell=bash disable=SC2034

# Versions that go together; both are downloaded, or neither.
WORDPRESS_URL=https://wordpress.org/wordpress-6.9.tar.gz
WOOCOMMERCE_URL=https://downloads.wordpress.org/plugin/woocommerce.9.9.5.zip
DEBIAN_WORDPRESS=/usr/share/wordpress
STANDIN=$ROOT/sandbox/woocommerce

wordpress_version() { sed -nE "s/^\\\$wp_version *= *'([^']+)'.*/\1/p" "$1/wp-includes/version.php"; }
plugin_header() { sed -nE "0,/^[ *]*$1:/s/^[ *]*$1: *(.*[^[:space:]])[[:space:]]*$/\1/p"; }
holds_woocommerce() { [ -f "$1/wp-content/plugins/woocommerce/woocommerce.php" ]; }

# Sets WORDPRESS and WOOCOMMERCE where they were not named, and TREES, what is said of both.
choose_trees() {
	local named=${WORDPRESS:-}
	if [ -n "$named" ]; then
		WORDPRESS=$(realpath -e "$named") || die "WORDPRESS=$named: there is no such folder."
	fi
	if [ -n "${WOOCOMMERCE:-}" ]; then
		WOOCOMMERCE=$(realpath -e "$WOOCOMMERCE") || die "WOOCOMMERCE=$WOOCOMMERCE: there is no such folder or zip."
		[ -n "$named" ] || choose_wordpress
	elif [ -z "$named" ]; then
		choose_both
	elif ! holds_woocommerce "$WORDPRESS"; then
		choose_woocommerce
	fi
	[ -f "$WORDPRESS/wp-includes/version.php" ] || die "$WORDPRESS holds no WordPress."
	check_versions
	TREES="WordPress $(wordpress_version "$WORDPRESS") from $WORDPRESS, $(woocommerce_words)"
}

woocommerce_words() {
	if [ -z "${WOOCOMMERCE:-}" ]; then
		echo "with the WooCommerce in it"
	elif [ "$WOOCOMMERCE" = "$STANDIN" ]; then
		echo "with the stand-in for WooCommerce (sandbox/woocommerce)"
	else
		echo "with WooCommerce from $WOOCOMMERCE"
	fi
}

choose_wordpress() {
	if [ "$WOOCOMMERCE" != "$STANDIN" ] && download "$WORDPRESS_URL" wordpress; then
		WORDPRESS=$CACHE/wordpress
	else
		need_debian_wordpress
		WORDPRESS=$DEBIAN_WORDPRESS
	fi
}

choose_woocommerce() {
	if download "$WOOCOMMERCE_URL" woocommerce; then WOOCOMMERCE=$CACHE/woocommerce; else use_standin; fi
}

choose_both() {
	if download "$WORDPRESS_URL" wordpress && download "$WOOCOMMERCE_URL" woocommerce; then
		WORDPRESS=$CACHE/wordpress
		WOOCOMMERCE=$CACHE/woocommerce
		return
	fi
	need_debian_wordpress
	WORDPRESS=$DEBIAN_WORDPRESS
	use_standin
}

use_standin() {
	[ -f "$STANDIN/woocommerce.php" ] || die "WooCommerce cannot be downloaded and there is no $STANDIN; name one with WOOCOMMERCE=."
	WOOCOMMERCE=$STANDIN
}

need_debian_wordpress() {
	[ -f "$DEBIAN_WORDPRESS/wp-includes/version.php" ] \
		|| die "WordPress cannot be downloaded, and Debian's package \"wordpress\" is not installed; name a tree with WORDPRESS=."
}

# Unpacks a download into the cache; fails fast where it cannot be reached, and
# remembers that for a day: an up that only looks must not wait each time.
download() {
	local url=$1 name=$2 miss=$CACHE/$2.unreachable new=$CACHE/$2.new
	[ ! -d "$CACHE/$name" ] || return 0
	mkdir -p "$CACHE"
	if [ -n "$(find "$miss" -mtime -1 2>/dev/null)" ]; then
		return 1
	fi
	if ! curl -fsIL --connect-timeout 3 --max-time 6 -o /dev/null "$url" 2>/dev/null; then
		say "$url cannot be reached"
		touch "$miss"
		return 1
	fi
	say "downloading $url"
	rm -rf "$new"
	mkdir -p "$new"
	curl -fsSL --connect-timeout 5 --max-time 300 -o "$new/archive" "$url" || return 1
	case $url in
	*.zip) unzip -q "$new/archive" -d "$new" ;;
	*) tar -xzf "$new/archive" -C "$new" ;;
	esac || return 1
	mv "$new/$name" "$CACHE/$name"
	rm -rf "$new" "$miss"
}

copy_trees() {
	say "copying WordPress $(wordpress_version "$WORDPRESS")"
	rm -rf "$WP"
	copy_tree "$WORDPRESS" "$WP"
	rm -f "$WP/wp-config.php" "$WP/.htaccess"
	mkdir -p "$WP/wp-content/plugins" "$WP/wp-content/themes" "$WP/wp-content/uploads"
	[ -z "${WOOCOMMERCE:-}" ] || copy_woocommerce
}

copy_woocommerce() {
	local target=$WP/wp-content/plugins/woocommerce
	rm -rf "$target"
	if [ -d "$WOOCOMMERCE" ]; then
		copy_tree "$WOOCOMMERCE" "$target"
	else
		rm -rf "$RUN/unzip"
		unzip -q "$WOOCOMMERCE" -d "$RUN/unzip" || die "$WOOCOMMERCE is neither a folder nor a zip."
		mv "$RUN/unzip/woocommerce" "$target" || die "$WOOCOMMERCE holds no folder woocommerce/."
		rm -rf "$RUN/unzip"
	fi
}

# Debian's package links into other packages, where Apache may not look: links
# become what they point to, and those that point nowhere go.
copy_tree() {
	local from=$1 to=$2 link
	cp -a "$from" "$to"
	find "$from" -type l -printf '%P\0' | while IFS= read -r -d '' link; do
		rm -f "$to/$link"
		[ ! -e "$from/$link" ] || cp -aL "$from/$link" "$to/$link"
	done
}

# The head of woocommerce.php, from a folder, a zip, or the WordPress tree itself.
woocommerce_main_file() {
	local from=${WOOCOMMERCE:-$WORDPRESS/wp-content/plugins/woocommerce}
	if [ -d "$from" ]; then
		cat "$from/woocommerce.php"
	else
		unzip -p "$from" woocommerce/woocommerce.php
	fi 2>/dev/null || die "$from holds no WooCommerce (no woocommerce.php)."
}

# WordPress itself would only refuse to activate; here nothing goes on without WooCommerce.
check_versions() {
	local file have need
	file=$(woocommerce_main_file) || exit 1
	have=$(wordpress_version "$WORDPRESS")
	need=$(plugin_header 'Requires at least' <<<"$file")
	WC_VERSION=$(plugin_header Version <<<"$file")
	dpkg --compare-versions "$have" ge "${need:-0}" \
		|| die "WooCommerce $WC_VERSION needs WordPress $need or newer (\"Requires at least: $need\"), this is WordPress $have."
}

# Changes of the stand-in make another shop; the trees that are named do not change under us.
standin_state() {
	[ "${WOOCOMMERCE:-}" != "$STANDIN" ] || (cd "$STANDIN" && find . -type f -exec sha256sum {} + | sort | sha256sum)
}
