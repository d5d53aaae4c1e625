<?php
// SPDX-License-Identifier: MIT
// Prints a body of random lines: body.php LINES SIZE SEED.

declare(strict_types=1);

require __DIR__ . '/../../sandbox/autoload.php';
require __DIR__ . '/autoload.php';

echo Stockwire\Tests\Bench\Lines::body( Stockwire\Tests\Bench\Lines::pick( (int) $argv[1], (int) $argv[2], (int) $argv[3] ), false );
