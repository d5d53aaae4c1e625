<?php
// SPDX-License-Identifier: MIT
// Compares core's slugs with sanitize_title() of an installed WordPress, its tags with strip_tags() and its entities with
// html_entity_decode(), over random names. Usage: php compare.php CLI WORDPRESS COUNT SEED

declare(strict_types=1);

require dirname( __DIR__, 2 ) . '/ext/core/tools/wordpress.php';

const LOCALES = array( '', 'de_DE', 'da_DK', 'ca', 'sr_RS', 'bs_BA' );
const BATCH   = 20000;

/** What names are made of: words of the trade, letters of many tables, and what formatting functions stumble over. */
final class Names {
	private const WORDS = array( 'Șurub', 'Țeavă', 'cablu', 'Bec', 'LED', 'Piuliță', 'Vopsea', 'lavabilă', 'ŞURUB', 'ţeavă', 'Straße', 'Größe', 'Ærø', 'Ånd', 'col·lecció', 'paral·lel', 'Đorđe', 'ђак', 'Шраф', 'c++', 'C#', 'Ǝ', 'Ǻ', 'M8x40', '3,5x40', '1.5', '1/2"', '220V', '20 %', '°C', 'H₂O', 'm²', '½', '№5', '€ 5', '£5' );
	private const SIGNS = array( ' ', '  ', ' - ', '-', '--', '---', '_', '.', ',', '/', '\\', '&', '&amp;', '&nbsp;', '&ndash;', '&#8211;', '&#160;', '&lt;b&gt;', '&;', ';', '%', '%20', '%c2%a0', '%C2%AD', '%e2%80%', '---41---', '<b>', '</b>', '<br/>', '<', '>', '< ', '<!-- x -->', '<?php ?>', '"', "'", '(', ')', '!', '?', '+', '#', '*', ':', '=', "\n", "\t", '–', '—', '„', '”', '’', '«', '»', '…', '•', '©', '®', '™', '×', '¡', '¿', '´', "\u{AD}", "\u{A0}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{FEFF}", "\u{FFFC}", "\u{2009}", "\u{2028}", "\u{301}", "\u{306}", "\u{327}", "\u{326}", "\u{341}", '🍣', '漢字', 'ｆ' );

	public static function make( bool $known ): string {
		$name = '';
		for ( $i = mt_rand( 1, 8 ); $i > 0; $i-- ) {
			$name .= match ( mt_rand( 0, 9 ) ) {
				0, 1, 2, 3 => self::WORDS[ mt_rand( 0, count( self::WORDS ) - 1 ) ],
				4, 5, 6 => self::SIGNS[ mt_rand( 0, count( self::SIGNS ) - 1 ) ],
				7 => ' ',
				8 => (string) mt_rand( 0, 99 ),
				9 => self::letter(),
			};
		}
		// What this WordPress' tables do not hold yet: slug.c says how such names are treated.
		return $known ? $name : str_ireplace( array( "\u{18F}", "\u{1DD}", "\u{2011}", '%e2%80%91' ), '', $name );
	}

	private static function letter(): string {
		[ $from, $to ] = array( array( 0x20, 0x7E ), array( 0xA0, 0x24F ), array( 0x300, 0x36F ), array( 0x390, 0x3A1 ), array( 0x400, 0x45F ), array( 0x1E00, 0x1EF9 ), array( 0x2000, 0x206F ), array( 0x20A0, 0x20BF ) )[ mt_rand( 0, 7 ) ];
		return mb_chr( mt_rand( $from, $to ), 'UTF-8' );
	}
}

/** Letters from which tags and entities are made, drawn one by one. */
function soup( array $pieces ): string {
	$text = '';
	for ( $i = mt_rand( 1, 25 ); $i > 0; $i-- ) {
		$text .= $pieces[ mt_rand( 0, count( $pieces ) - 1 ) ];
	}
	return $text;
}

/** @param list<array{string,string,string}> $questions kind, locale, text */
function ask( string $cli, array $questions ): array {
	$in  = tmpfile();
	$out = tmpfile();
	foreach ( $questions as [ $kind, $locale, $text ] ) {
		fwrite( $in, $kind . ' ' . ( '' === $locale ? '-' : $locale ) . ' ' . bin2hex( $text ) . "\n" );
	}
	rewind( $in );
	// Standard error is inherited: handing the stream over would set a log file that it shares with our output back to its start.
	$process = proc_open( array( $cli ), array( $in, $out ), $pipes );
	if ( 0 !== proc_close( $process ) ) {
		fwrite( STDERR, "$cli failed\n" );
		exit( 2 );
	}
	rewind( $out );
	return array_map( static fn( $line ) => 'error' === $line ? null : hex2bin( $line ), explode( "\n", substr( stream_get_contents( $out ), 0, -1 ) ) );
}

/** Asks core and the other side; prints the first differences. @return int how many differ */
function differences( string $cli, array $questions, callable $expected ): int {
	$answers = ask( $cli, $questions );
	$differ  = count( $questions ) === count( $answers ) ? 0 : 1;
	foreach ( $questions as $i => $question ) {
		$want = $expected( $question );
		if ( ( $answers[ $i ] ?? null ) !== $want && ++$differ <= 5 ) {
			echo '  ', json_encode( array( 'asked' => $question, 'expected' => $want, 'core' => $answers[ $i ] ?? null ), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE ), "\n";
		}
	}
	return $differ;
}

/** Compares texts, half as many as names, in batches: memory does not grow with COUNT. @return int how many differ */
function compare_texts( string $cli, string $kind, int $count, callable $make, callable $expected ): int {
	$differ = 0;
	for ( $left = $count; $left > 0; $left -= BATCH ) {
		$questions = array();
		for ( $i = min( $left, BATCH ); $i > 0; $i-- ) {
			$questions[] = array( $kind, '', $make() );
		}
		$differ += differences( $cli, $questions, static fn( $question ) => $expected( $question[2] ) );
	}
	return $differ;
}

function report( string $what, int $differ ): int {
	echo 0 === $differ ? 'ok   ' : 'FAIL ', $what, 0 === $differ ? '' : " ($differ differ)", "\n";
	return 0 === $differ ? 0 : 1;
}

[ , $cli, $root, $count, $seed ] = $argv;
load_formatting( rtrim( $root, '/' ) );
if ( ! function_exists( 'mb_strtolower' ) || ! class_exists( 'Normalizer' ) ) {
	fwrite( STDERR, "PHP needs its mbstring and intl extensions here.\n" );
	exit( 2 );
}
mt_srand( (int) $seed );
echo "WordPress $wp_version, PHP ", PHP_VERSION, ", $count names, seed $seed\n";

$slug   = static function ( array $question ): string {
	$GLOBALS['sw_locale'] = '' === $question[1] ? 'en_US' : $question[1];
	return sanitize_title( $question[2] );
};
$known  = 'x' === sanitize_title( "\u{2011}x" );
$failed = 0;
$cases  = 0;
foreach ( LOCALES as $locale ) {
	$differ = 0;
	for ( $left = intdiv( (int) $count, count( LOCALES ) ) + 1; $left > 0; $left -= BATCH ) {
		$questions = array();
		for ( $i = min( $left, BATCH ); $i > 0; $i-- ) {
			do {
				$name = Names::make( $known );
				// sanitize_title() cuts the escaped text at 200 bytes, core does not: only shorter names can be compared.
			} while ( '' === $name || strlen( rawurlencode( Normalizer::normalize( $name ) ) ) > 190 );
			$questions[] = array( 'slug', $locale, $name );
		}
		$differ += differences( $cli, $questions, $slug );
	}
	$failed += report( 'slugs as sanitize_title() makes them, locale ' . ( '' === $locale ? 'none' : $locale ), $differ );
	++$cases;
}

$half    = intdiv( (int) $count, 2 );
$pieces  = array( '<', '>', '<', '>', '!', '-', '--', '?', '"', "'", ' ', 'a', 'b', '/', '\\', '(', ')', '<!--', '-->', '<?', '?>', '<?xml', '<!doctype', "\n" );
$failed += report( 'tags as strip_tags() strips them', compare_texts( $cli, 'strip', $half, static fn() => soup( $pieces ), strip_tags( ... ) ) );
++$cases;

$named   = array_values( get_html_translation_table( HTML_ENTITIES, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
$decode  = static fn( string $text ) => html_entity_decode( $text, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
$make    = static fn() => soup( array( '&', '&#', '&#x', ';', 'amp', 'lt', 'AMP', 'nbsp', $named[ mt_rand( 0, count( $named ) - 1 ) ], '0', '65', '1F6', 'xff', 'X41', '160', '55296', '1114111', '1114112', '65535', '13', ' ', 'a', '&#' . mt_rand( 0, 70000 ) . ';' ) );
$differ  = differences( $cli, array_map( static fn( $entity ) => array( 'decode', '', "a{$entity}b" ), $named ), static fn( $question ) => $decode( $question[2] ) );
$failed += report( 'entities as html_entity_decode() decodes them', $differ + compare_texts( $cli, 'decode', $half, $make, $decode ) );
++$cases;

printf( "%d passed, %d failed\n", $cases - $failed, $failed );
exit( $failed > 0 ? 1 : 0 );
