<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Compares the strict reader with PHP's json_decode on generated bodies: nothing is read that PHP refuses, what both read is
 * the same text and the same number, and what only we refuse has a reason that PHP's own answer confirms; these are counted.
 *
 *     php differential.php READER COUNT [SEED]
 *
 * READER is built from reader.c and the core. Bodies are made in batches, the nth of them with SEED + n, so that memory does not
 * grow with COUNT.
 */

declare(strict_types=1);

require __DIR__ . '/bodies.php';

/* Of sw_status in core/status.h. */
const OK = 0;
const EMPTY_BODY = 2;
const ENCODING = 4;
const DEPTH = 5;
const DUPLICATE = 6;
const SHAPE = 7;
const TOO_LARGE = 8;

const BATCH = 20000;

function trimmed(string $text): string
{
	return (string) preg_replace('/\A(?:[\t-\r ]|\xC2\xA0)+|(?:[\t-\r ]|\xC2\xA0)+\z/', '', $text);
}

/** Text as a line keeps it: blanks off both ends, at most $cap characters, and again no blank at the end. */
function kept(string $text, int $cap): string
{
	return preg_match('/\A.{' . $cap . '}/su', trimmed($text), $match) === 1 ? trimmed($match[0]) : trimmed($text);
}

/**
 * What is wrong with a line that was read; '' where nothing is.
 *
 * @param list<string> $read outcome, reason, code, name, warehouse, quantity
 */
function compare_line(array $read, mixed $php): string
{
	if (!is_array($php)) {
		return $read[1] === 'not_an_object' ? '' : 'not an object';
	}
	if ($read[1] === 'string_too_long') {
		return '';
	}
	foreach (['productCode' => [2, 100], 'productName' => [3, 1000], 'warehouse' => [4, 100]] as $key => [$at, $cap]) {
		$expected = is_string($php[$key] ?? null) ? kept($php[$key], $cap) : '';
		if ($read[$at] !== $expected) {
			return "$key is " . var_export($read[$at], true);
		}
	}
	$quantity = $php['quantity'] ?? null;
	if ($read[0] === 'invalid') {
		return '';
	}
	if (!is_int($quantity) && !is_float($quantity) && (!is_string($quantity) || preg_match('/\A-?\d+(\.\d+)?\z/', $quantity) !== 1)) {
		return 'quantity is no number';
	}
	/* Equal decimals have the same double, however they are spelled. */
	return (float) $read[5] === (float) $quantity ? '' : "quantity is $read[5]";
}

/** Members of all objects in a text that PHP takes: its colons outside strings. */
function members_written(string $json): int
{
	return substr_count((string) preg_replace('/"(?:[^"\\\\]++|\\\\.)*+"/s', '', $json), ':');
}

/** Members that are left when PHP has decoded them, of all objects or of the largest. */
function members_kept(mixed $value, bool $largest): int
{
	$counts = [is_object($value) ? count((array) $value) : 0];
	foreach (is_object($value) || is_array($value) ? (array) $value : [] as $inner) {
		$counts[] = members_kept($inner, $largest);
	}
	return $largest ? max($counts) : array_sum($counts);
}

/** The list of lines in what PHP decoded; null where it holds none. */
function list_in(string $json, mixed $php): ?array
{
	$list = is_array($php) && ltrim($json)[0] === '[' ? $php : $php['products'] ?? null;
	return is_array($list) && array_is_list($list) ? $list : null;
}

/** Why a body is refused that PHP takes, by PHP's own account; null where PHP's account is another. */
function further(int $status, string $json, mixed $php): ?string
{
	return match ($status) {
		ENCODING => stripos($json, '\\u0000') !== false ? 'NUL in a string' : null,
		DEPTH => json_decode($json, true, 8) === null && json_last_error() === JSON_ERROR_DEPTH ? 'deeper than 8' : null,
		DUPLICATE => members_written($json) > members_kept(json_decode($json), false) ? 'a key twice in one object' : null,
		TOO_LARGE => members_kept(json_decode($json), true) > 256 ? 'more than 256 keys in one object' : null,
		/* An empty object decodes to the array that an empty list does. */
		SHAPE => list_in($json, $php) === null || is_object(json_decode($json)->products ?? null) ? 'no list of lines' : null,
		default => null,
	};
}

/** What is wrong with the lines that were read; '' where nothing is. */
function compare_lines(array $lines, ?array $list): string
{
	if ($list === null || count($list) !== count($lines)) {
		return 'another number of lines';
	}
	foreach ($lines as $i => $line) {
		/* An object decodes to an array as a list does: the reader's word decides, where both are possible. */
		$element = is_array($list[$i]) && array_is_list($list[$i]) && $line[1] === 'not_an_object' ? null : $list[$i];
		$wrong = compare_line($line, $element);
		if ($wrong !== '') {
			return "line $i: $wrong";
		}
	}
	return '';
}

/** Compares answers with PHP's, and counts. */
final class Comparison
{
	public int $wrong = 0;
	public int $read = 0;
	public int $refused_by_php = 0;

	/** @var array<string, int> what only the reader refuses: whole bodies */
	public array $bodies = [];

	/** @var array<string, int> what only the reader refuses: lines of bodies that it reads */
	public array $lines = [];

	public function add(string $body, mixed $answer): void
	{
		$wrong = is_array($answer) ? $this->compare($body, $answer) : 'no answer';
		if ($wrong !== '') {
			$this->wrong++;
			echo "$wrong\n", addcslashes(substr($body, 0, 400), "\0..\37\177..\377"), "\n";
		}
	}

	private function compare(string $body, array $answer): string
	{
		$json = str_starts_with($body, "\xEF\xBB\xBF") ? substr($body, 3) : $body;
		$php = json_decode($json, true);
		$this->read += $answer['status'] === OK ? 1 : 0;

		if (json_last_error() !== JSON_ERROR_NONE) {
			$this->refused_by_php++;
			return in_array($answer['status'], [OK, SHAPE], true) ? 'read, though PHP refuses: ' . json_last_error_msg() : '';
		}
		if ($answer['status'] !== OK) {
			$kind = further($answer['status'], $json, $php);
			$this->bodies[$kind] = ($this->bodies[$kind] ?? 0) + 1;
			return $kind !== null ? '' : "refused with status {$answer['status']}, for no reason that PHP confirms";
		}
		foreach ($answer['lines'] as $line) {
			if ($line[1] === 'string_too_long' && strlen($json) <= 100000) {
				return 'a string of a short body is too long';
			}
			if ($line[0] === 'invalid') {
				$this->lines[$line[1]] = ($this->lines[$line[1]] ?? 0) + 1;
			}
		}
		return compare_lines($answer['lines'], list_in($json, $php));
	}

	public function print_kinds(): void
	{
		foreach (['bodies' => $this->bodies, 'lines' => $this->lines] as $what => $kinds) {
			arsort($kinds);
			echo "$what refused that json_decode takes: ";
			echo implode(', ', array_map(static fn($kind, $count) => "$kind $count", array_keys($kinds), $kinds)), "\n";
		}
	}
}

/** Makes a batch of bodies, asks the reader, compares. */
function run_batch(string $reader, int $count, int $seed, Comparison $comparison): void
{
	mt_srand($seed);
	$generator = new Bodies();
	$bodies = [];
	$input = tmpfile();
	$output = tmpfile();
	for ($i = 0; $i < $count; $i++) {
		$bodies[] = $body = $generator->body();
		fwrite($input, pack('V', strlen($body)) . $body);
	}
	rewind($input);
	/* Standard error is inherited: handing the stream over would set a log file that it shares with our output back to its start. */
	$status = proc_close(proc_open([$reader], [$input, $output], $pipes));
	rewind($output);
	if ($status !== 0) {
		echo "the reader ends with status $status, seed $seed\n";
		$comparison->wrong++;
	}
	foreach ($bodies as $body) {
		$comparison->add($body, json_decode((string) fgets($output), true));
	}
}

[, $reader, $count] = $argv;
$count = (int) $count;
$seed = (int) ($argv[3] ?? 20261);
$comparison = new Comparison();
for ($made = 0, $batch = 0; $made < $count; $made += BATCH, $batch++) {
	run_batch($reader, min(BATCH, $count - $made), $seed + $batch, $comparison);
}
/* A generator that makes only bad bodies, or only good ones, would prove nothing. */
if ($comparison->read < $count / 10 || $comparison->read > $count * 9 / 10) {
	$comparison->wrong++;
}
$comparison->print_kinds();
echo "$count bodies, seed $seed, $comparison->refused_by_php refused by json_decode, $comparison->read read, $comparison->wrong differences\n";
exit($comparison->wrong === 0 ? 0 : 1);
