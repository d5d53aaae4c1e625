<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A network of shops beside the sandbox's shop: same database, tables of its own, its own small web server.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class Network {

	private const PREFIX = 'net_';

	private readonly string $folder;

	/** Without a port: WordPress takes none in the name of a site. Requests name it in their Host header. */
	private const DOMAIN = 'localhost';

	private readonly int $port;

	/** @var resource|null */
	private $server = null;

	public function __construct( private readonly bool $subdomains ) {
		$socket = stream_socket_server( 'tcp://127.0.0.1:0' );
		$this->port = (int) substr( (string) strrchr( (string) stream_socket_get_name( $socket, false ), ':' ), 1 );
		fclose( $socket );
		$this->folder = dirname( (string) realpath( (string) getenv( 'WP_PATH' ) ) ) . '/network-' . uniqid();
		// Hard links: a network is only to be read, but for its own configuration.
		self::shell( 'cp -al ' . escapeshellarg( getenv( 'WP_PATH' ) . '/.' ) . ' ' . escapeshellarg( $this->folder ) );
		unlink( $this->folder . '/wp-config.php' );
		self::shell( 'rm -rf ' . escapeshellarg( $this->folder . '/wp-content/plugins/stockwire' ) );
		self::shell( 'cp -r ' . escapeshellarg( dirname( __DIR__, 3 ) . '/wp-plugin/stockwire' ) . ' ' . escapeshellarg( $this->folder . '/wp-content/plugins/stockwire' ) );
		$this->configure( false );
		// Of a test that was stopped.
		self::drop_tables();
		$this->run( 'install', '/', $subdomains ? '1' : '0' );
		$this->configure( true );
	}

	/** Starts a web server for the network; with the fast lane it hands pushes to push.php, as the Apache module does. */
	public function serve( bool $lane = false ): void {
		$router = $this->folder . '/router.php';
		file_put_contents( $router, "<?php\n" . ( $lane ? self::lane() : '' ) . "require __DIR__ . '/index.php';\n" );
		$this->server = proc_open( array( 'php', ...self::ini(), '-S', "127.0.0.1:$this->port", '-t', $this->folder, $router ), array( array( 'file', '/dev/null', 'r' ), array( 'file', $this->folder . '/server.log', 'w' ), array( 'file', $this->folder . '/server.log', 'a' ) ), $pipes );
		for ( $i = 0; $i < 100 && false === @fsockopen( '127.0.0.1', $this->port ); $i++ ) {
			usleep( 50000 );
		}
	}

	/** Moves wp-content, and writes down which requests start the whole of WordPress. */
	public function move_content(): string {
		rename( $this->folder . '/wp-content', $this->folder . '/content' );
		$configuration = (string) file_get_contents( $this->folder . '/wp-config.php' );
		file_put_contents( $this->folder . '/wp-config.php', str_replace( "<?php\n", "<?php\ndefine( 'WP_CONTENT_DIR', __DIR__ . '/content' );\n", $configuration ) );
		$boots = $this->folder . '/boots';
		@mkdir( $this->folder . '/content/mu-plugins' );
		file_put_contents( $this->folder . '/content/mu-plugins/boots.php', "<?php\nadd_action( 'plugins_loaded', fn() => file_put_contents( '$boots', ( \$_SERVER['REQUEST_METHOD'] ?? '' ) . \"\\n\", FILE_APPEND ) );\n" );
		return $boots;
	}

	private static function lane(): string {
		$push = dirname( __DIR__, 3 ) . '/apache-module/push.php';
		return "if ( 'POST' === \$_SERVER['REQUEST_METHOD'] ) {
				\$_SERVER['STOCKWIRE_WORDPRESS'] = __DIR__;
				\$_SERVER['STOCKWIRE_SITE']      = rtrim( explode( 'index.php', \$_SERVER['REQUEST_URI'] )[0], '/' ) ?: '/';
				\$_SERVER['STOCKWIRE_DIALECT']   = 'smartbill';
				\$_SERVER['STOCKWIRE_LANE']      = '$push';
				require '$push';
				return;
			}
			";
	}

	/** Status of a push to a site. */
	public function push( string $site, string $token, string $body ): int {
		$host = $this->subdomains ? "$site." . self::DOMAIN : self::DOMAIN;
		$curl = curl_init( "http://127.0.0.1:$this->port/" . ( $this->subdomains ? '' : "$site/" ) . 'index.php?rest_route=/smartbill_woocommerce/v1/stocks' );
		curl_setopt_array(
			$curl,
			array(
				CURLOPT_HTTPHEADER     => array( "Host: $host", "Authorization: Bearer $token" ),
				CURLOPT_POSTFIELDS     => $body,
				CURLOPT_RETURNTRANSFER => true,
				CURLOPT_TIMEOUT        => 60,
			)
		);
		curl_exec( $curl );
		return (int) curl_getinfo( $curl, CURLINFO_RESPONSE_CODE );
	}

	/**
	 * Runs a step of network.php in a PHP of its own, as a request to a site would see the network.
	 *
	 * @return mixed what the step prints
	 */
	public function run( string $step, string $site = 'main', string ...$words ): mixed {
		$environment = array(
			'WP_PATH'  => $this->folder,
			'NET_HOST' => $this->subdomains && ! in_array( $site, array( 'main', '/' ), true ) ? "$site." . self::DOMAIN : self::DOMAIN,
			'NET_PATH' => $this->subdomains || in_array( $site, array( 'main', '/' ), true ) ? '/' : "/$site/",
			'PATH'     => (string) getenv( 'PATH' ),
		);
		$process     = proc_open( array( 'php', ...self::ini(), '-d', 'display_errors=stderr', __DIR__ . '/network-step.php', $step, ...$words ), array( array( 'file', '/dev/null', 'r' ), array( 'pipe', 'w' ), array( 'pipe', 'w' ) ), $pipes, null, $environment );
		$said        = (string) stream_get_contents( $pipes[1] );
		$errors      = (string) stream_get_contents( $pipes[2] );
		$status      = proc_close( $process );
		$lines       = explode( "\n", trim( $said ) );
		if ( 0 !== $status ) {
			throw new \RuntimeException( "$step: status $status\n$said\n$errors" );
		}
		return json_decode( (string) end( $lines ), true );
	}

	/** @return list<string> tables of ours, without the network's prefix */
	public function tables(): array {
		global $wpdb;
		return array_map( static fn( string $name ): string => substr( $name, strlen( self::PREFIX ) ), $wpdb->get_col( "SHOW TABLES LIKE '" . self::PREFIX . "%stockwire\\_%'" ) );
	}

	/** Takes the network away again. */
	public function remove(): void {
		if ( null !== $this->server ) {
			proc_terminate( $this->server );
			proc_close( $this->server );
		}
		self::drop_tables();
		self::shell( 'rm -rf ' . escapeshellarg( $this->folder ) );
	}

	private static function drop_tables(): void {
		global $wpdb;
		foreach ( $wpdb->get_col( "SHOW TABLES LIKE '" . self::PREFIX . "%'" ) as $table ) {
			$wpdb->query( "DROP TABLE `$table`" );
		}
	}

	private function configure( bool $network ): void {
		$constants = array(
			'DB_NAME'                => DB_NAME,
			'DB_USER'                => DB_USER,
			'DB_PASSWORD'            => DB_PASSWORD,
			'DB_HOST'                => DB_HOST,
			'DB_CHARSET'             => 'utf8mb4',
			'DB_COLLATE'             => '',
			'WP_HTTP_BLOCK_EXTERNAL' => true,
			'DISABLE_WP_CRON'        => true,
			'STOCKWIRE_TOKEN_FILE'   => $this->folder . '/tokens',
			'WP_ALLOW_MULTISITE'     => true,
		);
		if ( $network ) {
			$constants += array(
				'MULTISITE'            => true,
				'SUBDOMAIN_INSTALL'    => $this->subdomains,
				'DOMAIN_CURRENT_SITE'  => self::DOMAIN,
				'PATH_CURRENT_SITE'    => '/',
				'SITE_ID_CURRENT_SITE' => 1,
				'BLOG_ID_CURRENT_SITE' => 1,
			);
		}
		$lines = array_map( static fn( string $name, mixed $value ): string => "define( '$name', " . var_export( $value, true ) . " );\n", array_keys( $constants ), $constants );
		file_put_contents( $this->folder . '/wp-config.php', "<?php\n" . implode( $lines ) . "\$table_prefix = '" . self::PREFIX . "';\nrequire_once __DIR__ . '/wp-settings.php';\n" );
	}

	/** @return list<string> */
	private static function ini(): array {
		return array_values( array_filter( explode( ' ', (string) getenv( 'PHP_INI_ARGS' ) ) ) );
	}

	private static function shell( string $command ): void {
		exec( $command . ' 2>&1', $lines, $status );
		if ( 0 !== $status ) {
			throw new \RuntimeException( implode( "\n", $lines ) );
		}
	}
}
