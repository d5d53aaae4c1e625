<?php
// SPDX-License-Identifier: MIT
// Writes the report: report.php RESULTS REPORT FOLDER-OF-PICTURES.

declare(strict_types=1);

use Stockwire\Tests\Bench\Report;
use Stockwire\Tests\Bench\Results;

require __DIR__ . '/autoload.php';

list( , $from, $to, $folder ) = $argv;
// A report that is written elsewhere keeps its pictures beside it.
$beside = realpath( dirname( $to ) ) === realpath( dirname( $folder ) ) ? basename( $folder ) . '/' : '';
$folder = '' === $beside ? dirname( $to ) : $folder;
$report = new Report( new Results( $from ) );
$text   = '';
foreach ( $report->pictures() as $name => $svg ) {
	file_put_contents( "$folder/$name", $svg );
	preg_match( '~<title>(.*)</title>~', $svg, $title );
	$text .= "![{$title[1]}]($beside$name)\n\n";
}
file_put_contents( $to, $report->markdown( $text ) );
