# SPDX-License-Identifier: MIT
# A MariaDB of our own: its data folder, its socket, no port, no configuration of the machine.
# shellcheck shell=bash

DB_NAME=wordpress
DB_USER=wordpress

# Durability is eased (a power cut may lose a second), semantics are not.
database_write_configuration() {
	cat >"$RUN/db/my.cnf" <<-END
		[mariadbd]
		datadir = $RUN/db/data
		socket = $SOCKET
		pid-file = $RUN/db/mariadbd.pid
		log-error = $RUN/db/error.log
		tmpdir = $RUN/db/tmp
		skip-networking
		skip-name-resolve
		character-set-server = utf8mb4
		collation-server = utf8mb4_unicode_ci
		max_connections = 100
		innodb_buffer_pool_size = ${DB_BUFFER_POOL:-256M}
		innodb_log_file_size = 64M
		innodb_flush_log_at_trx_commit = ${DB_FLUSH_LOG:-2}
		innodb_fast_shutdown = 1
		max_allowed_packet = 64M
	END
}

# Debian makes this user with mariadb-server, the package that would also start a service.
database_make_user() {
	getent passwd mysql >/dev/null && return 0
	useradd --system --user-group --home-dir /nonexistent --no-create-home --shell /bin/false mysql
}

database_make_folders() {
	database_make_user
	mkdir -p "$RUN/db/tmp"
	chown mysql:mysql "$RUN/db" "$RUN/db/tmp"
	chmod 0711 "$RUN/db"
	database_write_configuration
}

database_create() {
	say "making a database folder"
	rm -rf "$RUN/db/data"
	install -d -o mysql -g mysql -m 0700 "$RUN/db/data"
	(cd / && mariadb-install-db --no-defaults --force --user=mysql --datadir="$RUN/db/data" \
		--auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" \
		--skip-test-db --skip-name-resolve) >"$RUN/log/install-db.log" 2>&1 \
		|| die "mariadb-install-db failed, see $RUN/log/install-db.log"
}

# SQL as the database's root, who is known by the socket and has no password.
database_root() { mariadb --no-defaults --socket="$SOCKET" --user="$(id -un)" --batch --skip-column-names "$@"; }

database_alive() { pid_of "$RUN/db/mariadbd.pid" mysql >/dev/null && database_root -e 'SELECT 1' >/dev/null 2>&1; }

database_start() {
	database_alive && return 0
	local try
	# setsid: an interrupt in the terminal must not end the server behind our back.
	as mysql setsid mariadbd --defaults-file="$RUN/db/my.cnf" </dev/null >>"$RUN/log/mariadbd.log" 2>&1 8>&- 9>&- &
	for try in $(seq 300); do
		database_alive && return 0
		[ "$try" -lt 15 ] || kill -0 $! 2>/dev/null || break
		sleep 0.1
	done
	tail -n 5 "$RUN/db/error.log" >&2 || true
	die "MariaDB does not start, see $RUN/db/error.log"
}

database_stop() { stop_pid MariaDB "$RUN/db/mariadbd.pid" mysql; }

# The shop's own account; its password changes with every new sandbox.
database_account() {
	database_root <<-SQL
		CREATE DATABASE IF NOT EXISTS $DB_NAME CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
		CREATE USER IF NOT EXISTS '$DB_USER'@'localhost';
		ALTER USER '$DB_USER'@'localhost' IDENTIFIED BY '$1';
		GRANT ALL ON $DB_NAME.* TO '$DB_USER'@'localhost';
	SQL
}

# An installed shop without products is kept, so that the next one starts in seconds.
database_keep_template() {
	rm -rf "$1" "$1.new"
	cp -a --sparse=always "$RUN/db/data" "$1.new"
	mv "$1.new" "$1"
	# Each version of the set-up leaves one; the last few are enough.
	find "$CACHE" -maxdepth 1 -name 'shop-*' -printf '%T@ %p\0' | sort -zrn | tail -zn +5 | cut -zd' ' -f2- | xargs -0r rm -rf
}

database_use_template() {
	touch "$1"
	rm -rf "$RUN/db/data"
	cp -a --sparse=always "$1" "$RUN/db/data"
}
