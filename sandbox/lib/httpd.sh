# SPDX-License-Identifier: MIT
# Apache (and php-fpm) of our own, started as www-data with a configuration that reads nothing of the machine's.
# shellcheck shell=bash

APACHE_MODULES=${APACHE_MODULES:-/usr/lib/apache2/modules}
APACHE_PID=$RUN/apache/apache2.pid
FPM_PID=$RUN/fpm/php-fpm.pid

# Debian's default set, and what WordPress' own .htaccess asks for.
httpd_modules() {
	local name
	for name in "mpm_$MPM" access_compat alias auth_basic authn_core authn_file authz_core authz_host authz_user \
		deflate dir env expires filter headers mime negotiation reqtimeout rewrite setenvif status; do
		printf 'LoadModule %s_module %s/mod_%s.so\n' "$name" "$APACHE_MODULES" "$name"
	done
	if [ "$SAPI" = fpm ]; then
		printf 'LoadModule proxy_module %s/mod_proxy.so\n' "$APACHE_MODULES"
		printf 'LoadModule proxy_fcgi_module %s/mod_proxy_fcgi.so\n' "$APACHE_MODULES"
	else
		printf 'LoadModule php_module %s/libphp%s.so\n' "$APACHE_MODULES" "$PHP_VERSION"
	fi
}

httpd_handler() {
	if [ "$SAPI" = fpm ]; then
		printf 'SetHandler "proxy:unix:%s|fcgi://localhost"\n' "$RUN/fpm/php.sock"
	else
		echo 'SetHandler application/x-httpd-php'
	fi
}

httpd_write_configuration() {
	cat >"$RUN/apache/httpd.conf" <<-END
		ServerRoot "$RUN/apache"
		DefaultRuntimeDir "$RUN/apache"
		PidFile "$APACHE_PID"
		Mutex file:$RUN/apache default
		Listen 127.0.0.1:$PORT
		ServerName 127.0.0.1:$PORT
		ServerTokens OS
		ErrorLog "$RUN/log/apache-error.log"
		LogLevel warn
		$(httpd_modules)
		LogFormat "%h %l %u %t \"%r\" %>s %O %D" sandbox
		CustomLog "$RUN/log/apache-access.log" sandbox
		TypesConfig /etc/mime.types
		Timeout 60
		KeepAlive On
		<IfModule mpm_prefork_module>
			StartServers 2
			MinSpareServers 2
			MaxSpareServers 8
			MaxRequestWorkers ${APACHE_WORKERS:-24}
		</IfModule>
		<Directory />
			Options FollowSymLinks
			AllowOverride None
			Require all denied
		</Directory>
		AccessFileName .htaccess
		<FilesMatch "^\.ht">
			Require all denied
		</FilesMatch>
		<FilesMatch ".+\.ph(?:ar|p|tml)$">
			$(httpd_handler)
		</FilesMatch>
		DocumentRoot "$WP"
		DirectoryIndex index.php index.html
		<Directory "$WP">
			Options FollowSymLinks
			AllowOverride All
			Require all granted
		</Directory>
		IncludeOptional "$RUN/apache/conf.d/*.conf"
	END
}

# As Debian's a2enmod would: a file that loads it, and the configuration that comes with it.
httpd_write_module() {
	rm -f "$RUN/apache/conf.d/"stockwire*
	[ -f "$RUN/ext/mod_stockwire.so" ] || return 0
	echo "LoadModule stockwire_module $RUN/ext/mod_stockwire.so" >"$RUN/apache/conf.d/stockwire-1.conf"
	[ ! -f "$ROOT/apache-module/stockwire.conf" ] || install -m 644 "$ROOT/apache-module/stockwire.conf" "$RUN/apache/conf.d/stockwire-2.conf"
	# The plugin is told the same place in wp-config.php; the usual one is the machine's.
	echo "StockwireTokenFile $RUN/tokens/tokens" >"$RUN/apache/conf.d/stockwire-3.conf"
	[ "$LANE" != fast ] || httpd_write_lane >"$RUN/apache/conf.d/stockwire-4.conf"
}

# As apache-module/stockwire.conf shows it, with push.php in a place of ours.
httpd_write_lane() {
	cat <<-END
		StockwireWordPress "$WP"
		StockwireLane "$RUN/lane/push.php"
		<Directory "$RUN/lane">
			Require all granted
		</Directory>
	END
}

httpd_make_folders() {
	mkdir -p "$RUN/apache/conf.d" "$RUN/fpm" "$RUN/log"
	# Not world-writable: root writes into the log folder too, and would be refused in a sticky one.
	touch "$RUN/log/wordpress.log" "$RUN/log/php.log"
	chown www-data:www-data "$RUN/apache" "$RUN/fpm" "$RUN/log" "$RUN/log/wordpress.log" "$RUN/log/php.log"
	httpd_write_configuration
	httpd_write_module
	[ "$SAPI" != fpm ] || fpm_write_configuration
}

fpm_write_configuration() {
	cat >"$RUN/fpm/php-fpm.conf" <<-END
		[global]
		pid = $FPM_PID
		error_log = $RUN/log/php-fpm.log
		daemonize = yes
		[www]
		listen = $RUN/fpm/php.sock
		pm = dynamic
		pm.max_children = 12
		pm.start_servers = 2
		pm.min_spare_servers = 2
		pm.max_spare_servers = 4
		catch_workers_output = yes
		env[STOCKWIRE_ALLOW_PRIVATE] = 1
	END
}

# STOCKWIRE_ALLOW_PRIVATE: the simulated back office is on loopback.
apache() { as www-data env -i PATH="$PATH" LANG=C STOCKWIRE_ALLOW_PRIVATE=1 PHP_INI_SCAN_DIR="$RUN/php/conf.d" /usr/sbin/apache2 -f "$RUN/apache/httpd.conf" "$@" 8>&- 9>&-; }

fpm_alive() { [ "$SAPI" != fpm ] || pid_of "$FPM_PID" www-data >/dev/null; }

fpm_start() {
	fpm_alive && return 0
	as www-data env -i PATH="$PATH" PHP_INI_SCAN_DIR="$RUN/php/conf.d" "/usr/sbin/php-fpm$PHP_VERSION" \
		--fpm-config "$RUN/fpm/php-fpm.conf" -c "/etc/php/$PHP_VERSION/fpm/php.ini" 8>&- 9>&- \
		|| die "php-fpm does not start, see $RUN/log/php-fpm.log"
}

httpd_answers() { curl -fsS -o /dev/null --max-time 20 "http://127.0.0.1:$PORT/wp-includes/images/blank.gif" 2>/dev/null; }

httpd_start() {
	fpm_start
	pid_of "$APACHE_PID" www-data >/dev/null && return 0
	local try
	apache -k start || die "Apache does not start, see $RUN/log/apache-error.log"
	for try in $(seq 50); do
		httpd_answers && return 0
		sleep 0.1
	done
	tail -n 5 "$RUN/log/apache-error.log" >&2 || true
	die "Apache does not answer on port $PORT ($try tries), see $RUN/log/apache-error.log"
}

httpd_stop() {
	stop_pid Apache "$APACHE_PID" www-data
	stop_pid php-fpm "$FPM_PID" www-data
}
