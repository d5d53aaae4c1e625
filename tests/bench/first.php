<?php
// SPDX-License-Identifier: MIT
// The first change of the same lines: first.php LINES SIZE SEED.

declare(strict_types=1);

require __DIR__ . '/../../wp-plugin/stockwire/src/autoload.php';
require __DIR__ . '/../../sandbox/setup/load.php';
require __DIR__ . '/../../sandbox/autoload.php';
require __DIR__ . '/autoload.php';

Stockwire\Tests\Bench\Stock::first_change( Stockwire\Tests\Bench\Lines::pick( (int) $argv[1], (int) $argv[2], (int) $argv[3] ) );
