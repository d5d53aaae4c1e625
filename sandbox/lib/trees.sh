# SPDX-License-Identifier: MIT
# Which WordPress and which WooCommerce: found, compared and copied; a named tree is only ever read.
# shellcheck shell=bash

wordpress_version() { sed -nE "s/^\\\$wp_version *= *'([^']+)'.*/\1/p" "$1/wp-includes/version.php"; }
plugin_header() { sed -nE "s/^[ *]*$2: *(.*[^[:space:]])[[:space:]]*$/\1/p" "$1" | head -n 1; }

copy_wordpress() {
	local from=$1
	[ -f "$from/wp-includes/version.php" ] || die "$from holds no WordPress."
	say "copying WordPress $(wordpress_version "$from") from $from"
	rm -rf "$WP"
	# -L: Debian's package is full of links into other packages, outside of what Apache may serve.
	cp -aL "$from" "$WP"
	rm -f "$WP/wp-config.php"
	mkdir -p "$WP/wp-content/plugins" "$WP/wp-content/uploads"
}

copy_woocommerce() {
	local from=$1 target=$WP/wp-content/plugins/woocommerce
	rm -rf "$target"
	if [ -d "$from" ]; then
		cp -aL "$from" "$target"
	else
		rm -rf "$RUN/unzip"
		unzip -q "$from" -d "$RUN/unzip" || die "$from is neither a folder nor a zip."
		mv "$RUN/unzip/woocommerce" "$target" || die "$from holds no folder woocommerce/."
		rm -rf "$RUN/unzip"
	fi
	[ -f "$target/woocommerce.php" ] || die "$from holds no woocommerce.php."
}

# WordPress itself would only refuse to activate; here nothing goes on without WooCommerce.
check_versions() {
	local file=$WP/wp-content/plugins/woocommerce/woocommerce.php have need
	have=$(wordpress_version "$WP")
	need=$(plugin_header "$file" 'Requires at least')
	WC_VERSION=$(plugin_header "$file" Version)
	dpkg --compare-versions "$have" ge "${need:-0}" \
		|| die "WooCommerce $WC_VERSION needs WordPress $need or newer (\"Requires at least: $need\"), this is WordPress $have."
}

# Sets WORDPRESS and WOOCOMMERCE where they were not named, and TREES, what is said of both.
choose_trees() {
	if [ -n "${WORDPRESS:-}" ]; then
		WORDPRESS=$(realpath -e "$WORDPRESS") || die "WORDPRESS: there is no such folder."
		TREES="WordPress from $WORDPRESS"
	else
		die "WORDPRESS= must name a WordPress tree (downloads and the stand-in are not built yet)."
	fi
	if [ -n "${WOOCOMMERCE:-}" ]; then
		WOOCOMMERCE=$(realpath -e "$WOOCOMMERCE") || die "WOOCOMMERCE: there is no such folder or zip."
		TREES+=", WooCommerce from $WOOCOMMERCE"
	elif [ -f "$WORDPRESS/wp-content/plugins/woocommerce/woocommerce.php" ]; then
		WOOCOMMERCE=
		TREES+=" with the WooCommerce in it"
	else
		die "WOOCOMMERCE= must name a WooCommerce folder or zip."
	fi
}

copy_trees() {
	copy_wordpress "$WORDPRESS"
	[ -z "$WOOCOMMERCE" ] || copy_woocommerce "$WOOCOMMERCE"
	check_versions
}
