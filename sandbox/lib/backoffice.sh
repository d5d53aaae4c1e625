# SPDX-License-Identifier: MIT
# The simulated back office: its certificates, its account, its server on loopback.
# shellcheck shell=bash

BACKOFFICE=$RUN/backoffice
BACKOFFICE_PID=$BACKOFFICE/pid

backoffice_url() { printf 'https://127.0.0.1:%s/SBORO/api' "$(sed -n "s/^$1=//p" "$BACKOFFICE/ports" 2>/dev/null)"; }

# What tests need to call it, and to make it fail: a test writes its wish into the file BACKOFFICE_CONTROL (see Control.php).
backoffice_env() {
	printf 'BACKOFFICE_URL=%q\nBACKOFFICE_EXPIRED_URL=%q\n' "$(backoffice_url good)" "$(backoffice_url expired)"
	printf 'BACKOFFICE_SELF_SIGNED_URL=%q\nBACKOFFICE_WRONG_HOST_URL=%q\n' "$(backoffice_url self_signed)" "$(backoffice_url wrong_host)"
	printf 'BACKOFFICE_USER=%q\nBACKOFFICE_TOKEN=%q\nBACKOFFICE_COMPANY=%q\n' "$BACKOFFICE_USER" "$BACKOFFICE_TOKEN" "$BACKOFFICE_COMPANY"
	printf 'BACKOFFICE_CONTROL=%q\nBACKOFFICE_LOG=%q\nBACKOFFICE_CA=%q\n' "$BACKOFFICE/control.json" "$BACKOFFICE/requests.log" "$BACKOFFICE/ca.pem"
	printf 'STOCKWIRE_ALLOW_PRIVATE=1\n'
}

# The account stays the same from one start to the next, since a shop has it in its settings.
backoffice_account() {
	BACKOFFICE_USER=$(env_value BACKOFFICE_USER) BACKOFFICE_TOKEN=$(env_value BACKOFFICE_TOKEN) BACKOFFICE_COMPANY=RO12345678
	: "${BACKOFFICE_USER:=owner@shop.example}" "${BACKOFFICE_TOKEN:=$(token)}"
}

# Root's code copied, since www-data cannot look into every clone; what changed is started anew.
backoffice_copy() {
	local new=$BACKOFFICE/code.new
	rm -rf "$new"
	mkdir -p "$new"
	cp -R "$HERE/autoload.php" "$HERE/backoffice" "$new/"
	# A clone made under a strict umask has files for its owner alone.
	chmod -R u=rwX,go=rX "$new"
	if ! diff -rq "$new" "$BACKOFFICE/code" >/dev/null 2>&1; then
		stop_pid 'the back office' "$BACKOFFICE_PID" www-data
		rm -rf "$BACKOFFICE/code"
		mv "$new" "$BACKOFFICE/code"
	fi
	rm -rf "$new"
}

backoffice_start() {
	local try
	mkdir -p "$BACKOFFICE"
	"$HERE/backoffice/certificates" "$BACKOFFICE"
	backoffice_account
	backoffice_copy
	pid_of "$BACKOFFICE_PID" www-data >/dev/null && return 0
	rm -f "$BACKOFFICE_PID"
	# There from the start, so that a test that may read nobody else's files by default writes one that the server can read.
	echo '{}' >"$BACKOFFICE/control.json"
	: >"$BACKOFFICE/requests.log"
	chown www-data: "$BACKOFFICE" "$BACKOFFICE"/*.pem "$BACKOFFICE/requests.log" "$BACKOFFICE/control.json"
	chmod 0644 "$BACKOFFICE/control.json" "$BACKOFFICE/requests.log"
	chmod 0600 "$BACKOFFICE"/[!c]*.pem
	# The account goes by the environment: a command line is everybody's to read.
	(
		cd / || exit
		export BACKOFFICE_USER BACKOFFICE_TOKEN BACKOFFICE_COMPANY BOOKS="$RUN/books.json"
		exec setpriv --reuid=www-data --regid=www-data --init-groups "$PHP" -n "$BACKOFFICE/code/backoffice/serve.php" "$BACKOFFICE"
	) >"$RUN/log/backoffice.log" 2>&1 </dev/null 8>&- 9>&- &
	for try in $(seq 50); do
		pid_of "$BACKOFFICE_PID" www-data >/dev/null && return 0
		sleep 0.1
	done
	cat "$RUN/log/backoffice.log" >&2
	die "the simulated back office does not start ($try tries), see $RUN/log/backoffice.log"
}

# Its books begin with what the shop has.
backoffice_fill() {
	[ -s "$RUN/books.json" ] || "$HERE/php" "$HERE/backoffice.php" fill >/dev/null
	chmod 0644 "$RUN/books.json"
}
