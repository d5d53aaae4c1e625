# SPDX-License-Identifier: MIT
# Coverage of the plugin by tests/wp, with pcov; wants a sandbox. What only browsers and HTTP tests run through is not seen here.
# shellcheck shell=bash disable=SC2154

# Debian enables what it installs, in every PHP of the machine: they would all get slower.
pcov_at_hand() {
	php -d extension=pcov -r 'exit((int) !extension_loaded("pcov"));' 2>/dev/null && return
	"$root/sandbox/packages" coverage >&2 && { [ "$(id -u)" != 0 ] || phpdismod pcov; }
	php -d extension=pcov -r 'exit((int) !extension_loaded("pcov"));' 2>/dev/null
}

# FILTER=words runs these tests alone.
cover_php() {
	local report=$out/php.xml shop=${OUT:-$root/out}/sandbox/env code=0
	pcov_at_hand || { echo 'php: pcov is missing (php-pcov)' >&2; return 1; }
	[ -r "$shop" ] || { echo 'php: no sandbox (make sandbox)' >&2; return 1; }
	mkdir -p "$out"
	rm -f "$report"
	# The tests load the classes of this checkout, whatever copy the shop runs.
	sed 's/^PHP_INI_ARGS=\(.*\)$/&\\ -d\\ extension=pcov\\ -d\\ pcov.enabled=1\\ -d\\ pcov.directory='"${root//\//\\/}"'\/wp-plugin/' "$shop" >"$out/env"
	SANDBOX_ENV=$out/env "$root/tests/wp/run" --coverage-filter "$root/wp-plugin/stockwire/src" --coverage-clover "$report" ${FILTER:+--filter "$FILTER"} \
		>"$out/php.log" 2>&1 || { tail -n 3 "$out/php.log" >&2; code=1; }
	php "$here/clover.php" "$report" "$out/php.missed" || return 1
	return $code
}
