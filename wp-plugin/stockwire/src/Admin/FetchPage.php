<?php
/**
 * The Fetch page: pull all stock now, or by the clock.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

/** Puts its sections one below the other: first what is used daily, last what is set once. */
final class FetchPage extends FormTab {

	/**
	 * Takes what handles the forms.
	 *
	 * @param FetchActions $actions Carries them out.
	 */
	public function __construct( private readonly FetchActions $actions = new FetchActions() ) {}

	/** Its name for people. */
	public function title(): string {
		return __( 'Fetch', 'stockwire' );
	}

	/** Its name in the address. */
	protected function name(): string {
		return 'fetch';
	}

	/**
	 * Carries out one form.
	 *
	 * @param string $action Its name.
	 */
	protected function handle( string $action ): ActionResult {
		return $this->actions->handle( $action );
	}

	/**
	 * What is said after a redirect.
	 *
	 * @return array<string, string>
	 */
	protected function sentences(): array {
		return array(
			'account'    => __( 'Account saved. It is kept encrypted and never shown again.', 'stockwire' ),
			'forgotten'  => __( 'Account forgotten.', 'stockwire' ),
			'warehouses' => __( 'These are the warehouses of the back office. Choose which ones to follow.', 'stockwire' ),
			'followed'   => __( 'Warehouses saved.', 'stockwire' ),
			'schedule'   => __( 'Schedule saved.', 'stockwire' ),
			'cancelled'  => __( 'Cancelled. What had been written stays.', 'stockwire' ),
		);
	}

	/** Prints the sections. */
	protected function sections(): void {
		RecomputeSection::hint();
		( new FetchSection() )->render();
		( new FollowSection() )->render();
		( new ScheduleSection() )->render();
		( new AccountSection() )->render( fn( string $name, string $saved ): string => $this->typed( $name, $saved ) );
	}
}
