# SPDX-License-Identifier: MIT
# The simulated back office as a server: its three calls, its account, its faults, and what the extension makes of them.
# shellcheck shell=bash disable=SC1091,SC2016

# ask PATH [curl options]: the status and the body
ask() {
	local path=$1
	shift
	(
		. "$OUT/sandbox/env"
		curl -s --max-time 20 --cacert "$BACKOFFICE_CA" -u "$BACKOFFICE_USER:$BACKOFFICE_TOKEN" -w ' %{http_code}' "$@" "$BACKOFFICE_URL$path"
	)
}
wish() { (. "$OUT/sandbox/env" && printf '%s' "$1" >"$BACKOFFICE_CONTROL"); }
pull() { "$ROOT/sandbox/php" "$ROOT/tests/sandbox/pull.php" "$@" 2>"$WORK/most"; }
is() { [ "$1" = "$2" ] || { printf 'expected: %s\nfound:    %s\n' "$1" "$2"; return 1; }; }
managed() { query "SELECT COUNT(*) FROM wp_posts p JOIN wp_postmeta m ON m.post_id = p.ID AND meta_key = '_manage_stock' AND meta_value = 'yes' WHERE post_type LIKE 'product%' AND post_status <> 'trash'"; }

answers_its_three_calls() {
	RESEED=1 "$ROOT/sandbox/up"
	[[ $(ask '/company/warehouses?cif=RO12345678') == *'"list":[{"warehouseName":"Magazin"},{"warehouseName":"Depozit"}]}'*' 200' ]]
	[[ $(ask '/stocks/ecom/?cif=RO12345678&warehouseName=depozit') == *'"warehouse":{"warehouseName":"Depozit"'*'"productCode":"SW-000032"'*' 200' ]]
	[[ $(ask '/stocks?cif=RO12345678&date=2026-01-31&warehouseName=Magazin&productCode=SW-000032') == *'"products":[{"productName":'*'"productCode":"SW-000032"'*'}]}]} 200' ]]
}

lets_nobody_else_in() {
	[[ $(ask '/company/warehouses?cif=RO12345678' -u 'somebody:else') == *'"errorText":"'*' 401' ]]
	[[ $(ask '/company/warehouses?cif=RO9') == *'"errorText":"'*' 400' ]]
	[[ $(ask '/stocks/ecom/?cif=RO12345678&warehouseName=Pod') == *'"errorText":"'*' 400' ]]
	[[ $(ask '/elsewhere') == *' 404' ]]
}

lists_every_managed_product() {
	is "$(managed) lines" "$(pull stocks MAGAZIN | sed 's/,.*//')"
	is 'Magazin,Depozit' "$(pull warehouses)"
}

# Both as the servers run it: their processes must know that private addresses are allowed here.
apache_can_ask() {
	local page
	page=$(env_of WP_PATH)/pull-page.php
	{
		printf '<?php foreach ( array( "BACKOFFICE_URL", "BACKOFFICE_USER", "BACKOFFICE_TOKEN", "BACKOFFICE_COMPANY" ) as $i => $name ) { putenv( "$name=" . $_POST[ $i ] ); }\n'
		printf '$argv = array( "", "warehouses" ); if ( ! defined( "STDERR" ) ) { define( "STDERR", fopen( "php://memory", "w" ) ); } ?>'
		sed 's/^declare.*//' "$ROOT/tests/sandbox/pull.php"
	} >"$page"
	chmod 644 "$page"
	is 'Magazin,Depozit' "$(
		. "$OUT/sandbox/env"
		curl -s --max-time 20 -d "0=$BACKOFFICE_URL" --data-urlencode "1=$BACKOFFICE_USER" -d "2=$BACKOFFICE_TOKEN" -d "3=$BACKOFFICE_COMPANY" "$SITE_URL/pull-page.php"
	)"
	rm "$page"
}

account_stays_and_is_shown_to_nobody() {
	local token
	token=$(env_of BACKOFFICE_TOKEN)
	"$ROOT/sandbox/up"
	is "$token" "$(env_of BACKOFFICE_TOKEN)"
	if pgrep -f "$token"; then return 1; fi
	# Keys are for the server alone.
	! as_nobody cat "$OUT/sandbox/backoffice/good.pem"
}
as_nobody() { (cd / && setpriv --reuid=nobody --regid=nogroup --clear-groups "$@") 2>/dev/null; }

# Bounded in time by --max-time's sisters in pull.php, in memory by what is looked at here.
faults_are_told() {
	local fault expected empty most
	wish '{"fault":"empty"}'
	is '0 lines, 0 pieces' "$(pull stocks Magazin)"
	empty=$(cat "$WORK/most")
	while read -r fault expected; do
		wish "{\"fault\":\"$fault\"}"
		is "$fault: $expected" "$fault: $(pull stocks Magazin)"
		most=$(cat "$WORK/most")
		[ $((most - empty)) -le 16384 ] || { echo "$fault took $((most - empty)) kB more than an empty answer"; return 1; }
	done <<-'END'
		rate rate later
		rate_date rate later
		server server later
		unavailable server later
		unauthorized auth never
		error_text refused never
		redirect redirect never
		truncated cut later
		truncated_chunks cut later
		half_json cut later
		dropped cut later
		stalled timeout later
		endless too_large never
		endless_string too_large never
		html syntax later
		gzip syntax never
		gzip_bomb syntax never
		garbage syntax never
		wrong_warehouse shape never
		wrong_warehouse_last shape never
	END
	wish '{"fault":"half"}'
	is "$((($(managed) + 1) / 2)) lines" "$(pull stocks Magazin | sed 's/,.*//')"
}

bad_certificates_are_refused() {
	wish '{}'
	for certificate in expired self_signed wrong_host; do
		is "$certificate: tls never" "$certificate: $(pull stocks Magazin "$certificate")"
	done
	# curl agrees, for the same reasons.
	! (. "$OUT/sandbox/env" && curl -s --cacert "$BACKOFFICE_CA" "$BACKOFFICE_EXPIRED_URL/")
}

faults_are_counted_down() {
	wish '{"fault":"server","times":2}'
	is 'server later' "$(pull warehouses)"
	is 'server later' "$(pull warehouses)"
	is 'Magazin,Depozit' "$(pull warehouses)"
	wish '{"fault":"server","call":"stocks"}'
	is 'Magazin,Depozit' "$(pull warehouses)"
	is 'server later' "$(pull stocks Magazin)"
	wish '{}'
}

# The sum of i % 97 for i from 1 to 100,000.
a_hundred_thousand_lines_take_no_more_memory_than_none() {
	local empty most
	wish '{"fault":"empty"}'
	pull stocks Magazin
	empty=$(cat "$WORK/most")
	wish '{"lines":100000}'
	is "100000 lines, $(php -r '$sum = 0; for ($i = 1; $i <= 100000; $i++) { $sum += $i % 97; } echo $sum;') pieces" "$(pull stocks Magazin)"
	most=$(cat "$WORK/most")
	wish '{}'
	echo "VmHWM: $empty kB after an empty answer, $most kB after 100,000 lines"
	[ $((most - empty)) -le 16384 ]
}

check "the back office answers SmartBill's three pull calls" answers_its_three_calls
check "it lets nobody in without the account, and knows its company and warehouses" lets_nobody_else_in
if [ -f "$MAIN_OUT/stockwire.so" ]; then
	check "every managed product is pulled, and every warehouse" lists_every_managed_product
	check "a page under Apache can ask it" apache_can_ask
	check "its account stays the same, and is in no command line" account_stays_and_is_shown_to_nobody
	check "each fault is told by its reason, in bounded memory" faults_are_told
	check "bad certificates are refused" bad_certificates_are_refused
	check "faults last as many answers as were asked for" faults_are_counted_down
	check "100,000 lines take no more memory than none" a_hundred_thousand_lines_take_no_more_memory_than_none
fi
