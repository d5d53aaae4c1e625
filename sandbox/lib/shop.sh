# SPDX-License-Identifier: MIT
# The shop itself: wp-config.php, installing, our own parts, the products, and out/sandbox/env.
# shellcheck shell=bash

# Nothing may reach out of the machine or work on its own while somebody measures or compares rows.
shop_write_configuration() {
	install -d -o www-data -g www-data -m 2770 "$RUN/tokens"
	cat >"$WP/wp-config.php" <<-END
		<?php
		define( 'DB_NAME', '$DB_NAME' );
		define( 'DB_USER', '$DB_USER' );
		define( 'DB_PASSWORD', '$DB_PASSWORD' );
		define( 'DB_HOST', 'localhost:$SOCKET' );
		define( 'DB_CHARSET', 'utf8mb4' );
		define( 'DB_COLLATE', '' );
		$(shop_salts)
		define( 'WP_DEBUG', $(shop_debug) );
		define( 'WP_DEBUG_DISPLAY', false );
		define( 'WP_DEBUG_LOG', '$RUN/log/wordpress.log' );
		define( 'WP_HTTP_BLOCK_EXTERNAL', true );
		define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost' );
		define( 'DISABLE_WP_CRON', true );
		define( 'AUTOMATIC_UPDATER_DISABLED', true );
		define( 'WP_AUTO_UPDATE_CORE', false );
		define( 'FS_METHOD', 'direct' );
		define( 'STOCKWIRE_TOKEN_FILE', '$RUN/tokens/tokens' );
		define( 'WP_ENVIRONMENT_TYPE', 'local' );
		\$table_prefix = 'wp_';
		if ( ! defined( 'ABSPATH' ) ) {
			define( 'ABSPATH', __DIR__ . '/' );
		}
		require_once ABSPATH . 'wp-settings.php';
	END
}

# An old WordPress writes pages of deprecations into its log with each request.
shop_debug() { if dpkg --compare-versions "$(wordpress_version "$WP")" ge 6.4; then echo true; else echo false; fi; }

shop_salts() {
	local name
	for name in AUTH_KEY SECURE_AUTH_KEY LOGGED_IN_KEY NONCE_KEY AUTH_SALT SECURE_AUTH_SALT LOGGED_IN_SALT NONCE_SALT; do
		printf "define( '%s', '%s' );\n" "$name" "$(secret 48)"
	done
}

setup() {
	local script=$1
	shift
	WP_PATH=$WP SITE_URL=$SITE_URL php_cli "$ROOT/sandbox/setup/$script.php" "$@" || die "setup/$script.php failed."
}

# What decides the content of a shop without products.
template_key() {
	{
		wordpress_version "$WP"
		echo "$WC_VERSION"
		standin_state
		mariadbd --version
		cat "$ROOT"/sandbox/setup/*.php "$ROOT/sandbox/lib/database.sh"
	} | sha256sum | cut -c1-16
}

shop_install() {
	local template
	template=$CACHE/shop-$(template_key)
	if [ -d "$template" ]; then
		say "database: taking the installed shop from $template"
		database_use_template "$template"
		database_start
		database_account "$DB_PASSWORD"
		return
	fi
	database_create
	database_start
	database_account "$DB_PASSWORD"
	say "installing WordPress and WooCommerce"
	setup install
	setup activate woocommerce/woocommerce.php
	setup shop
	database_stop
	database_keep_template "$template"
	database_start
}

# Our own parts, each where it is there. Says "changed" for what was not the same before.
shop_copy_parts() {
	local so
	PARTS_CHANGED=
	mkdir -p "$RUN/ext"
	for so in stockwire.so mod_stockwire.so; do
		if [ ! -f "$OUT/$so" ]; then
			[ ! -f "$RUN/ext/$so" ] || PARTS_CHANGED+=" $so"
			rm -f "$RUN/ext/$so"
			say "$so: not built, left out"
		elif ! cmp -s "$OUT/$so" "$RUN/ext/$so"; then
			# A new file, never the old one written over: a running server has it mapped.
			install -m 0644 "$OUT/$so" "$RUN/ext/$so.new"
			mv "$RUN/ext/$so.new" "$RUN/ext/$so"
			PARTS_CHANGED+=" $so"
		fi
	done
	mkdir -p "$RUN/lane"
	if ! cmp -s "$ROOT/apache-module/push.php" "$RUN/lane/push.php"; then
		install -m 0644 "$ROOT/apache-module/push.php" "$RUN/lane/push.php"
		PARTS_CHANGED+=" push.php"
	fi
	shop_copy_plugin
}

shop_copy_plugin() {
	local from=$ROOT/wp-plugin/stockwire to=$WP/wp-content/plugins/stockwire
	if [ ! -f "$from/stockwire.php" ]; then
		say "wp-plugin/stockwire: not there, left out"
		return
	fi
	diff -rq "$from" "$to" >/dev/null 2>&1 && return
	rm -rf "$to"
	cp -aL "$from" "$to"
	chown -R www-data:www-data "$to"
	PARTS_CHANGED+=" plugin"
}

shop_configure() {
	ADMIN_USER=$ADMIN_USER ADMIN_PASSWORD=$ADMIN_PASSWORD setup configure
	[ ! -f "$WP/wp-content/plugins/stockwire/stockwire.php" ] || setup activate stockwire/stockwire.php
	TOKEN=$TOKEN WAREHOUSES=${WAREHOUSES:-Magazin,Depozit} setup link
	chown -R www-data:www-data "$WP"
}

shop_write_env() {
	local file=$RUN/env.new arguments
	arguments=$(php_arguments | tr '\n' ' ')
	(
		umask 077
		{
			printf 'SITE_URL=%q\nWP_PATH=%q\nDB_SOCKET=%q\n' "$SITE_URL" "$WP" "$SOCKET"
			printf 'DB_NAME=%q\nDB_USER=%q\nDB_PASSWORD=%q\n' "$DB_NAME" "$DB_USER" "$DB_PASSWORD"
			printf 'TOKEN=%q\nADMIN_USER=%q\nADMIN_PASSWORD=%q\n' "$TOKEN" "$ADMIN_USER" "$ADMIN_PASSWORD"
			printf 'PHP_INI_ARGS=%q\n' "${arguments% }"
			backoffice_env
		} >"$file"
	)
	mv "$file" "$RUN/env"
}
