<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The bodies that differential.php compares readers on: drawn by mt_rand(), so that a seed gives them again.
 */

declare(strict_types=1);

/** Makes bodies: some right, most of them damaged a little. */
final class Bodies
{
	private const SPOILERS = [
		'"', '\\', '{', '}', '[', ']', ',', ':', '\\u0000', "\0", '\\ud800', '\\udc00', '\\ud83c\\udf63', "\xFF", "\xC0\xAF", "\xED\xA0\x80",
		"\xC8", "\xF0\x9F", "\x01", "\t", "\n", ' ', '/', '//', '1', '-', '+', '.', 'e', '01', 'NaN', 'null', 'true', 'TRUE', "'", "\xEF\xBB\xBF",
		'"quantity":1', '\\x', '\\u12', "\xC2\xA0", '9007199254740993', '1e309', '{}', '[]', '""',
	];

	/** How many bodies go beyond a cap: one in so many, since they are long. */
	private const RARE = 4000;

	public function body(): string
	{
		if (mt_rand(1, self::RARE) === 1) {
			return $this->beyond();
		}
		$body = $this->right();
		for ($n = $this->pick([0, 0, 1, 1, 1, 2, 3]); $n > 0; $n--) {
			$body = $this->damage($body);
		}
		return $body;
	}

	/** JSON that PHP takes and our caps do not: a string, a name, an object's keys or a key too long or too many. */
	private function beyond(): string
	{
		$long = str_repeat($this->pick(['x', 'ș', '\\u0219', '\\n']), mt_rand(1, 100001));
		$keys = [];
		for ($n = mt_rand(1, 300); $n > 0; $n--) {
			$keys[] = '"k' . $n . '":' . $n;
		}
		$members = $this->pick(['"productName":"' . $long . '"', '"' . $long . '":1', '"x":"' . $long . '"', implode(',', $keys)]);
		return '[{"productCode":"A","quantity":1,' . $members . '},' . $this->line() . ']';
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
		if ($members !== [] && mt_rand(0, 199) === 0) {
			$members[] = $this->pick($members);
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

	private function word(): string
	{
		$word = $this->pick(['null', 'true', 'false']);
		return mt_rand(0, 199) > 0 ? $word : $this->pick([strtoupper($word), ucfirst($word)]);
	}

	private function value(int $depth): string
	{
		$kind = mt_rand(0, $depth > 8 ? 5 : 8);
		if ($kind < 6) {
			return $this->pick([$this->word(), $this->word(), $this->word(), $this->number(), $this->text(), '""']);
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
