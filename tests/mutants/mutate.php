<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Writes mutants of a C file: mutate.php SOURCE FOLDER BUDGET SEED leaves N.c and N.txt, which says what was changed where.
 */

declare(strict_types=1);

/** What stands for what; a pattern matches within one line of code. */
const OPERATORS = [
	['/ < /', ' <= '], ['/ <= /', ' < '], ['/ > /', ' >= '], ['/ >= /', ' > '], ['/ < /', ' > '], ['/ > /', ' < '],
	['/ == /', ' != '], ['/ != /', ' == '],
	['/ && /', ' || '], ['/ \|\| /', ' && '],
	['/ \+ /', ' - '], ['/ - /', ' + '], ['/ \* (?=\w)/', ' + '], ['~ / ~', ' * '], ['/ % /', ' / '],
	['/ \+= /', ' -= '], ['/ -= /', ' += '], ['/\+\+/', '--'],
	['/(?<![\w.])0(?![\w.])/', '1'], ['/(?<![\w.])1(?![\w.])/', '0'], ['/(?<![\w.])([2-9]|[1-9]\d+)(?=U?\b)(?![\w.]*[a-fxA-FX])/', '($1+1)'],
	['/\btrue\b/', 'false'], ['/\bfalse\b/', 'true'],
	['/!(?=[a-z(])/', ''], ['/(?<=\()-(?=[a-z0-9])/', ''],
	['/\bif \((.*)\) \{$/', 'if (1) {'], ['/\bif \((.*)\) \{$/', 'if (0) {'],
	['/^\t+(?!return|static|const|sw_\w+ \**\w+( =|;|\[)|[a-z_0-9]+ \**\w+( =|;|\[)|break|continue|case|default|goto)[a-z*(].*;$/', "\t;"],
	['/\bbreak;/', ';'], ['/\bcontinue;/', ';'],
];

[, $source, $folder, $budget, $seed] = $argv;
$lines = explode("\n", (string) file_get_contents($source));
$found = [];
$comment = false;
foreach ($lines as $at => $line) {
	$code = $line;
	// Comments, texts and characters keep their place, but nothing in them is touched.
	$code = preg_replace_callback('~"(?:\\\\.|[^"\\\\])*"|\'(?:\\\\.|[^\'\\\\])*\'|/\*.*?\*/~', static fn(array $m): string => str_repeat('`', strlen($m[0])), $code);
	if ($comment || str_contains($code, '/*')) {
		$comment = !str_contains($code, '*/');
		continue;
	}
	// Declarations at the left edge have no deed in them; nor have directives and tables of prototypes.
	if ($code === '' || $code[0] !== "\t") {
		continue;
	}
	foreach (OPERATORS as $operator => [$pattern, $with]) {
		preg_match_all($pattern, $code, $matches, PREG_OFFSET_CAPTURE);
		foreach ($matches[0] as $i => [$text, $offset]) {
			$new = str_replace('$1', $matches[1][$i][0] ?? '', $with);
			$found[] = [$at, substr($line, 0, $offset) . $new . substr($line, $offset + strlen($text))];
		}
	}
}
mt_srand((int) $seed);
shuffle($found);
$drawn = (int) $budget > 0 ? array_slice($found, 0, (int) $budget) : $found;
foreach ($drawn as $n => [$at, $changed]) {
	$mutant = $lines;
	$mutant[$at] = $changed;
	$name = sprintf('%s/%04d', $folder, $n);
	file_put_contents("$name.c", implode("\n", $mutant));
	file_put_contents("$name.txt", sprintf("%s:%d: %s\n    became: %s\n", basename($source), $at + 1, trim($lines[$at]), trim($changed)));
}
fprintf(STDERR, "%s: %d of %d possible mutants drawn\n", basename($source), count($drawn), count($found));
