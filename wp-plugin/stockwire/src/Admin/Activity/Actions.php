<?php
/**
 * Carries out the buttons of the Activity tab.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Refusal;
use Stockwire\Shop\Activity\Csv;
use Stockwire\Shop\Activity\Run;
use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Admin\Asked;
use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Admin\Posted;
use Stockwire\Shop\Message;
use Stockwire\Shop\Requirements;

/** Each action asks for the capability and for its own nonce before it reads anything. */
final class Actions {

	private const NAMES = array( 'release', 'discard', 'undo_preview', 'undo' );

	/**
	 * Takes what does the work.
	 *
	 * @param Verdict $verdict The owner's word.
	 * @param Runs    $runs    Knows the runs.
	 */
	public function __construct( private readonly Verdict $verdict = new Verdict(), private readonly Runs $runs = new Runs() ) {}

	/**
	 * Address of a receipt as a file.
	 *
	 * @param int $run Its number.
	 */
	public static function csv_url( int $run ): string {
		return Menu::tab(
			'activity',
			array(
				'run'      => (string) $run,
				'csv'      => '1',
				'_wpnonce' => wp_create_nonce( 'stockwire_csv_' . $run ),
			)
		);
	}

	/**
	 * Carries out a form.
	 *
	 * @param string $action Its name.
	 * @return string What went wrong; else this redirects and does not return.
	 */
	public function handle( string $action ): string {
		Posted::allow( $action );
		$run = $this->runs->find( (int) Posted::number( 'run' ) );
		if ( null === $run || ! in_array( $action, self::NAMES, true ) ) {
			return __( 'This run does not exist any more.', 'stockwire' );
		}
		$obstacle = self::obstacle( $action );
		if ( null !== $obstacle ) {
			return $obstacle;
		}
		try {
			list( $show, $done ) = $this->carry_out( $action, $run );
		} catch ( Refusal $refusal ) {
			return Message::of_fault( $refusal )->translated();
		}
		wp_safe_redirect(
			Menu::tab(
				'activity',
				array(
					'run'  => (string) $show,
					'done' => $done,
				)
			)
		);
		exit;
	}

	/** Sends a receipt as a file, and ends the request. */
	public function download(): never {
		$id = Asked::id( 'run' );
		Posted::allow( 'csv_' . $id );
		$run = $this->runs->find( $id );
		if ( null === $run ) {
			wp_die( esc_html__( 'This run does not exist any more.', 'stockwire' ), '', array( 'response' => 404 ) );
		}
		// Nothing is kept back, and nothing that others printed gets into the file.
		while ( ob_get_level() > 0 ) {
			ob_end_clean();
		}
		nocache_headers();
		header( 'Content-Type: text/csv; charset=utf-8' );
		header( "Content-Disposition: attachment; filename=\"stockwire-run-$id.csv\"" );
		header( 'X-Content-Type-Options: nosniff' );
		( new Csv() )->send( $run );
		exit;
	}

	/**
	 * What a redirect's word means.
	 *
	 * @param string $done The word.
	 * @param int    $run  The run that is shown.
	 */
	public static function said( string $done, int $run ): string {
		return match ( $done ) {
			'released'  => __( 'The run was released.', 'stockwire' ),
			'discarded' => __( 'The run was discarded. Nothing of it was written.', 'stockwire' ),
			'too_late'  => __( 'Somebody else decided about this run already.', 'stockwire' ),
			'undone'    => __( 'The run was taken back, as far as nothing newer stood in the way.', 'stockwire' ),
			'undoing'   => self::undoing( $run ),
			default     => '',
		};
	}

	/**
	 * How an undo stands that was not done when it was asked for. The page loads itself again, at the same address.
	 *
	 * @param int $run The undo.
	 */
	private static function undoing( int $run ): string {
		$state = ( new Runs() )->find( $run )?->state;
		if ( 'done' === $state ) {
			return self::said( 'undone', $run );
		}
		// Of one that failed or was cancelled its receipt says so.
		return in_array( $state, Run::STEPPED, true ) ? __( 'The run is being taken back; this page shows how far it is.', 'stockwire' ) : '';
	}

	/**
	 * What keeps an action from being carried out. To call a run off writes no stock, and wants the extension only.
	 *
	 * @param string $action Its name.
	 */
	private static function obstacle( string $action ): ?string {
		return 'discard' === $action && Requirements::php_fits() ? null : Requirements::obstacle();
	}

	/**
	 * Does it.
	 *
	 * @param string $action Its name.
	 * @param Run    $run    With which run.
	 * @return array{int, string} The run to show, and what to say.
	 */
	private function carry_out( string $action, Run $run ): array {
		return match ( $action ) {
			'release' => array( $run->id, $this->verdict->release( $run->id ) ? 'released' : 'too_late' ),
			'discard' => array( $run->id, $run->held() && $this->verdict->discard( $run->id ) ? 'discarded' : 'too_late' ),
			'undo'    => $this->undo( $run->id ),
			default   => array( $this->verdict->undo( $run->id, true ), '' ),
		};
	}

	/**
	 * Takes a run back; what is left of that when the time of a page is over, or all while another run is written, follows later.
	 *
	 * @param int $run Its number.
	 * @return array{int, string} The undo, and whether it is done.
	 */
	private function undo( int $run ): array {
		$undo = $this->verdict->undo( $run );
		return array( $undo, 'done' === $this->runs->find( $undo )?->state ? 'undone' : 'undoing' );
	}
}
