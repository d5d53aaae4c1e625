<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Compares the strict reader with PHP's json_decode on generated bodies: nothing is read that PHP refuses, nothing is refused
 * as bad syntax that PHP takes, and what both read is the same text and the same number.
 *
 *     php differential.php READER COUNT [SEED]
 *
 * READER is built from reader.c and the core.
 */

declare(strict_types=1);

/* Of sw_status in core/status.h. */
const OK = 0;
const EMPTY_BODY = 2;
const SYNTAX = 3;
const ENCODING = 4;
const SHAPE = 7;

/** Makes bodies: some right, most of them damaged a little. */
final class Bodies
{
	private const SPOILERS = [
		'"', '\\', '{', '}', '[', ']', ',', ':', '\\u0000', "\0", '\\ud800', '\\udc00', '\\ud83c\\udf63', "\xFF", "\xC0\xAF", "\xED\xA0\x80",
		"\xC8", "\xF0\x9F", "\x01", "\t", "\n", ' ', '/', '//', '1', '-', '+', '.', 'e', '01', 'NaN', 'null', 'true', 'TRUE', "'", "\xEF\xBB\xBF",
		'"quantity":1', '\\x', '\\u12', "\xC2\xA0", '9007199254740993', '1e309', '{}', '[]', '""',
	];

	public function body(): string
	{
		$body = $this->right();
		for ($n = $this->pick([0, 0, 1, 1, 1, 2, 3]); $n > 0; $n--) {
			$body = $this->damage($body);
		}
		return $body;
	}

	private function right(): string
	{
		$lines = [];
		for ($n = mt_rand(0, 3); $n > 0; $n--) {
			$lines[] = $this->line();
		}
		$list = '[' . implode($this->pick([',', ', ', ",\n"]), $lines) . ']';

		return match (mt_rand(0, 9)) {
			0, 1, 2 => $list,
			3 => "\xEF\xBB\xBF" . $list,
			4 => $this->value(0),
			5 => '{"products":' . $list . ',"other":' . $this->value(0) . '}',
			default => '{"products":' . $list . '}',
		};
	}

	private function line(): string
	{
		$members = [];
		foreach (['productCode', 'productName', 'warehouse', 'quantity', 'measuringUnit', 'x'] as $key) {
			if (mt_rand(0, 4) > 0) {
				$value = $key === 'quantity' ? $this->pick([$this->number(), $this->number(), '"' . $this->number() . '"', $this->value(1)])
					: $this->pick([$this->text(), $this->text(), $this->value(1)]);
				$members[] = '"' . $this->key($key) . '":' . $value;
			}
		}
		return '{' . implode(',', $members) . '}';
	}

	private function key(string $key): string
	{
		return mt_rand(0, 9) > 0 ? $key : sprintf('\\u%04x', ord($key[0])) . substr($key, 1);
	}

	private function text(): string
	{
		$text = '';
		for ($n = mt_rand(0, 8); $n > 0; $n--) {
			$text .= $this->pick(['a', 'B', '7', ' ', ' ', 'ș', 'Ă', '中', '🍣', "\xC2\xA0", '\\n', '\\"', '\\\\', '\\/', '\\u0219', '\\u00a0',
				'\\ud83c\\udf63', '\\u0001', 'à', '-', str_repeat('x', mt_rand(0, 120))]);
		}
		return '"' . $text . '"';
	}

	private function number(): string
	{
		return $this->pick(['', '-']) . $this->pick(['0', (string) mt_rand(1, 99), (string) mt_rand(), '999999999', '1000000000'])
			. $this->pick(['', '', '.5', '.0', '.' . mt_rand(), '.000001', '.00000010'])
			. $this->pick(['', '', '', 'e2', 'E-3', 'e+1', 'e309', 'e-400']);
	}

	private function value(int $depth): string
	{
		$kind = mt_rand(0, $depth > 8 ? 5 : 8);
		if ($kind < 6) {
			return $this->pick(['null', 'true', 'false', $this->number(), $this->text(), '""']);
		}
		$inner = $this->value($depth + 1);
		return $kind === 6 ? "[$inner]" : ($kind === 7 ? "{\"a\":$inner,\"b\":1}" : "[$inner,$inner]");
	}

	private function damage(string $body): string
	{
		$at = mt_rand(0, strlen($body));
		return match (mt_rand(0, 4)) {
			0 => substr($body, 0, $at),
			1 => substr($body, 0, $at) . substr($body, $at + mt_rand(1, 3)),
			2 => substr($body, 0, $at) . chr(mt_rand(0, 255)) . substr($body, $at),
			default => substr($body, 0, $at) . $this->pick(self::SPOILERS) . substr($body, $at + mt_rand(0, 1)),
		};
	}

	/** @param non-empty-list<mixed> $list */
	private function pick(array $list): mixed
	{
		return $list[mt_rand(0, count($list) - 1)];
	}
}

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

/** What is wrong with the answer to a body; '' where nothing is. */
function compare(string $body, array $answer): string
{
	$plain = str_starts_with($body, "\xEF\xBB\xBF") ? substr($body, 3) : $body;
	$php = json_decode($plain, true);
	$taken = json_last_error() === JSON_ERROR_NONE;

	if (!$taken) {
		return in_array($answer['status'], [OK, SHAPE], true) ? 'read, though PHP refuses: ' . json_last_error_msg() : '';
	}
	/* PHP takes NUL characters, and its three words in any case. */
	if ($answer['status'] === ENCODING) {
		return stripos($plain, '\\u0000') !== false ? '' : 'refused for its encoding';
	}
	if ($answer['status'] === SYNTAX) {
		return preg_match('/(?!null|true|false)(?i:null|true|false)/', $plain) === 1 ? '' : 'refused for its syntax';
	}
	if ($answer['status'] === EMPTY_BODY) {
		return 'refused as empty';
	}
	if ($answer['status'] !== OK) {
		return '';
	}
	$list = array_is_list($php) && ltrim($plain)[0] === '[' ? $php : $php['products'] ?? null;
	if (!is_array($list) || count($list) !== count($answer['lines'])) {
		return 'another number of lines';
	}
	foreach ($answer['lines'] as $i => $line) {
		/* An object decodes to an array as a list does: the reader's word decides, where both are possible. */
		$element = is_array($list[$i]) && array_is_list($list[$i]) && $line[1] === 'not_an_object' ? null : $list[$i];
		$wrong = compare_line($line, $element);
		if ($wrong !== '') {
			return "line $i: $wrong";
		}
	}
	return '';
}

[, $reader, $count] = $argv;
$seed = (int) ($argv[3] ?? 20261);
mt_srand($seed);
$generator = new Bodies();
$bodies = [];
$input = tmpfile();
for ($i = 0; $i < (int) $count; $i++) {
	$bodies[] = $body = $generator->body();
	fwrite($input, pack('V', strlen($body)) . $body);
}
rewind($input);
$output = tmpfile();
$process = proc_open([$reader], [$input, $output, STDERR], $pipes);
$status = proc_close($process);
rewind($output);

$read = 0;
$wrong = $status === 0 ? 0 : 1;
foreach ($bodies as $i => $body) {
	$answer = json_decode((string) fgets($output), true);
	$fault = is_array($answer) ? compare($body, $answer) : 'no answer';
	$read += is_array($answer) && $answer['status'] === OK ? 1 : 0;
	if ($fault !== '') {
		$wrong++;
		echo "body $i: $fault\n", addcslashes(substr($body, 0, 400), "\0..\37\177..\377"), "\n";
	}
}
/* A generator that makes only bad bodies, or only good ones, would prove nothing. */
if ($read < (int) $count / 10 || $read > (int) $count * 9 / 10) {
	$wrong++;
}
echo "$count bodies, seed $seed, $read read, $wrong differences\n";
exit($wrong === 0 ? 0 : 1);
