<?php
// SPDX-License-Identifier: MIT
// The engine alone, from body to receipt: what the fast lane does between its socket and the announcing, without both.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

use Stockwire\Engine;
use Stockwire\Shop\Database;
use Stockwire\Shop\EngineFactory;

final class Bare implements Peer {
	private string $body = '';

	public function prepare( array $lines, bool $by_name ): void {
		$this->body = Lines::body( $lines, $by_name );
	}

	public function run( array $lines, bool $by_name ): array {
		$engine = new Engine( (object) Database::connection(), array( 'source' => 'bench', 'brake_percent' => 0 ) + ( new EngineFactory() )->config() );
		$reads  = Stock::reads();
		list( , $requests ) = Again::until_through( fn(): string => $engine->receive( $this->body, Engine::V1 )->toJson() );
		return array( 'requests' => $requests, 'queries' => $engine->queries, 'reads' => ( Stock::reads() - $reads ) / count( $lines ) );
	}

	public function warm(): int {
		return 20;
	}
}
