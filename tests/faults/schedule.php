<?php
// SPDX-License-Identifier: MIT
// Plans fetches by the hour, the next one so many seconds ago: schedule.php SECONDS|off

declare(strict_types=1);

require dirname( __DIR__, 2 ) . '/sandbox/setup/load.php';

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Jobs\Schedule;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Settings;

$url = (string) getenv( 'BACKOFFICE_URL' );
Settings::load()->with( array( 'schedule' => 'off' === $argv[1] ? 'off' : '1h', 'fetch_url' => $url, 'fetch_company' => (string) getenv( 'BACKOFFICE_COMPANY' ) ) )->save();
Account::save( (string) getenv( 'BACKOFFICE_USER' ), (string) getenv( 'BACKOFFICE_TOKEN' ), $url );
Schedule::plan();
if ( 'off' !== $argv[1] ) {
	$seen = (string) Swap::read( Schedule::DUE );
	Swap::set( Schedule::DUE, substr( $seen, 0, (int) strpos( $seen, '|' ) ) . '|' . ( Swap::now() - (int) $argv[1] ) );
}
echo 'planned';
