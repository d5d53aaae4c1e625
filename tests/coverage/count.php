<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Adds gcov's reports up: count.php NAME REPORTS MISSED core|ext|module prints shares of lines and branches, and lists what no test came to.
 */

declare(strict_types=1);

[, $name, $reports, $list, $room] = $argv;
// Sources are compiled in copies: what they are called there, and what here.
$rooms = ['core' => '~^.*/(?:ext/core|core)/(\w+\.c)$~', 'ext' => '~^(?!.*/core/).*/ext/(\w+\.c)$~', 'module' => '~^(?:.*/)?(mod_stockwire\w*\.c)$~'];
// These macros of PHP's take apart what a caller passed; their dozens of branches in one line of ours are PHP's, counted apart.
const MACROS = '/^\s*(Z_PARAM_|ZEND_PARSE_PARAMETERS_|RETURN_THROWS)/';
$lines = [];
$branches = [];
$foreign = [];
foreach (file($reports) ?: [] as $report) {
	foreach (json_decode($report, true, 512, JSON_THROW_ON_ERROR)['files'] as $file) {
		if (preg_match($rooms[$room], $file['file'], $match) !== 1) {
			continue;
		}
		$path = $match[1];
		// allocations.c is the tests' own.
		if ($room === 'ext' && !file_exists(__DIR__ . "/../../ext/$path")) {
			continue;
		}
		$source = $room === 'ext' ? file(__DIR__ . "/../../ext/$path") : [];
		// One source may be compiled into several programs: what one of them ran through was run through.
		foreach ($file['lines'] as $line) {
			$at = $line['line_number'];
			$lines[$path][$at] = ($lines[$path][$at] ?? 0) + $line['count'];
			$macro = $room === 'ext' && preg_match(MACROS, $source[$at - 1] ?? '') === 1;
			foreach ($line['branches'] as $i => $branch) {
				if ($macro) {
					$foreign["$path.$at.$i"] = ($foreign["$path.$at.$i"] ?? 0) + $branch['count'];
				} else {
					$branches[$path]["$at.$i"] = ($branches[$path]["$at.$i"] ?? 0) + $branch['count'];
				}
			}
		}
	}
}
$share = static fn(array $counts): array => [count(array_filter($counts)), count($counts)];
$percent = static fn(array $of): float => $of[1] > 0 ? 100 * $of[0] / $of[1] : 100.0;
$all = [[0, 0], [0, 0]];
$missed = '';
ksort($lines);
foreach ($lines as $path => $counts) {
	ksort($counts);
	$ran = [$share($counts), $share($branches[$path] ?? [])];
	foreach ($ran as $kind => $of) {
		$all[$kind] = [$all[$kind][0] + $of[0], $all[$kind][1] + $of[1]];
	}
	$missed .= sprintf("%s: lines %.1f %%, branches %.1f %%\n  never: %s\n", $path, $percent($ran[0]), $percent($ran[1]), implode(' ', array_keys($counts, 0, true)));
	$half = array_unique(array_map('intval', array_keys($branches[$path] ?? [], 0, true)));
	$missed .= '  one way only: ' . implode(' ', array_filter($half, static fn(int $at): bool => $counts[$at] > 0)) . "\n";
	if ($percent($ran[0]) < (float) getenv('LOW')) {
		printf("  %-24s lines %5.1f %%   branches %5.1f %%\n", $path, $percent($ran[0]), $percent($ran[1]));
	}
}
file_put_contents($list, $missed);
printf("%-10s lines %5.1f %% of %d   branches %5.1f %% of %d\n", $name, $percent($all[0]), $all[0][1], $percent($all[1]), $all[1][1]);
if ($foreign !== []) {
	printf("%-10s branches of PHP's macros for parameters, not counted above: %.1f %% of %d\n", '', $percent($share($foreign)), count($foreign));
}
exit($all[0][1] > 0 ? 0 : 1);
