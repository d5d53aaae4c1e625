<?php
// SPDX-License-Identifier: MIT
// Prints the signature of everything that a loaded WooCommerce, real or stood in for, declares in the named files.
// signatures.php stubs FOLDER  |  signatures.php standin FOLDER

declare(strict_types=1);

[ , $what, $folder ] = $argv;

/** Enough of WordPress for the stand-in's files to be loaded without running anything. */
function standin_load( string $folder ): void {
	define( 'ABSPATH', '/' );
	define( 'WC_VERSION', '0' );
	foreach ( array( 'add_action', 'add_filter' ) as $name ) {
		eval( "function $name() {}" );
	}
	foreach ( array( 'WP_Error', 'WP_Post', 'WP_Term', 'WP_Query', 'wpdb' ) as $name ) {
		class_exists( $name ) || eval( "class $name {}" );
	}
	spl_autoload_register(
		static function ( string $name ) use ( $folder ): void {
			$file = "$folder/classes/" . str_replace( '\\', '/', $name ) . '.php';
			is_file( $file ) && require $file;
		}
	);
	foreach ( glob( "$folder/functions/*.php" ) as $file ) {
		require $file;
	}
	// The one function that the main file has for itself.
	preg_match( '/^function WC\(.*?\n}\n/ms', (string) file_get_contents( "$folder/woocommerce.php" ), $found );
	eval( $found[0] );
	foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( "$folder/classes", FilesystemIterator::SKIP_DOTS ) ) as $file ) {
		class_exists( strtr( substr( (string) $file, strlen( "$folder/classes/" ), -4 ), '/', '\\' ) );
	}
}

function stubs_load( string $folder ): void {
	// Constants of WordPress that constants of WooCommerce are made of.
	foreach ( array( 'MINUTE' => 60, 'HOUR' => 3600, 'DAY' => 86400, 'WEEK' => 604800, 'MONTH' => 2592000, 'YEAR' => 31536000 ) as $name => $seconds ) {
		define( "{$name}_IN_SECONDS", $seconds );
	}
	require "$folder/php-stubs/wordpress-stubs/wordpress-stubs.php";
	require "$folder/php-stubs/woocommerce-stubs/woocommerce-stubs.php";
	require "$folder/php-stubs/woocommerce-stubs/woocommerce-packages-stubs.php";
}

/** A class's constant counts as its value, one of WordPress by its name. */
function default_text( ReflectionParameter $one ): string {
	$name = $one->isDefaultValueConstant() ? (string) $one->getDefaultValueConstantName() : '';
	return '' === $name || str_contains( $name, '::' ) ? var_export( $one->getDefaultValue(), true ) : $name;
}

/** One line that is equal where a caller or a child class sees no difference. */
function signature( ReflectionFunctionAbstract $function ): string {
	$parameters = array();
	foreach ( $function->getParameters() as $one ) {
		$text = ( $one->getType() ? $one->getType() . ' ' : '' ) . ( $one->isPassedByReference() ? '&' : '' ) . ( $one->isVariadic() ? '...' : '' ) . '$' . $one->getName();
		if ( $one->isDefaultValueAvailable() ) {
			$text .= ' = ' . default_text( $one );
		}
		$parameters[] = $text;
	}
	$how = $function instanceof ReflectionMethod ? implode( ' ', Reflection::getModifierNames( $function->getModifiers() & ~ReflectionMethod::IS_FINAL ) ) . ' ' : '';
	return $how . '(' . preg_replace( '/\s+/', ' ', implode( ', ', $parameters ) ) . ')' . ( $function->getReturnType() ? ': ' . $function->getReturnType() : '' );
}

$known = array( get_defined_functions()['user'], array_merge( get_declared_classes(), get_declared_interfaces() ) );
'stubs' === $what ? stubs_load( $folder ) : standin_load( (string) realpath( $folder ) );

$found = array();
// Of the stand-in, what it says itself: what it inherits is checked where that is said.
$counts = static fn( ReflectionFunctionAbstract|ReflectionClass $one ): bool => 'stubs' === $what || str_starts_with( (string) $one->getFileName(), (string) realpath( $folder ) . '/' ) || 'WC' === $one->getName();
foreach ( array_diff( get_defined_functions()['user'], $known[0] ) as $name ) {
	$function = new ReflectionFunction( $name );
	if ( $counts( $function ) ) {
		$found[ $function->getName() ] = signature( $function );
	}
}
foreach ( array_diff( array_merge( get_declared_classes(), get_declared_interfaces() ), $known[1] ) as $name ) {
	$class = new ReflectionClass( $name );
	if ( ! $counts( $class ) ) {
		continue;
	}
	$found[ $name ] = $class->isInterface() ? 'interface' : 'class';
	foreach ( $class->getMethods( ReflectionMethod::IS_PUBLIC | ReflectionMethod::IS_PROTECTED ) as $method ) {
		if ( 'stubs' === $what || $method->getDeclaringClass()->getName() === $name ) {
			$found[ "$name::" . $method->getName() ] = signature( $method );
		}
	}
	foreach ( 'stubs' === $what ? array_keys( $class->getConstants() ) : array() as $constant ) {
		$found[ "$name::" . $constant ] = 'const ' . var_export( $class->getConstant( $constant ), true );
	}
	foreach ( 'stubs' === $what ? array() : $class->getReflectionConstants( ReflectionClassConstant::IS_PUBLIC ) as $constant ) {
		$found[ "$name::" . $constant->getName() ] = 'const ' . var_export( $constant->getValue(), true );
	}
}
echo json_encode( $found, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE );
