--TEST--
Runs that are not there or in another state are refused with a sentence
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
add_product($db, 'A');
$engine = engine($db);
refused(fn() => $engine->stage(7, [['code' => 'A', 'quantity' => 1]]));
refused(fn() => $engine->commit(7));
refused(fn() => $engine->advance(7));
refused(fn() => $engine->undo(7));
refused(fn() => $engine->stageSums(7));
refused(fn() => $engine->restage(7));
$closed = connect();
$late = engine($closed);
$closed->close();
refused(fn() => $late->advance(7));
var_dump($engine->release(7), $engine->cancel(7));
$run = $engine->open();
foreach ([[5], [['product' => 0]], [['product' => 'x']], [['code' => "\xff"]], [['quantity' => NAN]]] as $list) {
    try { $engine->stage($run, $list); echo "taken\n"; } catch (ValueError $error) { echo $error->getMessage(), "\n"; }
}
foreach ([0, 10001] as $limit) {
    try { $engine->advance($run, $limit); } catch (ValueError $error) { echo $error->getMessage(), "\n"; }
}
try { $engine->advance(-1); } catch (ValueError $error) { echo $error->getMessage(), "\n"; }
echo $engine->advance($run)->state, ' ', state($db, $run), "\n";
$engine->commit($run);
refused(fn() => $engine->stage($run, [['code' => 'A', 'quantity' => 1]]));
refused(fn() => $engine->undo($run));
$db->begin_transaction();
$db->query("UPDATE wp_posts SET post_title = 'x'");
refused(fn() => $engine->open());
echo $db->query('SELECT COUNT(*) FROM wp_stockwire_lines')->fetch_row()[0];
?>
--EXPECT--
conflict: There is no such run, or it is not in a state for this.
conflict: This run takes no lines: it is not there, or it is being carried out already.
conflict: There is no such run.
conflict: There is no such run, or it is not in a state for this.
conflict: There is no such run, or it is not in a state for this.
conflict: This run takes no lines: it is not there, or it is being carried out already.
unavailable: The connection to the database is closed.
bool(false)
bool(false)
Stockwire\Engine::stage(): Argument #2 ($lines) must be a list of lines
Stockwire\Engine::stage(): Argument #2 ($lines) must be a list of lines
Stockwire\Engine::stage(): Argument #2 ($lines) must be a list of lines
Stockwire\Engine::stage(): Argument #2 ($lines) must hold UTF-8 text and finite numbers only
Stockwire\Engine::stage(): Argument #2 ($lines) must hold UTF-8 text and finite numbers only
Stockwire\Engine::advance(): Argument #2 ($limit) must be between 1 and 10000
Stockwire\Engine::advance(): Argument #2 ($limit) must be between 1 and 10000
Stockwire\Engine::advance(): Argument #1 ($run) must be the number of a run
staging staging lines 0 matched 0 position 0 changed 0 zeroed 0
conflict: There is no such run, or it is not in a state for this.
conflict: There is no such run, or it is not in a state for this.
unavailable: Another plugin has a database transaction open in this request, so nothing was written. Send the same push again.
0
