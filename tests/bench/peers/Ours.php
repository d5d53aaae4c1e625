<?php
// SPDX-License-Identifier: MIT
// Stockwire in the process of the benchmark: what a request does between reading the body and sending the receipt.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

use Stockwire\Engine;
use Stockwire\Receipt;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\Database;
use Stockwire\Shop\EngineFactory;

final class Ours implements Peer {
	private string $body = '';

	public function prepare( array $lines, bool $by_name ): void {
		$this->body = Lines::body( $lines, $by_name );
	}

	public function run( array $lines, bool $by_name ): array {
		$announcer = new Announcer();
		$config    = array( 'source' => 'bench', 'brake_percent' => 0 ) + $announcer->callbacks() + ( new EngineFactory() )->config();
		$engine    = new Engine( (object) Database::connection(), $config );
		$reads     = Stock::reads();
		$start     = hrtime( true );
		list( $receipt, $requests ) = Again::until_through( fn(): Receipt => $engine->receive( $this->body, Engine::V1 ) );
		$written   = hrtime( true );
		$reads     = Stock::reads() - $reads;
		// Beyond 2,000 changed holders the rest follows in the background: a part of its own, not of the answer.
		$answered = $announcer->after( $receipt, $receipt->run );
		\WC_Cache_Helper::delete_transients_on_shutdown();
		return array(
			'requests' => $requests,
			'engine'   => ( $written - $start ) / 1e9,
			'queries'  => $engine->queries,
			'reads'    => $reads / count( $lines ),
			'told'     => (int) $answered,
		);
	}

	public function warm(): int {
		return 20;
	}
}
