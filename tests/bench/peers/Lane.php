<?php
// SPDX-License-Identifier: MIT
// Stockwire over HTTP by the fast lane; a sandbox without it answers by the REST route, and then this is not measured.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Lane extends Rest {
	protected function url(): string {
		return home_url( '/wp-json/stockwire/v1/stock' );
	}
}
