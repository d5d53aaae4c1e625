--TEST--
A second run under the same Idempotency-Key is a conflict, whatever became of the first
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$a = add_product($db, 'A');
$config = ['idempotency_key' => "k\x00ey", 'body_digest' => str_repeat("\xff", 32)];
echo json_encode(engine($db, $config)->receive(body(['A' => 2]), Stockwire\Engine::V1)->counts), "\n";
try {
    engine($db, $config)->receive(body(['A' => 3]), Stockwire\Engine::V1);
} catch (Stockwire\Refusal $refusal) {
    echo $refusal->answer, ' ', $refusal->getCode(), "\n";
}
// A listener's own statement may meet a duplicate, too: that is no second run.
try {
    engine($db, ['idempotency_key' => 'another', 'query' => fn() => 'INSERT INTO wp_terms (term_id) VALUES (1)'] + $config)->receive(body(['A' => 4]), Stockwire\Engine::V1);
} catch (Stockwire\Refusal $refusal) {
    echo $refusal->answer, ' ', $refusal->getCode(), ' ', $refusal->getMessage(), "\n";
}
echo rows($db, $a), "\n", journal($db), "\n";
?>
--EXPECT--
{"updated":1}
conflict 409
unavailable 503 The database refused a statement (error 1062). Nothing of it was written.
_stock=2.000000 _stock_status=instock | 2 instock | no term
runs: done failed, lines: 1
