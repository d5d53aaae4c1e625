<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Fails where the plugin calls a function or class of WordPress that is newer than the oldest version it runs on.
 * A call is fine in a file that asks function_exists() or class_exists() for that name first.
 *
 * Usage: php since.php STUBS FOLDER VERSION
 */

declare(strict_types=1);

list( , $stubs, $folder, $oldest ) = $argv;

/** Name in lower case => version in which it came, for all that is newer. */
function newer( string $stubs, string $oldest ): array {
	$since = '0';
	$names = array();
	$depth = 0;
	foreach ( PhpToken::tokenize( (string) file_get_contents( $stubs ) ) as $token ) {
		$tokens[] = $token;
	}
	$tokens = array_values( array_filter( $tokens, static fn( PhpToken $t ): bool => ! $t->is( T_WHITESPACE ) ) );
	foreach ( $tokens as $at => $token ) {
		if ( $token->is( T_DOC_COMMENT ) && preg_match( '/@since\s+(?:MU\s*\()?([0-9.]+)/', $token->text, $found ) ) {
			$since = $found[1];
		}
		// Methods are left to PHPStan: their classes are what a version brings.
		if ( $token->is( array( T_FUNCTION, T_CLASS ) ) && $tokens[ $at + 1 ]->is( T_STRING ) ) {
			if ( 1 === $depth && version_compare( $since, $oldest, '>' ) ) {
				$names[ strtolower( $tokens[ $at + 1 ]->text ) ] = $since;
			}
			$since = '0';
		}
		$depth += $token->is( array( '{', T_CURLY_OPEN ) ) ? 1 : ( $token->is( '}' ) ? -1 : 0 );
	}
	return $names;
}

$newer  = newer( $stubs, $oldest );
$failed = count( $newer ) < 20 ? array( 'the stubs were not understood' ) : array();
foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $folder, FilesystemIterator::SKIP_DOTS ) ) as $file ) {
	if ( 'php' !== $file->getExtension() ) {
		continue;
	}
	$text = (string) file_get_contents( (string) $file );
	foreach ( PhpToken::tokenize( $text ) as $token ) {
		$name = strtolower( ltrim( $token->text, '\\' ) );
		if ( $token->is( array( T_STRING, T_NAME_FULLY_QUALIFIED ) ) && isset( $newer[ $name ] ) && ! preg_match( "/(function|class)_exists\(\s*'" . preg_quote( $name, '/' ) . "'/i", $text ) ) {
			$failed[] = "$file:{$token->line}: $name came with WordPress {$newer[ $name ]}";
		}
	}
}
echo implode( "\n", $failed ), array() === $failed ? '' : "\n";
exit( array() === $failed ? 0 : 1 );
