<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * A hook that is to be called later, with what it is told then.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class ActionScheduler_Action {
	/** @var string */
	protected $hook;
	/** @var array<int|string, mixed> */
	protected $args;
	/** @var string */
	protected $group;
	private int $priority = 10;

	public function __construct( $hook, array $args = array(), ?ActionScheduler_Schedule $schedule = null, $group = '' ) {
		$this->hook  = $hook;
		$this->args  = $args;
		$this->group = $group;
	}

	public function execute() {
		do_action_ref_array( $this->hook, array_values( $this->args ) );
	}

	public function get_hook() {
		return $this->hook;
	}

	public function get_args() {
		return $this->args;
	}

	public function get_group() {
		return $this->group;
	}

	public function is_finished() {
		return false;
	}

	public function set_priority( $priority ) {
		$this->priority = (int) $priority;
	}

	public function get_priority() {
		return $this->priority;
	}
}
