<?php
// SPDX-License-Identifier: MIT
// Runs Apache under AddressSanitizer or valgrind, and reads what they say about our module.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

final class Checker {
	private function __construct( private string $name ) {}

	/** As CHECKER= says: asan, valgrind, or none. */
	public static function current(): ?self {
		$name = (string) getenv( 'CHECKER' );
		return '' === $name ? null : new self( $name );
	}

	/**
	 * @param list<string> $command Apache's.
	 * @return list<string>
	 */
	public function command( array $command, string $dir ): array {
		if ( 'valgrind' !== $this->name ) {
			return $command;
		}
		// One process: children would each need minutes. Symbols are kept for the report, which comes after dlclose().
		$command = array_merge( $command, array( '-X' ) );
		return array_merge(
			array( 'valgrind', '--quiet', '--leak-check=full', '--show-leak-kinds=definite', '--keep-debuginfo=yes', '--num-callers=30', "--log-file=$dir/reports/valgrind.%p" ),
			$command
		);
	}

	/** @return array<string,string> */
	public function environment( string $dir ): array {
		if ( 'asan' !== $this->name ) {
			return array();
		}
		$libraries = array_map( static fn( string $l ): string => trim( (string) shell_exec( "cc -print-file-name=$l" ) ), array( 'libasan.so', 'libubsan.so' ) );
		return array(
			'LD_PRELOAD'    => implode( ' ', $libraries ),
			'ASAN_OPTIONS'  => "log_path=$dir/reports/asan:detect_leaks=1:abort_on_error=0:fast_unwind_on_malloc=0",
			'UBSAN_OPTIONS' => "log_path=$dir/reports/ubsan:print_stacktrace=1",
			'LSAN_OPTIONS'  => 'exitcode=0',
		);
	}

	/**
	 * Reports that name us. Apache, PHP and libcrypto keep memory of their own until they end; that is theirs.
	 *
	 * @return list<string>
	 */
	public function complaints( string $dir ): array {
		$found = array();
		foreach ( glob( "$dir/reports/*" ) ?: array() as $file ) {
			foreach ( preg_split( '/\n(?:==\d+== )?\s*\n/', (string) file_get_contents( $file ) ) ?: array() as $block ) {
				if ( preg_match( '/mod_stockwire|\bsw_\w+|mod_canary|canary/', $block ) ) {
					$found[] = trim( (string) preg_replace( '/\s+/', ' ', substr( $block, 0, 1500 ) ) );
				}
			}
		}
		return $found;
	}
}
