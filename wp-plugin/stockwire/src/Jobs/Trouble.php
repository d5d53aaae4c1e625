<?php
/**
 * Why something cannot be started, in a sentence for the owner.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

/** Its message is shown as it is. */
final class Trouble extends \DomainException {}
