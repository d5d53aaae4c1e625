<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Adds PHPUnit's report and the lines that served requests ran up: clover.php REPORT SERVED MISSED prints the share of lines, and lists
 * those that no test came to.
 */

declare(strict_types=1);

$report = @simplexml_load_file($argv[1]);
if ($report === false) {
	fwrite(STDERR, "php: PHPUnit wrote no report\n");
	exit(1);
}
$served = [];
foreach (file($argv[2]) ?: [] as $request) {
	foreach (json_decode($request, true) ?? [] as $name => $lines) {
		$served[$name] = ($served[$name] ?? []) + array_fill_keys($lines, true);
	}
}
$ran = 0;
$by_tests = 0;
$all = 0;
$missed = [];
foreach ($report->xpath('//file') ?: [] as $file) {
	$name = preg_replace('~^.*/src/~', '', (string) $file['name']);
	$of = ['ran' => 0, 'never' => []];
	foreach ($file->line as $line) {
		if ((string) $line['type'] === 'stmt') {
			$at = (int) $line['num'];
			$by_tests += (int) $line['count'] > 0 ? 1 : 0;
			(int) $line['count'] > 0 || isset($served["src/$name"][$at]) ? $of['ran']++ : $of['never'][] = $at;
		}
	}
	$ran += $of['ran'];
	$all += $of['ran'] + count($of['never']);
	$missed[] = sprintf("%s: %d of %d\n  never: %s\n", $name, $of['ran'], $of['ran'] + count($of['never']), implode(' ', $of['never']));
}
sort($missed);
file_put_contents($argv[3], implode('', $missed));
$share = static fn(int $some): float => $all > 0 ? 100 * $some / $all : 0.0;
printf("%-10s lines %5.1f %% of %d (%.1f %% in the tests' own process, the rest in requests that they send)\n", 'php', $share($ran), $all, $share($by_tests));
exit($all > 0 ? 0 : 1);
