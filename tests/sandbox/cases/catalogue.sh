# SPDX-License-Identifier: MIT
# The generator: how many, from a CSV, the same each time, and the rows that WooCommerce would have written.
# shellcheck shell=bash disable=SC1091,SC2016

query() { (. "$OUT/sandbox/env" && mariadb --no-defaults --default-character-set=utf8mb4 -S "$DB_SOCKET" -u "$DB_USER" -p"$DB_PASSWORD" "$DB_NAME" -BNe "$1"); }
products() { query "SELECT COUNT(*) FROM wp_posts WHERE post_type = 'product'"; }
content() { query "SELECT ID, post_title, post_name, meta_key, IF(meta_key = '_wp_trash_meta_time', '', meta_value) FROM wp_posts JOIN wp_postmeta ON ID = post_id WHERE post_type LIKE 'product%' ORDER BY 1, meta_id" | sha256sum; }

size_is_as_asked() {
	[ "$(products)" = 60 ]
	PRODUCTS=25 "$ROOT/sandbox/up"
	[ "$(products)" = 25 ]
	PRODUCTS=60 "$ROOT/sandbox/up"
	[ "$(products)" = 60 ]
}

same_seed_same_shop() {
	local first
	first=$(content)
	RESEED=1 "$ROOT/sandbox/up"
	[ "$first" = "$(content)" ]
	"$ROOT/sandbox/php" "$ROOT/sandbox/generate.php" --products=60 --seed=2
	[ "$first" != "$(content)" ]
	RESEED=1 "$ROOT/sandbox/up"
}

kinds_are_all_there() {
	[ "$(query "SELECT COUNT(*) FROM (SELECT sku FROM wp_wc_product_meta_lookup l JOIN wp_posts p ON ID = product_id AND post_status <> 'trash' WHERE sku <> '' GROUP BY sku HAVING COUNT(*) > 1) twice")" -ge 1 ]
	[ "$(query "SELECT COUNT(DISTINCT post_status) FROM wp_posts WHERE post_type = 'product' AND post_status IN ('publish', 'draft', 'private', 'trash')")" = 4 ]
	[ "$(query "SELECT COUNT(DISTINCT meta_value) FROM wp_postmeta WHERE meta_key = '_stock_status'")" = 3 ]
	[ "$(query "SELECT COUNT(*) FROM wp_postmeta WHERE meta_key = '_manage_stock' AND meta_value = 'no'")" -ge 1 ]
	[ "$(query "SELECT COUNT(*) FROM wp_postmeta WHERE meta_key LIKE 'attribute\\_%' AND meta_value = ''")" -ge 1 ]
	[ "$(query "SELECT COUNT(*) FROM wp_posts WHERE post_type = 'product' AND post_title REGEXP '[ăâîșț]'")" -ge 20 ]
}

csv_is_read() {
	CATALOGUE=$ROOT/tests/fixtures/products.csv "$ROOT/sandbox/up"
	[ "$(products)" = 9 ]
	[ "$(query "SELECT stock_quantity + 0 FROM wp_wc_product_meta_lookup WHERE sku = 'MB-001'")" = 12 ]
	[ "$(query "SELECT global_unique_id FROM wp_wc_product_meta_lookup WHERE sku = 'MB-001'")" = 5941234567890 ]
	[ "$(query "SELECT post_status FROM wp_posts WHERE post_title = 'Zacuscă fără cod'")" = private ]
	[ "$(query "SELECT post_title FROM wp_posts p JOIN wp_wc_product_meta_lookup l ON l.product_id = p.ID WHERE sku = 'TR-1-38'")" = "Opinci de piele - 38, Maro" ]
	[ "$(query "SELECT stock_status FROM wp_wc_product_meta_lookup WHERE sku = 'MB-005'")" = onbackorder ]
}

broken_csv_is_refused() {
	printf 'Nume,Cod\nx,y\n' >"$WORK/broken.csv"
	if CATALOGUE=$WORK/broken.csv "$ROOT/sandbox/up"; then return 1; fi
	grep -q 'no WooCommerce product CSV' "$WORK/log"
}

check "PRODUCTS= sizes the catalogue, and another number seeds anew" size_is_as_asked
check "the same seed makes the same products, another seed others" same_seed_same_shop
check "duplicates, drafts, private, trashed, unmanaged, backordered and any-variations are there" kinds_are_all_there
check "the generator's rows equal WooCommerce's for two blocks of products" "$ROOT/sandbox/php" "$ROOT/tests/sandbox/rows.php" 120
check "the generator's rows equal WooCommerce's for a CSV" "$ROOT/sandbox/php" "$ROOT/tests/sandbox/rows.php" 0 "$ROOT/tests/fixtures/products.csv"
check "the generator's rows equal WooCommerce's for the catalogue that the benchmarks measure" "$ROOT/sandbox/php" "$ROOT/tests/sandbox/rows.php" 60 measured
check "a WooCommerce product CSV fills the shop" csv_is_read
check "a CSV of another kind is refused with a sentence" broken_csv_is_refused
