<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Reads docs/openapi.yaml and checks bodies against its schemas.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use Opis\JsonSchema\Errors\ErrorFormatter;
use Opis\JsonSchema\Validator;
use Symfony\Component\Yaml\Yaml;

final class OpenApi {

	private const ID = 'https://shop.example/openapi.json';

	private const METHODS = array( 'get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace' );

	public readonly \stdClass $document;

	private readonly Validator $validator;

	public function __construct() {
		require_once dirname( __DIR__, 3 ) . '/out/wp-tools/vendor/autoload.php';
		$this->document  = Yaml::parseFile( dirname( __DIR__, 3 ) . '/docs/openapi.yaml', Yaml::PARSE_OBJECT_FOR_MAP );
		$this->validator = new Validator();
		$this->validator->resolver()->registerRaw( (string) json_encode( $this->document ), self::ID );
	}

	/** @return array<string, \stdClass> "GET /path" => operation */
	public function operations(): array {
		$found = array();
		foreach ( (array) $this->document->paths as $path => $item ) {
			foreach ( (array) $item as $method => $operation ) {
				if ( in_array( $method, self::METHODS, true ) ) {
					$found[ strtoupper( $method ) . " $path" ] = $operation;
				}
			}
		}
		return $found;
	}

	/** What a $ref points to; itself where it is none. */
	public function resolve( \stdClass $node ): \stdClass {
		if ( ! isset( $node->{'$ref'} ) ) {
			return $node;
		}
		$at = $this->document;
		foreach ( explode( '/', substr( $node->{'$ref'}, 2 ) ) as $name ) {
			if ( ! isset( $at->$name ) ) {
				throw new \RuntimeException( $node->{'$ref'} . ' leads nowhere' );
			}
			$at = $at->$name;
		}
		return $at;
	}

	/** @return list<string> every $ref in the file */
	public function references( mixed $node = null ): array {
		$node ??= $this->document;
		$found  = array();
		foreach ( is_iterable( $node ) || $node instanceof \stdClass ? (array) $node : array() as $name => $value ) {
			$found = array( ...$found, ...( '$ref' === $name ? array( $value ) : $this->references( $value ) ) );
		}
		return $found;
	}

	/** What keeps a body from being an answer with this status; '' where nothing does. */
	public function problem( string $operation, int $status, string $type, string $body ): string {
		$response = $this->operations()[ $operation ]->responses->{ (string) $status } ?? null;
		if ( null === $response ) {
			return "$operation: status $status is not described";
		}
		$media = trim( explode( ';', $type )[0] );
		$node  = $this->resolve( $response )->content ?? null;
		if ( null === $node ) {
			return '' === $body || 'null' === $body ? '' : "$operation: $status has a body";
		}
		if ( ! isset( $node->$media ) ) {
			return "$operation: $status is described without $media";
		}
		// SmartBill's answers are a JSON string a line.
		$bodies = str_starts_with( $operation, 'POST /smartbill' ) ? explode( "\n", trim( $body ) ) : array( $body );
		foreach ( $bodies as $one ) {
			$problem = $this->unfit( json_decode( $one, false, 64, JSON_THROW_ON_ERROR ), $node->$media->schema );
			if ( '' !== $problem ) {
				return "$operation, $status: $problem\n$one";
			}
		}
		return '';
	}

	private function unfit( mixed $data, \stdClass $schema ): string {
		// Inline schemas refer to the file's components.
		$text   = str_replace( '"#\/components', '"' . str_replace( '/', '\/', self::ID ) . '#\/components', (string) json_encode( $schema ) );
		$result = $this->validator->validate( $data, $text );
		return $result->isValid() ? '' : (string) json_encode( ( new ErrorFormatter() )->format( $result->error() ) );
	}
}
