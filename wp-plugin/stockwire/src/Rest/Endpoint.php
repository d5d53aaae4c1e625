<?php
/**
 * What answers one route.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

/** Reads a call, gives a reply; never prints, never exits. */
interface Endpoint {

	/**
	 * The answer.
	 *
	 * @param Call $call The request.
	 */
	public function reply( Call $call ): Reply;
}
