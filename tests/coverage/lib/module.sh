# SPDX-License-Identifier: MIT
# Coverage of the Apache module by its own tests in real servers.
# shellcheck shell=bash disable=SC2154

cover_module() {
	local code=0
	mkdir -p "$out/module"
	BUILD_DIR=$out/module MODULE_CFLAGS='-O0 -g --coverage' MODULE_LDFLAGS='--whole-archive -lgcov --no-whole-archive' "$root/apache-module/build" "$out/mod_stockwire.so" >"$out/module.log" 2>&1 ||
		{ tail -n 20 "$out/module.log" >&2; return 1; }
	find "$out/module" -name '*.gcda' -delete
	# The servers write the counts, as users of their own, into files that root's came first to.
	chmod -R a+rwX "$out/module"
	(umask 000 && MODULE=$out/mod_stockwire.so "$root/tests/httpd/run" --plain) >>"$out/module.log" 2>&1 || { tail -n 20 "$out/module.log" >&2; code=1; }
	count_c module "$out/module" module
	return $code
}
