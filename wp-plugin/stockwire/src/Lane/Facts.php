<?php
/**
 * What the fast lane has to know, noted by a whole WordPress: it loads no plugin and hears no filter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

use Stockwire\Shop\Announce\Hooks;
use Stockwire\Shop\Announce\VisibilityTerm;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Wake;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;
use Stockwire\Shop\TokenFile;

/**
 * The lane is open while they are true, and while this machine has shown that push.php runs on it.
 *
 * @phpstan-import-type TokenRecord from Settings
 * @phpstan-type Node array{files: string, proof: string, detail: string, at: int}
 * @phpstan-type Kept array{stamp: string, reason: string, made: float, config: array<string, mixed>, timezone: string, tokens: list<TokenRecord>,
 *               enabled: bool, term: int, site: string, wake: string, headers: list<string>, file: string, sapi: string, basedir: string, nodes: array<string, Node>}
 */
final class Facts {

	public const OPTION = 'stockwire_lane';

	/** Seconds after which facts are noted anew while pushes come in, and after which they are believed no more. */
	public const RENEWED   = 60;
	private const BELIEVED = HOUR_IN_SECONDS;

	/** Proof of a machine on which push.php answered. */
	public const PROVEN = 'proven';

	/** Machines that are remembered. */
	private const NODES = 16;

	/** What of an ordinary answer's headers the lane's answers carry, too. */
	private const HEADERS = '/^(?:X-Robots-Tag|Link|X-Content-Type-Options|Access-Control-(?:Expose|Allow)-Headers):/i';

	/**
	 * Made by read().
	 *
	 * @param array<string, mixed> $kept    As noted, or empty.
	 * @param string               $stamp   Fingerprint of the options now.
	 * @param float                $doubted When somebody last changed the shop by hand.
	 * @phpstan-param Kept|array{} $kept
	 */
	private function __construct( private readonly array $kept, private readonly string $stamp, private readonly float $doubted ) {}

	/** What is noted, from the database itself. */
	public static function read(): self {
		return self::of( Options::read() );
	}

	/**
	 * What is noted among options that were read already.
	 *
	 * @param Options $options As the database has them.
	 */
	public static function of( Options $options ): self {
		$kept = $options->value( self::OPTION );
		return new self( is_array( $kept ) && isset( $kept['stamp'], $kept['nodes'], $kept['config'] ) ? $kept : array(), Stamp::of_options( $options ), Doubt::raised( $options ) );
	}

	/** Why the lane is not open: a code of Sentences; '' where it is. */
	public function reason(): string {
		if ( array() === $this->kept ) {
			return 'never';
		}
		$node = $this->node();
		if ( '' !== $this->kept['reason'] ) {
			return $this->kept['reason'];
		}
		if ( ! $this->fresh() ) {
			return 'stale';
		}
		return self::PROVEN === $node['proof'] ? '' : ( '' === $node['proof'] ? 'unproven' : $node['proof'] );
	}

	/** May pushes take the lane on this machine? */
	public function open(): bool {
		return '' === $this->reason();
	}

	/** Are they true still, as far as fingerprints tell, and known by a request that began after whatever somebody did to the shop? */
	private function fresh(): bool {
		return array() !== $this->kept && $this->stamp === $this->kept['stamp'] && $this->kept['made'] > $this->doubted && abs( $this->age() ) < self::BELIEVED && Stamp::of_files() === $this->node()['files'];
	}

	/** Seconds since they were noted. */
	public function age(): int {
		return array() === $this->kept ? PHP_INT_MAX : (int) ( time() - $this->kept['made'] );
	}

	/**
	 * One of them.
	 *
	 * @param string $name config, timezone, tokens, enabled, term, site, wake, headers, file, sapi or basedir.
	 */
	public function get( string $name ): mixed {
		return $this->kept[ $name ] ?? null;
	}

	/**
	 * This machine.
	 *
	 * @return array
	 * @phpstan-return Node
	 */
	public function node(): array {
		return $this->kept['nodes'][ (string) gethostname() ] ?? array(
			'files'  => '',
			'proof'  => '',
			'detail' => '',
			'at'     => 0,
		);
	}

	/**
	 * Notes them, within a request to an address of ours: what others do depends on the kind of request.
	 *
	 * @param string $file Path of push.php, as the module says it.
	 */
	public static function renew( string $file ): self {
		$options = Options::read();
		$known   = self::of( $options );
		if ( $known->fresh() && $known->age() < self::RENEWED && $file === $known->get( 'file' ) && ini_get( 'open_basedir' ) === $known->get( 'basedir' ) ) {
			return $known;
		}
		if ( ! $options->are_known() ) {
			// What this request would note is older than the fingerprint; the next one will know better.
			return $known;
		}
		$node          = $known->node();
		$node['files'] = Stamp::of_files();
		return self::keep( array( 'nodes' => self::with_node( $known, $node ) ) + self::noted( $file ) + array( 'stamp' => $known->stamp ) );
	}

	/** When this request began, since when it knows the shop: seconds since 1970. */
	private static function began(): float {
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- a number of PHP's own.
		return (float) ( $_SERVER['REQUEST_TIME_FLOAT'] ?? microtime( true ) );
	}

	/**
	 * Notes whether push.php runs on this machine.
	 *
	 * @param string $proof  PROVEN, or the code of what is wrong.
	 * @param string $detail What that names.
	 */
	public static function prove( string $proof, string $detail = '' ): void {
		$known = self::read();
		if ( array() === $known->kept ) {
			return;
		}
		$node = array(
			'proof'  => $proof,
			'detail' => $detail,
			'at'     => time(),
		) + $known->node();
		self::keep( array( 'nodes' => self::with_node( $known, $node ) ) + $known->kept );
	}

	/**
	 * What is so now.
	 *
	 * @param string $file Path of push.php.
	 * @return array<string, mixed>
	 */
	private static function noted( string $file ): array {
		$settings = Settings::load();
		$obstacle = Requirements::obstacle();
		$config   = null === $obstacle ? ( new EngineFactory() )->config() : array();
		$reason   = match ( true ) {
			null !== $obstacle             => 'obstacle',
			isset( $config['round'] )      => 'rounding',
			isset( $config['original'] )   => 'translations',
			(bool) has_filter( Hooks::QUERY ) => 'query',
			default                        => '',
		};
		return array(
			'reason'   => $reason,
			'made'     => self::began(),
			// What is of the moment is worked out again.
			'config'   => array_diff_key( $config, array_flip( array( 'round', 'original', 'prefix', 'deadline', 'actor', 'utc_offset' ) ) ),
			'timezone' => wp_timezone_string(),
			'tokens'   => $settings->tokens(),
			'enabled'  => $settings->enabled(),
			'term'     => VisibilityTerm::id(),
			'site'     => TokenFile::site(),
			'wake'     => rest_url( Wake::ROUTE ),
			'headers'  => array_values( (array) preg_grep( self::HEADERS, headers_list() ) ),
			'file'     => $file,
			'sapi'     => PHP_SAPI,
			'basedir'  => (string) ini_get( 'open_basedir' ),
		);
	}

	/**
	 * The machines, with one of them as it is now; the ones that were silent longest go.
	 *
	 * @param self  $known What was noted before.
	 * @param array $node  This machine.
	 * @phpstan-param Node $node
	 * @return array<string, Node>
	 */
	private static function with_node( self $known, array $node ): array {
		$nodes = array( (string) gethostname() => $node ) + ( $known->kept['nodes'] ?? array() );
		return array_slice( $nodes, 0, self::NODES, true );
	}

	/**
	 * Writes them down.
	 *
	 * @param array<string, mixed> $kept All of them.
	 */
	private static function keep( array $kept ): self {
		// Not autoloaded: pages have no use for it. The cache may hold what another machine has replaced.
		wp_cache_delete( self::OPTION, 'options' );
		update_option( self::OPTION, $kept, false );
		return self::read();
	}
}
