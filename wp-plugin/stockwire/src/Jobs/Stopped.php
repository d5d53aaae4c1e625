<?php
/**
 * Work that is not ours any more: cancelled by somebody, or taken over by another worker.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

/** Thrown to leave the reading; no fault. */
final class Stopped extends \RuntimeException {}
