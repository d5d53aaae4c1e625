<?php
/**
 * The receipt of a run: what it was, what became of every line, what can be done.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Activity\Lines;
use Stockwire\Shop\Activity\Run;
use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Admin\Asked;
use Stockwire\Shop\Admin\Html;
use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Admin\Show;

/** One page for every kind of run; the preview of an undo is its confirmation. */
final class ReceiptView {

	/**
	 * Takes the run.
	 *
	 * @param Run   $run   The run.
	 * @param Lines $lines Reads its lines.
	 */
	public function __construct( private readonly Run $run, private readonly Lines $lines = new Lines() ) {}

	/** Prints it. */
	public function render(): void {
		$run = $this->run;
		printf( '<h2>%s</h2>', esc_html( $this->title() ) );
		printf( '<p><a href="%s">%s</a></p>', esc_url( Menu::tab( 'activity' ) ), esc_html__( '← All runs', 'stockwire' ) );
		if ( in_array( $run->state, Run::STEPPED, true ) ) {
			$this->progress();
		}
		if ( ! $run->said->silent() ) {
			Html::notice( 'done' === $run->state ? 'warning' : 'error', $run->said->translated() );
		}
		$counts = $this->lines->counts( $run );
		$this->facts( $counts );
		$this->buttons( $counts );
		$this->lines( $counts );
	}

	/** What the page is about. */
	private function title(): string {
		if ( $this->run->preview && $this->run->undo_of > 0 ) {
			/* translators: %d: number of a run */
			return sprintf( __( 'Take run #%d back?', 'stockwire' ), $this->run->undo_of );
		}
		return Sentences::run( $this->run );
	}

	/** It goes on: the script looks again after a while, the link does so at once. */
	private function progress(): void {
		$run = $this->run;
		echo '<div class="notice notice-info inline" role="status" data-stockwire-reload="3000"><p>';
		/* translators: 1: state, e.g. "Being written", 2: number of lines, 3: number of lines */
		echo esc_html( sprintf( __( '%1$s: %2$s of %3$s lines.', 'stockwire' ), Sentences::state( $run->state ), number_format_i18n( $run->position() ), number_format_i18n( $run->lines ) ) );
		printf( ' <a href="%s">%s</a></p></div>', esc_url( Menu::tab( 'activity', array( 'run' => (string) $run->id ) ) ), esc_html__( 'Look again', 'stockwire' ) );
	}

	/**
	 * What is known of the run as a whole.
	 *
	 * @param array<string, int> $counts Lines by outcome.
	 */
	private function facts( array $counts ): void {
		$run   = $this->run;
		$facts = array(
			array( __( 'State', 'stockwire' ), Sentences::state_of( $run ) ),
			array( __( 'Started', 'stockwire' ), Show::time( $run->started ) ),
			array( __( 'Ended', 'stockwire' ), Show::time( $run->finished ) ),
			array( __( 'By', 'stockwire' ), Sentences::who( $run ) ),
			array( __( 'Lines', 'stockwire' ), number_format_i18n( $run->lines ) . ( array() === $counts ? '' : ' · ' . Sentences::counts( $counts, $run->preview ) ) ),
		);
		echo '<dl class="stockwire-facts">';
		foreach ( $facts as list( $name, $fact ) ) {
			printf( '<div><dt>%s</dt><dd>%s</dd></div>', esc_html( $name ), '' === $fact ? '—' : esc_html( $fact ) );
		}
		self::related( __( 'Takes back', 'stockwire' ), $run->undo_of );
		self::related( __( 'Taken back by', 'stockwire' ), $run->undoable() ? (int) ( new Runs() )->undo_of( $run )?->id : 0 );
		echo '</dl>';
	}

	/**
	 * A run that has to do with this one.
	 *
	 * @param string $name What it is to this one.
	 * @param int    $id   Its number; 0: none.
	 */
	private static function related( string $name, int $id ): void {
		if ( $id > 0 ) {
			printf( '<div><dt>%s</dt><dd><a href="%s">#%d</a></dd></div>', esc_html( $name ), esc_url( Menu::tab( 'activity', array( 'run' => (string) $id ) ) ), (int) $id );
		}
	}

	/**
	 * What can be done with the run.
	 *
	 * @param array<string, int> $counts Lines by outcome.
	 */
	private function buttons( array $counts ): void {
		$run = $this->run;
		echo '<div class="stockwire-buttons">';
		if ( $run->held() ) {
			Html::notice( 'warning', Sentences::held( $run ) );
			Buttons::release( $run->id );
			Buttons::discard( $run->id );
		}
		if ( $run->preview && $run->undo_of > 0 && $run->over() ) {
			$this->confirm( $counts );
		} elseif ( $run->undoable() ) {
			Buttons::form( 'undo_preview', $run->id, __( 'Undo…', 'stockwire' ), '', __( 'Looking…', 'stockwire' ) );
		}
		if ( $run->lines > 0 ) {
			printf( '<a class="button" href="%s">%s</a>', esc_url( Actions::csv_url( $run->id ) ), esc_html__( 'Download as CSV', 'stockwire' ) );
		}
		echo '</div>';
	}

	/**
	 * Asks before an undo.
	 *
	 * @param array<string, int> $counts Of its preview.
	 */
	private function confirm( array $counts ): void {
		$back = $counts['updated'] ?? 0;
		$left = array_sum( $counts ) - $back;
		/* translators: 1: number of lines, 2: number of lines */
		echo '<p class="stockwire-wide">' . esc_html( sprintf( __( 'Lines that would go back to the number before: %1$s. Left alone, because something newer changed them or there is nothing to take back: %2$s.', 'stockwire' ), number_format_i18n( $back ), number_format_i18n( $left ) ) ) . '</p>';
		if ( $back > 0 ) {
			Buttons::form( 'undo', $this->run->undo_of, __( 'Undo now', 'stockwire' ), 'button-primary', __( 'Taking back…', 'stockwire' ) );
		}
		printf( '<a class="button" href="%s">%s</a>', esc_url( Menu::tab( 'activity', array( 'run' => (string) $this->run->undo_of ) ) ), esc_html__( 'Leave everything as it is', 'stockwire' ) );
	}

	/**
	 * The lines, by outcome or all.
	 *
	 * @param array<string, int> $counts Lines by outcome.
	 */
	private function lines( array $counts ): void {
		$outcome = Asked::one_of( 'outcome', array_map( 'strval', array_keys( $counts ) ) );
		$total   = '' === $outcome ? array_sum( $counts ) : $counts[ $outcome ];
		$this->outcomes( $counts, $outcome );
		$tried = $this->run->preview ? array( $this->run->id ) : array();
		( new LinesTable( $this->lines->page( $this->run, $outcome, LinesTable::PER_PAGE, LinesTable::offset() ), $total, $tried ) )->display();
	}

	/**
	 * The filter, as WordPress' lists have it.
	 *
	 * @param array<string, int> $counts  Lines by outcome.
	 * @param string             $outcome The chosen one.
	 */
	private function outcomes( array $counts, string $outcome ): void {
		$links = array();
		foreach ( array( '' => array_sum( $counts ) ) + $counts as $code => $count ) {
			$words   = '' === $code ? __( 'All', 'stockwire' ) : ( $this->run->preview ? Sentences::would_be( $code ) : Sentences::outcome( $code ) );
			$links[] = sprintf(
				'<li><a href="%s"%s>%s <span class="count">(%s)</span></a></li>',
				esc_url( Menu::tab( 'activity', array( 'run' => (string) $this->run->id ) + ( '' === $code ? array() : array( 'outcome' => $code ) ) ) ),
				$code === $outcome ? ' class="current" aria-current="page"' : '',
				esc_html( $words ),
				esc_html( number_format_i18n( $count ) )
			);
		}
		printf( '<nav aria-label="%s"><ul class="subsubsub">%s</ul></nav>', esc_attr__( 'Lines by outcome', 'stockwire' ), implode( '', $links ) ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above.
	}
}
