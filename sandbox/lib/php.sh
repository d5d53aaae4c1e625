# SPDX-License-Identifier: MIT
# PHP's settings in the sandbox: the machine's own, with the extension from out/ in the place of an installed one.
# shellcheck shell=bash

PHP_VERSION=$("$PHP" -n -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;' 2>/dev/null || echo 8.2)

# Arguments for the command line, one a line. An installed stockwire would be
# loaded beside ours, so then no ini folder is read and its files are named.
php_arguments() {
	if compgen -G "/etc/php/$PHP_VERSION/cli/conf.d/*stockwire*" >/dev/null; then
		printf -- '-n\n'
		find "/etc/php/$PHP_VERSION/cli/conf.d" -name '*.ini' ! -name '*stockwire*' | sort \
			| xargs sed -nE 's/^ *(zend_)?extension *= *"?([^"; ]+).*/-d\n\1extension=\2/p'
	fi
	[ ! -f "$RUN/ext/stockwire.so" ] || printf -- '-d\nextension=%s\n' "$RUN/ext/stockwire.so"
	[ ! -f "$RUN/backoffice/ca.pem" ] || printf -- '-d\ncurl.cainfo=%s\n' "$RUN/backoffice/ca.pem"
}

# The folder that Apache and php-fpm scan instead of the machine's.
php_write_folder() {
	local sapi=$1 file
	rm -rf "$RUN/php"
	mkdir -p "$RUN/php/conf.d" "$RUN/php/tmp"
	chown www-data:www-data "$RUN/php/tmp"
	for file in "/etc/php/$PHP_VERSION/$sapi/conf.d"/*.ini; do
		[[ $file == *stockwire* ]] || install -m 644 "$file" "$RUN/php/conf.d/"
	done
	cat >"$RUN/php/conf.d/90-sandbox.ini" <<-END
		memory_limit = 256M
		error_log = $RUN/log/php.log
		log_errors = On
		display_errors = Off
		sendmail_path = /bin/true
		session.save_path = $RUN/php/tmp
		upload_tmp_dir = $RUN/php/tmp
		sys_temp_dir = $RUN/php/tmp
		opcache.revalidate_freq = 0
		curl.cainfo = $RUN/backoffice/ca.pem
	END
	[ ! -f "$RUN/ext/stockwire.so" ] || echo "extension = $RUN/ext/stockwire.so" >"$RUN/php/conf.d/91-stockwire.ini"
}
