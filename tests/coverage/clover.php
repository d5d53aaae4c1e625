<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Adds PHPUnit's report up: clover.php REPORT MISSED prints the share of lines, and lists those that no test came to.
 */

declare(strict_types=1);

$report = @simplexml_load_file($argv[1]);
if ($report === false) {
	fwrite(STDERR, "php: PHPUnit wrote no report\n");
	exit(1);
}
$ran = 0;
$all = 0;
$missed = [];
foreach ($report->xpath('//file') ?: [] as $file) {
	$name = preg_replace('~^.*/src/~', '', (string) $file['name']);
	$of = ['ran' => 0, 'never' => []];
	foreach ($file->line as $line) {
		if ((string) $line['type'] === 'stmt') {
			(int) $line['count'] > 0 ? $of['ran']++ : $of['never'][] = (int) $line['num'];
		}
	}
	$ran += $of['ran'];
	$all += $of['ran'] + count($of['never']);
	$missed[] = sprintf("%s: %d of %d\n  never: %s\n", $name, $of['ran'], $of['ran'] + count($of['never']), implode(' ', $of['never']));
}
sort($missed);
file_put_contents($argv[2], implode('', $missed));
printf("%-8s lines %5.1f %% of %d\n", 'php', $all > 0 ? 100 * $ran / $all : 0, $all);
exit($all > 0 ? 0 : 1);
