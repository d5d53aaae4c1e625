# SPDX-License-Identifier: MIT
# The servers: whose they are, what they serve, on each stack.
# shellcheck shell=bash disable=SC1091,SC2016

env_of() { (. "$OUT/sandbox/env" && printf '%s' "${!1}"); }
status_of() { curl -s -o /dev/null -w '%{http_code}' --max-time 30 "$(env_of SITE_URL)$1"; }
ours() { pgrep -f "$(readlink -f "$OUT/sandbox")/" || true; }
pids() { cat "$OUT/sandbox/apache/apache2.pid" "$OUT/sandbox/db/mariadbd.pid"; }

site_answers() {
	[ "$(status_of /)" = 200 ]
	[ "$(status_of /wp-json/)" = 200 ]
	[ "$(status_of /wp-login.php)" = 200 ]
}

permalink_is_rewritten() {
	local url
	url=$("$ROOT/sandbox/php" -r 'require "'"$ROOT"'/sandbox/setup/load.php"; $p = get_posts(array("post_type" => "product", "numberposts" => 1)); echo get_permalink($p[0]);')
	[[ $url == */product/* ]]
	[ "$(curl -s -o /dev/null -w '%{http_code}' --max-time 30 "$url")" = 200 ]
}

no_process_is_roots() {
	local pid user
	for pid in $(ours); do
		user=$(stat -c %U "/proc/$pid") || continue
		case $user in mysql | www-data) ;; *) ps -fp "$pid"; return 1 ;; esac
	done
	[ "$(ours | wc -l)" -ge 2 ]
}

only_loopback_is_listened_on() {
	local port=${1:-$(env_of SITE_URL | sed 's/.*://')}
	# /proc/net/tcp: local address in hex, state 0A is LISTEN.
	awk -v port="$(printf ':%04X' "$port")" '$4 == "0A" && substr($2, length($2) - 4) == port { print $2 }' /proc/net/tcp | grep -x "0100007F$(printf ':%04X' "$port")" >/dev/null
}

second_up_does_nothing() {
	local before
	before=$(pids)
	"$ROOT/sandbox/up" >"$WORK/said"
	grep -q 'already up' "$WORK/said"
	[ "$before" = "$(pids)" ]
}

# A page of our own tells which PHP runs it.
runs_as() {
	SAPI=$1 MPM=$2 "$ROOT/sandbox/up"
	echo '<?php echo PHP_SAPI, " ", function_exists( "posix_getpwuid" ) ? posix_getpwuid( posix_geteuid() )["name"] : "";' >"$(env_of WP_PATH)/sapi.php"
	chmod 644 "$(env_of WP_PATH)/sapi.php"
	[ "$(curl -s --max-time 30 "$(env_of SITE_URL)/sapi.php")" = "$3 www-data" ]
	[ "$(status_of /wp-json/)" = 200 ]
}

# As a person would: log in, open Products, look for a code and its number.
admin_list_shows_stock() {
	local jar=$WORK/cookies url
	url=$(env_of SITE_URL)
	curl -s -o /dev/null --max-time 30 -c "$jar" "$url/wp-login.php"
	curl -s -o /dev/null --max-time 30 -b "$jar" -c "$jar" --data-urlencode "log=$(env_of ADMIN_USER)" \
		--data-urlencode "pwd=$(env_of ADMIN_PASSWORD)" -d testcookie=1 "$url/wp-login.php"
	curl -s --max-time 60 -b "$jar" "$url/wp-admin/edit.php?post_type=product&s=SW-000032" >"$WORK/page"
	grep -q 'SW-000032' "$WORK/page"
	grep -q 'column-sku' "$WORK/page"
	sed 's/<[^>]*>//g' "$WORK/page" >"$WORK/text"
	grep -qF '(105)' "$WORK/text"
}

loads_on_the_command_line() {
	local version
	version=$("$ROOT/sandbox/php" -r 'require getenv("WP_PATH") . "/wp-load.php"; echo function_exists("WC") || class_exists("WooCommerce") ? "shop" : "none";')
	[ "$version" = shop ]
}

restarts_with_a_new_build() {
	cp "$MAIN_OUT/stockwire.so" "$OUT/"
	[ ! -f "$MAIN_OUT/mod_stockwire.so" ] || cp "$MAIN_OUT/mod_stockwire.so" "$OUT/"
	"$ROOT/sandbox/up"
	[[ $(env_of PHP_INI_ARGS) == *stockwire.so* ]]
	echo '<?php echo extension_loaded( "stockwire" ) ? "loaded" : "missing";' >"$(env_of WP_PATH)/sapi.php"
	[ "$(curl -s --max-time 30 "$(env_of SITE_URL)/sapi.php")" = loaded ]
}

check "the front page, the REST API and the login answer" site_answers
check "WordPress' own .htaccess makes pretty links work" permalink_is_rewritten
check "files named .ht… are denied" [ "$(status_of /.htaccess)" = 403 ]
check "every server runs as mysql or www-data" no_process_is_roots
check "Apache listens on loopback" only_loopback_is_listened_on
check "the products list of the admin shows code and stock" admin_list_shows_stock
check "a second up changes nothing" second_up_does_nothing
check "WordPress and WooCommerce load from the command line" loads_on_the_command_line
check "prefork with php-fpm" runs_as fpm prefork fpm-fcgi
check "event with php-fpm" runs_as fpm event fpm-fcgi
check "prefork with mod_php" runs_as mod_php prefork apache2handler
if [ -f "$MAIN_OUT/stockwire.so" ]; then
	check "a new build of the extension is loaded by the next up" restarts_with_a_new_build
fi
