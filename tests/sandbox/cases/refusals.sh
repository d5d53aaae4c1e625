# SPDX-License-Identifier: MIT
# What up refuses, each with a sentence, and without harm to the shop that runs.
# shellcheck shell=bash

# refused SENTENCE SETTING…: up must fail and say so.
refused() {
	local sentence=$1
	shift
	if env "$@" "$ROOT/sandbox/up" >"$WORK/said" 2>&1; then
		echo "it went on"
		return 1
	fi
	cat "$WORK/said"
	grep -qF "$sentence" "$WORK/said"
}

# Only the two files that tell the versions: enough to be refused by.
old_wordpress() {
	mkdir -p "$WORK/old/wp-includes" "$WORK/new-shop"
	printf "<?php\n\$wp_version = '6.1.9';\n" >"$WORK/old/wp-includes/version.php"
	printf '<?php\n/**\n * Plugin Name: WooCommerce\n * Version: 11.0.1\n * Requires at least: 6.9\n */\n' >"$WORK/new-shop/woocommerce.php"
	refused 'WooCommerce 11.0.1 needs WordPress 6.9 or newer ("Requires at least: 6.9"), this is WordPress 6.1.9.' \
		WORDPRESS="$WORK/old" WOOCOMMERCE="$WORK/new-shop"
}

foreign_folder() {
	local out=$WORK/foreign
	mkdir -p "$out"
	taken=${TMPDIR:-/tmp}/stockwire-$(printf '%s' "$out" | sha256sum | cut -c1-10)
	install -d -o www-data "$taken"
	trap 'rmdir "$taken"' EXIT
	refused 'belongs to somebody else' OUT="$out"
}

still_up() { [ "$(status_of /wp-json/)" = 200 ]; }

check "a WooCommerce on an older WordPress is refused with its sentence" old_wordpress
check "a tree without WordPress is refused" refused 'holds no WordPress' WORDPRESS="$WORK" WOOCOMMERCE="$WORK"
check "a tree that is not there is refused" refused 'there is no such folder' WORDPRESS="$WORK/nowhere"
check "event with mod_php is refused" refused "mod_php only runs under prefork" SAPI=mod_php MPM=event
check "a lane that is none is refused" refused "LANE is rest or fast" LANE=slow
check "a number that is none is refused" refused "PRODUCTS is a number" PRODUCTS=many
check "a folder that somebody else made in our name is refused" foreign_folder
check "the running shop outlived all of that" still_up
