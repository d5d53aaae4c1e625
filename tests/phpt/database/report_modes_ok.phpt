--TEST--
Every mysqli_report() mode gives the same receipts and refusals, and is left as it was
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
set_error_handler(function ($no, $text) { echo "warning: $text\n"; return true; });
foreach ([MYSQLI_REPORT_OFF, MYSQLI_REPORT_ERROR, MYSQLI_REPORT_STRICT, MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT, MYSQLI_REPORT_ALL] as $i => $mode) {
    mysqli_report($mode);
    echo json_encode(engine($db)->receive(body(['A' => 10 + $i]), Stockwire\Engine::V1)->counts), ' ';
    $driver = new mysqli_driver();
    echo $driver->report_mode === $mode ? 'kept' : 'changed', "\n";
}
mysqli_report(MYSQLI_REPORT_OFF);
$db->query('DROP TABLE wp_stockwire_levels');
foreach ([MYSQLI_REPORT_OFF, MYSQLI_REPORT_ALL] as $mode) {
    mysqli_report($mode);
    refused(fn() => engine($db)->receive(body(['A' => 1]), Stockwire\Engine::V1));
}
mysqli_report(MYSQLI_REPORT_OFF);
echo rows($db, $a), "\n";
?>
--EXPECT--
{"updated":1} kept
{"updated":1} kept
{"updated":1} kept
{"updated":1} kept
{"updated":1} kept
unavailable: The database refused a statement (error 1146). Nothing of it was written.
unavailable: The database refused a statement (error 1146). Nothing of it was written.
_stock=14.000000 _stock_status=instock | 14 instock | no term
