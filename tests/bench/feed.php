<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The peer of feed.c: with "make" it writes a body of 100,000 lines, else it reads one with json_decode and the same checks.
 */

declare(strict_types=1);

if ($argv[1] === 'make') {
	$lines = [];
	for ($i = 0; $i < 100000; $i++) {
		$lines[] = ['productName' => "Șurub inox cap îngropat M$i", 'productCode' => "SKU-$i", 'warehouse' => 'Depozit central',
			'quantity' => $i % 977 + 0.5 * ($i % 2), 'measuringUnit' => 'buc'];
	}
	echo json_encode(['products' => $lines], JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
	exit;
}

// The most memory that this process has had, in KiB; PHP's own counter does not see what its libraries allocate.
$high_water = static fn(): int => preg_match('/VmHWM:\s+(\d+)/', (string) file_get_contents('/proc/self/status'), $m) ? (int) $m[1] : 0;
$body = (string) file_get_contents($argv[1]);
$before = $high_water();
$began = hrtime(true);
$by_code = [];
foreach (json_decode($body, true, 8, JSON_THROW_ON_ERROR)['products'] as $line) {
	$code = $line['productCode'] ?? '';
	$name = $line['productName'] ?? '';
	$warehouse = $line['warehouse'] ?? '';
	$quantity = $line['quantity'] ?? null;
	if (!is_string($code) || !is_string($name) || !is_string($warehouse)) {
		continue;
	}
	$code = trim($code);
	$name = trim($name);
	$warehouse = trim($warehouse);
	if ($code . $name === '' || mb_strlen($code) > 100 || mb_strlen($name) > 1000 || mb_strlen($warehouse) > 100) {
		continue;
	}
	$number = is_int($quantity) || is_float($quantity) || (is_string($quantity) && preg_match('/^-?\d+(\.\d+)?$/D', $quantity) === 1);
	if ($number && abs((float) $quantity) <= 999999999) {
		$by_code[$code] = ['name' => $name, 'warehouse' => $warehouse, 'quantity' => $quantity];
	}
}
printf("%.1f %d %d\n", (hrtime(true) - $began) / 1e6, count($by_code), $high_water() - $before);
