<?php
// SPDX-License-Identifier: MIT
// Writes the configuration of a test's Apache and php-fpm, and the sites they serve.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

final class Config {
	private const MODULES = array(
		'authz_core', 'authz_host', 'authz_user', 'authn_core', 'authn_file', 'auth_basic', 'alias', 'deflate', 'dir', 'env',
		'filter', 'headers', 'mime', 'remoteip', 'rewrite', 'setenvif', 'status',
	);

	public function __construct( private string $dir, private string $mpm, private string $php ) {}

	/** The text before the virtual hosts. */
	public function server( int $port, ?string $module ): string {
		$folder  = self::modules();
		$modules = array_merge( array( "mpm_{$this->mpm}" ), self::MODULES );
		$modules = array_merge( $modules, 'fpm' === $this->php ? array( 'proxy', 'proxy_fcgi' ) : array() );
		if ( 'event' === $this->mpm && file_exists( "$folder/mod_http2.so" ) ) {
			$modules[] = 'http2';
		}
		$text = in_array( 'http2', $modules, true ) ? "Protocols h2c http/1.1\n" : '';
		foreach ( $modules as $name ) {
			$text .= "LoadModule {$name}_module $folder/mod_$name.so\n";
		}
		if ( 'mod_php' === $this->php ) {
			$text .= 'LoadModule php_module ' . ( glob( "$folder/libphp8*.so" )[0] ?? "$folder/libphp.so" ) . "\n";
			// No php.ini and no extension of the machine's.
			$text .= "PHPINIDir {$this->dir}/empty\n<FilesMatch \\.php$>\nSetHandler application/x-httpd-php\n</FilesMatch>\n";
		} else {
			$text .= "<FilesMatch \\.php$>\nSetHandler \"proxy:unix:{$this->dir}/run/fpm.sock|fcgi://localhost\"\n</FilesMatch>\n";
		}
		if ( null !== $module ) {
			$text .= "LoadModule stockwire_module $module\n";
		}
		if ( 0 === posix_getuid() ) {
			$text .= "User www-data\nGroup www-data\n";
		}
		return $text . <<<CONF
			ServerRoot {$this->dir}
			DefaultRuntimeDir run
			PidFile run/apache.pid
			ServerName localhost
			Listen 127.0.0.1:$port
			ErrorLog error.log
			LogFormat "%v %m %U%q %>s %I %O" short
			CustomLog access.log short
			TypesConfig /etc/mime.types
			DirectoryIndex index.php index.html
			KeepAliveTimeout 10
			MaxKeepAliveRequests 0
			Timeout 10
			GracefulShutdownTimeout 10
			StartServers 2
			MaxRequestWorkers 50
			SetEnv HITS {$this->dir}/hits
			RemoteIPHeader X-Client
			RemoteIPInternalProxy 127.0.0.1 ::1
			ExtendedStatus On
			<Directory />
			Options FollowSymLinks
			AllowOverride All
			Require all granted
			</Directory>
			<FilesMatch "^\\.ht">
			Require all denied
			</FilesMatch>

			CONF;
	}

	/** The sites; `$nothing` leaves each of our directives out. */
	public function hosts( bool $nothing ): string {
		$dir = $this->dir;
		$text = self::host( 'plain.test', "$dir/www", "Alias /alias $dir/alias" )
			. self::host( 'protected.test', "$dir/www", "<Location />\nAuthType Basic\nAuthName x\nAuthUserFile $dir/users\nRequire valid-user\n</Location>" );
		if ( $nothing ) {
			return $text;
		}
		return $text
			. self::host( 'on.test', "$dir/www", "Alias /alias $dir/alias\nStockwire On" )
			. self::host( 'wc.test', "$dir/www", "Stockwire On\nStockwireForward /wc/v3/" )
			. self::host( 'none.test', "$dir/www", "Stockwire On\nStockwireForward /wc/v3/\n<Location /shop>\nStockwireForward None\n</Location>" )
			. self::host( 'prefix.test', "$dir/www", "Stockwire On\nStockwireRestPrefix api" )
			. self::host( 'htaccess.test', "$dir/htaccess", '' )
			. self::host( 'fallback.test', "$dir/fallback", "Stockwire On\nFallbackResource /index.php" )
			. self::host( 'vhost-rewrite.test', "$dir/fallback", "Stockwire On\nRewriteEngine On\nRewriteRule ^/(?!index\\.php) /index.php [PT]" )
			. self::host( 'unset.test', "$dir/www", "Stockwire On\nRequestHeader unset Authorization" )
			. $this->guarded();
	}

	/** Sites with a file of digests. */
	private function guarded(): string {
		$dir   = $this->dir;
		$on    = "Stockwire On\nStockwireTokenFile $dir/tokens\n";
		$pages = '';
		foreach ( array( 400, 401, 403, 405, 411, 413, 429 ) as $status ) {
			$pages .= "ErrorDocument $status /index.php\n";
		}
		return self::host( 'guard.test', "$dir/www", "{$on}Alias /alias $dir/alias" )
			. self::host( 'errors.test', "$dir/www", $on . $pages )
			. self::host( 'small.test', "$dir/www", "{$on}StockwireMaxBody 64K" )
			. self::host( 'limited.test', "$dir/www", "{$on}LimitRequestBody 1000" )
			. self::host( 'rate.test', "$dir/www", "{$on}StockwireRate 3" )
			. self::host( 'norate.test', "$dir/www", "{$on}StockwireRate Off" )
			. self::host( 'denied.test', "$dir/www", "$on<Location />\nRequire all denied\n</Location>" )
			. self::host( 'rewritten.test', "$dir/fallback", "{$on}RewriteEngine On\nRewriteRule ^/(?!index\\.php) /index.php [PT]" )
			. self::host( 'fallback-guard.test', "$dir/fallback", "{$on}FallbackResource /index.php" )
			. self::host( 'dropped.test', "$dir/www", "{$on}RequestHeader unset Authorization" )
			. self::host( 'given.test', "$dir/www", $on . 'RequestHeader set Authorization "Bearer ' . Pusher::TOKEN . '"' )
			. self::host( 'unlisted.test', "$dir/www", $on )
			. self::host( 'nofile.test', "$dir/www", "Stockwire On\nStockwireTokenFile $dir/missing" )
			. self::host( 'nonefile.test', "$dir/www", "Stockwire On\nStockwireTokenFile None" )
			. self::host( 'changing.test', "$dir/www", "Stockwire On\nStockwireTokenFile $dir/changing\nStockwireRate Off" )
			. self::host( 'authconfig.test', "$dir/override", "<Directory $dir/override>\nAllowOverride AuthConfig\n</Directory>" )
			. self::host( 'fileinfo.test', "$dir/override2", "<Directory $dir/override2>\nAllowOverride FileInfo\n</Directory>" )
			. self::host( 'none-override.test', "$dir/override3", "<Directory $dir/override3>\nAllowOverride None\n</Directory>" )
			. $this->lanes( $on )
			. self::host( 'status.test', "$dir/empty", "<Location /server-status>\nSetHandler server-status\n</Location>" );
	}

	/** Sites with a fast lane, and such that only look so. */
	private function lanes( string $on ): string {
		$dir  = $this->dir;
		$lane = "{$on}StockwireWordPress $dir/www/\nStockwireLane $dir/lane/push.php\n";
		return self::host( 'lane.test', "$dir/www", "$lane<Directory $dir/www>\nSetEnv SHOP_ENV live\nSetEnvIf X-Forwarded-Proto https HTTPS=on\n</Directory>" )
			. self::host( 'lane-limit.test', "$dir/www", "$lane<Location \"/\">\n<Limit POST>\nRequire ip 203.0.113.9\n</Limit>\n</Location>\n<LocationMatch \"^/(wp-json/|index\\.php$)\">\n<Limit POST>\nRequire all granted\n</Limit>\n</LocationMatch>" )
			. self::host( 'lane-location.test', "$dir/www", "$lane<Location \"/\">\nRequire ip 203.0.113.9\n</Location>\n<LocationMatch \"^/(wp-json/|index\\.php$)\">\nRequire all granted\n</LocationMatch>" )
			. self::host( 'lane-errors.test', "$dir/empty", "{$lane}ErrorDocument 404 /stockwire-lane" )
			. self::host( 'lane-off.test', "$dir/www", "{$on}StockwireWordPress $dir/www\nStockwireLane Off" )
			. self::host( 'lane-inherited-off.test', "$dir/www", "{$on}StockwireLane $dir/lane/push.php\nStockwireWordPress None" )
			. self::host( 'lane-denied.test', "$dir/www", "$lane<Directory $dir/lane>\nRequire all denied\n</Directory>" )
			. self::host( 'lane-index.test', "$dir/www", "$lane<Files index.php>\nRequire all denied\n</Files>" )
			. self::host( 'lane-text.test', "$dir/www", "$lane<FilesMatch \"\\.php$\">\nSetHandler None\n</FilesMatch>" );
	}

	public function fpm(): string {
		$user = 0 === posix_getuid() ? "user = www-data\ngroup = www-data\nlisten.owner = www-data\nlisten.group = www-data\n" : '';
		return "[global]\nerror_log = {$this->dir}/fpm.log\ndaemonize = no\n[www]\n{$user}listen = {$this->dir}/run/fpm.sock\n"
			. "pm = static\npm.max_children = 4\nphp_admin_value[memory_limit] = 256M\n";
	}

	/** Lays out the folders and pages. */
	public function sites(): void {
		$rules = (string) file_get_contents( dirname( __DIR__ ) . '/pages/htaccess' );
		foreach ( array( 'www' => '/', 'www/shop' => '/shop/', 'www/off' => '/off/', 'alias' => '/alias/', 'fallback' => '', 'htaccess' => '/', 'htaccess/off' => '/off/' ) as $folder => $base ) {
			$path = "{$this->dir}/$folder";
			mkdir( $path, 0755, true );
			copy( dirname( __DIR__ ) . '/pages/index.php', "$path/index.php" );
			$text = '' === $base ? '' : str_replace( '@BASE@', $base, $rules );
			$text = match ( $folder ) {
				'htaccess'     => "Stockwire On\nStockwireForward /wc/v3/\n$text",
				'htaccess/off',
				'www/off'      => "<IfModule stockwire_module>\nStockwire Off\n</IfModule>\n$text",
				default        => $text,
			};
			file_put_contents( "$path/.htaccess", $text );
		}
		touch( "{$this->dir}/www/wp-load.php" );
		mkdir( "{$this->dir}/lane", 0755 );
		file_put_contents( "{$this->dir}/lane/push.php", file_get_contents( dirname( __DIR__ ) . '/pages/index.php' ) . "\n// STOCKWIRE_LANE_STANDS_HERE\n" );
		file_put_contents( "{$this->dir}/www/plain.txt", "plain\n" );
		mkdir( "{$this->dir}/empty", 0755 );
		mkdir( "{$this->dir}/override", 0755 );
		// Apache knows folders by their path: three of them, one content.
		symlink( 'override', "{$this->dir}/override2" );
		symlink( 'override', "{$this->dir}/override3" );
		file_put_contents( "{$this->dir}/override/plain.txt", "plain\n" );
		file_put_contents( "{$this->dir}/users", 'u:{SHA}' . base64_encode( sha1( 'p', true ) ) . "\n" );
		file_put_contents( "{$this->dir}/tokens", Pusher::file() );
	}

	public static function modules(): string {
		return getenv( 'APACHE_MODULES' ) ?: trim( (string) shell_exec( 'apxs -q LIBEXECDIR' ) );
	}

	private static function host( string $name, string $root, string $more ): string {
		return "<VirtualHost *>\nServerName $name\nDocumentRoot $root\n$more\n</VirtualHost>\n";
	}
}
