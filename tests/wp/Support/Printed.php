<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Keeps what a command writes.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use Stockwire\Shop\Cli\Output;

final class Printed implements Output {

	public string $text = '';

	/** @var list<string> */
	public array $said = array();

	public function write( string $text ): void {
		$this->text .= $text;
	}

	public function say( string $sentence ): void {
		$this->said[] = $sentence;
	}

	public function json(): mixed {
		return json_decode( $this->text, true, 64, JSON_THROW_ON_ERROR );
	}
}
