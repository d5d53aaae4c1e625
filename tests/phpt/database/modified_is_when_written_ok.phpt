--TEST--
A product is modified when it is written, not when its push began: who asks for what changed since then is told
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$id = add_product($db, 'P');
$meanwhile = 0;
$slow = function () use (&$meanwhile) {
    sleep(2);
    $meanwhile = time();
};
engine($db, ['before' => $slow])->receive(body(['P' => 9]), Stockwire\Engine::V1);
list($gmt, $local) = $db->query("SELECT post_modified_gmt, post_modified FROM wp_posts WHERE ID = $id")->fetch_row();
var_dump(strtotime("$gmt UTC") >= $meanwhile, strtotime($local) - strtotime($gmt));
?>
--EXPECT--
bool(true)
int(7200)
