# SPDX-License-Identifier: MIT
# The simulated back office: the form of what it sends, its books, and a verdict that can say no.
# shellcheck shell=bash disable=SC1091,SC2016

# A server that keeps what it is sent.
listen() {
	cat >"$WORK/listener.php" <<-'PHP'
		<?php
		file_put_contents( getenv( 'KEPT' ), json_encode( array( $_SERVER['REQUEST_METHOD'], $_SERVER['REQUEST_URI'], $_SERVER['HTTP_AUTHORIZATION'] ?? '', $_SERVER['CONTENT_TYPE'] ?? '', file_get_contents( 'php://input' ) ) ) );
		echo '"bine"';
	PHP
	KEPT=$WORK/kept php -S "127.0.0.1:$1" "$WORK/listener.php" >/dev/null 2>&1 &
	listener=$!
	for _ in $(seq 50); do curl -s -o /dev/null "http://127.0.0.1:$1/" && return; sleep 0.1; done
}

sends_smartbills_format() {
	local port listener
	port=$(php -r '$s = stream_socket_server( "tcp://127.0.0.1:0" ); echo substr( strrchr( stream_socket_get_name( $s, false ), ":" ), 1 );')
	listen "$port"
	(
		. "$OUT/sandbox/env"
		TOKEN=abc234 SITE_URL=http://127.0.0.1:$port WP_PATH=$WP_PATH php "$ROOT/sandbox/backoffice.php" push --code=C-1 --name='Brânză' --warehouse=Depozit --quantity=2.5
	)
	kill "$listener"
	cat "$WORK/kept"
	php -r '
		list( $method, $uri, $token, $type, $body ) = json_decode( file_get_contents( $argv[1] ), true );
		$line = array( "productName" => "Brânză", "productCode" => "C-1", "warehouse" => "Depozit", "quantity" => 2.5, "measuringUnit" => "buc" );
		exit( "POST" === $method && "/wp-json/smartbill_woocommerce/v1/stocks" === $uri && "Bearer ABC234" === $token
			&& "application/json" === $type && array( "products" => array( $line ) ) === json_decode( $body, true ) ? 0 : 1 );' "$WORK/kept"
}

books_hold_what_is_managed() {
	RESEED=1 "$ROOT/sandbox/up"
	[ "$("$ROOT/sandbox/php" "$ROOT/sandbox/backoffice.php" fill)" = "$(query "SELECT COUNT(*) FROM wp_posts p JOIN wp_postmeta m ON m.post_id = p.ID AND meta_key = '_manage_stock' AND meta_value = 'yes' WHERE post_type LIKE 'product%' AND post_status <> 'trash'") articles in the books" ]
}

a_wrong_number_is_noticed() {
	"$ROOT/sandbox/php" -r '
		require "'"$ROOT"'/sandbox/autoload.php";
		$database = new Stockwire\Sandbox\Database();
		$verdict  = new Stockwire\Sandbox\Verdict( $database );
		$verdict->shop();
		$before = count( $verdict->wrong );
		$database->rows( "SELECT 1" );
		$link = new mysqli( "localhost", getenv( "DB_USER" ), getenv( "DB_PASSWORD" ), getenv( "DB_NAME" ), 0, getenv( "DB_SOCKET" ) );
		$link->query( "UPDATE wp_wc_product_meta_lookup SET stock_quantity = stock_quantity + 1 WHERE sku = \"SW-000032\"" );
		$verdict->shop();
		$link->query( "UPDATE wp_wc_product_meta_lookup SET stock_quantity = stock_quantity - 1 WHERE sku = \"SW-000032\"" );
		exit( 0 === $before && 1 === count( $verdict->wrong ) ? 0 : 1 );'
}

check "the back office sends SmartBill's route, fields and a token in capitals" sends_smartbills_format
check "its books hold every product whose stock is managed" books_hold_what_is_managed
check "the demo's verdict notices one wrong number" a_wrong_number_is_noticed
if [ -f "$MAIN_OUT/stockwire.so" ]; then
	check "the demo pushes a day and finds every number right" "$ROOT/sandbox/demo"
fi
