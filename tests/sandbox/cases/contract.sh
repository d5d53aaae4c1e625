# SPDX-License-Identifier: MIT
# Standing up: the settings it writes, and what it must leave as it was.
# shellcheck shell=bash

fingerprint() { (cd "$1" && find . -type f -printf '%p %s %T@ %m\n' -o -type l -printf '%p %l\n' | sort | sha256sum); }
machine() { cat /etc/apache2/*.conf /etc/apache2/*-enabled/* /etc/mysql/*.cnf /etc/php/*/*/php.ini 2>/dev/null | sha256sum; }
named_tree() { [ -z "${WORDPRESS:-}" ] || fingerprint "$WORDPRESS"; }

stands_up() { "$ROOT/sandbox/up" && [ -f "$OUT/sandbox/env" ]; }

env_is_complete() {
	local name
	# shellcheck source=/dev/null
	. "$OUT/sandbox/env"
	for name in SITE_URL WP_PATH DB_SOCKET DB_NAME DB_USER DB_PASSWORD TOKEN ADMIN_USER ADMIN_PASSWORD; do
		[ -n "${!name:-}" ] || { echo "$name is missing"; return 1; }
	done
	[ -n "${PHP_INI_ARGS+set}" ]
	[ -f "$WP_PATH/wp-load.php" ]
	[ -S "$DB_SOCKET" ]
	[[ $TOKEN =~ ^[a-z2-7]{40}$ ]]
	[ "$(stat -c %a "$OUT/sandbox/env")" = 600 ]
}

folder_is_private() {
	[ -L "$OUT/sandbox" ]
	[ "$(stat -c '%a %U' "$OUT/sandbox/")" = "711 root" ]
}

database_takes_the_account() {
	# shellcheck source=/dev/null
	. "$OUT/sandbox/env"
	[ "$(mariadb --no-defaults --default-character-set=utf8mb4 -S "$DB_SOCKET" -u "$DB_USER" -p"$DB_PASSWORD" "$DB_NAME" -BNe 'SELECT 1 + 1')" = 2 ]
}

tree_before=$(named_tree)
machine_before=$(machine)
check "up stands a shop up from a folder that only root may enter" stands_up
check "env holds every setting of the contract, for root alone" env_is_complete
check "the servers' folder is root's and 0711" folder_is_private
check "the database knows the shop's account" database_takes_the_account

trees_are_unchanged() { [ "$tree_before" = "$(named_tree)" ] && [ "$machine_before" = "$(machine)" ]; }
check "the named tree and the machine's own configuration are as before" trees_are_unchanged
