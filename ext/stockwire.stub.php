<?php

/**
 * SPDX-License-Identifier: MIT
 *
 * @generate-class-entries
 */

namespace Stockwire {

    /** A whole request that is refused: nothing of it was applied but the chunks that were committed before. */
    final class Refusal extends \RuntimeException
    {
        /** Code of the answer, e.g. "too_large": see Answer. */
        public readonly string $answer;
    }

    /**
     * Bearer tokens.
     *
     * @strict-properties
     * @not-serializable
     */
    final class Token
    {
        /** A new token: 40 lower-case base32 characters, 200 random bits. */
        public static function generate(): string {}

        /** SHA-256 of the token in lower case, 64 hexadecimal digits. */
        public static function digest(#[\SensitiveParameter] string $token): string {}

        /**
         * Index in $digests of the token in an Authorization header's value, null where it is none of them.
         *
         * @throws Refusal "unauthorized" where there is no usable bearer
         */
        public static function find(#[\SensitiveParameter] ?string $authorization, array $digests): ?int {}
    }

    /**
     * Answers that are not receipts: one table for PHP and the Apache module.
     *
     * @strict-properties
     * @not-serializable
     */
    final class Answer
    {
        /** HTTP status of an answer's code in a dialect (Engine::SMARTBILL, Engine::V1). */
        public static function status(string $code, int $dialect): int {}

        /** Body of the answer: problem+json, or one quoted sentence for SmartBill. */
        public static function body(string $code, int $dialect, ?string $detail = null): string {}

        /** Content-Type of such a body. */
        public static function type(int $dialect): string {}
    }

    /**
     * The two keys by which names are compared.
     *
     * @strict-properties
     * @not-serializable
     */
    final class Names
    {
        /**
         * @var int
         * @cvalue SW_KEYS_VERSION
         */
        const VERSION = UNKNOWN;

        /** The same text: tags stripped, entities decoded, NFC, blanks and case folded. */
        public static function text(string $name): string {}

        /** The slug that sanitize_title() makes for the locale, uncut. */
        public static function slug(string $name, string $locale): string {}
    }

    /**
     * What became of a push.
     *
     * @strict-properties
     * @not-serializable
     */
    final class Receipt
    {
        /** Number of the run, 0 where nothing was journaled (an empty list, a preview). */
        public readonly int $run;

        public readonly bool $applied;

        /** Outcome => count of lines. */
        public readonly array $counts;

        /** What was committed: list of {id, kind, type, parent, old, new, old_status, new_status}. */
        public readonly array $changes;

        private function __construct() {}

        /** The receipt of stockwire/v1. */
        public function toJson(): string {}

        /** One quoted sentence a line, as the SmartBill route answers. */
        public function toSmartBill(): string {}

        /** A row a line: {line, code, name, warehouse, outcome, reason, message, product, old, new}. */
        public function lines(): array {}
    }

    /**
     * The pipeline of a push: parse, match, plan, write.
     *
     * @strict-properties
     * @not-serializable
     */
    final class Engine
    {
        /**
         * @var int
         * @cvalue SW_DIALECT_SMARTBILL
         */
        const SMARTBILL = UNKNOWN;

        /**
         * @var int
         * @cvalue SW_DIALECT_V1
         */
        const V1 = UNKNOWN;

        /**
         * @var int
         * @cvalue SW_MAX_BODY
         */
        const MAX_BODY = UNKNOWN;

        /** Statements run on the connection so far. */
        public readonly int $queries;

        /**
         * @param array $config prefix, warehouses, manage_stock, no_stock_amount, hide_out_of_stock, rounding, round, locale,
         *        utc_offset, source, gtin, deadline (ms), attribute_lookup, status_truncates, token_label, idempotency_key,
         *        body_digest, and the callables before, query, committed, original
         */
        public function __construct(\mysqli $connection, array $config) {}

        /**
         * Reads a push's body and applies it, chunk by chunk.
         *
         * @throws Refusal where the body cannot be read or the database refuses
         */
        public function receive(string $body, int $dialect, bool $preview = false): Receipt {}

        /**
         * Derives status, lookup row and visibility term of these products again from their _stock, under lock.
         *
         * @return array the changes, as in Receipt::$changes
         * @throws Refusal
         */
        public function heal(array $products): array {}

        /**
         * Writes the name keys of these products and their variations anew.
         *
         * @return int keys written
         * @throws Refusal
         */
        public function indexNames(array $products): int {}

        /**
         * Indexes up to $limit products with an ID above $after, for the bulk rebuild.
         *
         * @return int the last ID, 0 when there are no more
         * @throws Refusal
         */
        public function rebuildNames(int $after, int $limit): int {}
    }
}
