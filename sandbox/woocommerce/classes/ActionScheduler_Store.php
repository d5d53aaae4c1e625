<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * The states of an action.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

abstract class ActionScheduler_Store {
	const STATUS_COMPLETE = 'complete';
	const STATUS_PENDING  = 'pending';
	const STATUS_RUNNING  = 'in-progress';
	const STATUS_FAILED   = 'failed';
	const STATUS_CANCELED = 'canceled';
}
