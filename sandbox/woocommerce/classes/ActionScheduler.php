<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * The front door of Action Scheduler: whether it is up, and who runs its queue.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

abstract class ActionScheduler {
	private static bool $ready = false;

	public static function init( $plugin_file ) {
		add_action(
			'init',
			static function (): void {
				self::$ready = true;
				self::runner()->init();
				do_action( 'action_scheduler_init' );
			},
			1
		);
	}

	public static function is_initialized( $function_name = null ) {
		if ( ! self::$ready && null !== $function_name ) {
			_doing_it_wrong( esc_html( $function_name ), 'Called before the Action Scheduler data store was initialized.', '3.1.6' );
		}
		return self::$ready;
	}

	public static function runner() {
		return ActionScheduler_QueueRunner::instance();
	}

	public static function get_datetime_object( $when = null, $timezone = 'UTC' ) {
		if ( $when instanceof DateTime ) {
			return $when;
		}
		return new DateTime( is_numeric( $when ) ? "@$when" : ( $when ?? 'now' ), new DateTimeZone( $timezone ) );
	}
}
