<?php
// SPDX-License-Identifier: MIT
// What a fresh process on the command line says about products: ask.php 1,2,3 → JSON.

declare(strict_types=1);

require dirname( __DIR__, 2 ) . '/sandbox/setup/load.php';

echo json_encode( stockwire_faults_numbers( $argv[1] ) );
