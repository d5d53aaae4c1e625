<?php
/**
 * A command was called in a way that makes no sense.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

/** Its message says how it is called. */
final class Usage extends \RuntimeException {}
