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

        /** @var int */
        const CODE = 0;

        /** @var int */
        const TEXT = 1;

        /** @var int */
        const GTIN = 3;

        /**
         * The 16 bytes under which the tables of links and of what is unmatched keep a text: of a code its bytes without blanks at
         * the ends, of a name the same text, of a GTIN its digits. '' where nothing is left of it.
         */
        public static function key(int $kind, string $text): string {}

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

        /** State of the run after this: done, held, or that of a run whose lines wait (see Engine::advance()). */
        public readonly string $state;

        /** How many changes were committed. */
        public readonly int $changed;

        private function __construct() {}

        /**
         * What was committed: list of {id, kind, type, parent, old, new, old_status, new_status}. Made anew by each call: that of a
         * large push takes more memory than everything else of it, so that whoever goes on by portions names the holders of each.
         *
         * @param array|null $holders list<int>: their changes only, with those of their parents and children; null for all
         * @throws \ValueError where one is no product's ID
         */
        public function changes(?array $holders = null): array {}

        /** The receipt of stockwire/v1. */
        public function toJson(): string {}

        /** One quoted sentence a line, as the SmartBill route answers. */
        public function toSmartBill(): string {}

        /**
         * Bytes that send() prints. Throws where it could not: nothing is printed yet.
         *
         * @throws Refusal where memory is short
         */
        public function length(int $dialect): int {}

        /**
         * Prints toJson() (Engine::V1) or toSmartBill() (Engine::SMARTBILL) piece by piece, so that a large one is never held whole.
         *
         * @throws Refusal where memory is short
         */
        public function send(int $dialect): void {}

        /** A row a line: {line, code, name, warehouse, outcome, reason, message, product, old, new}, and remarks (codes) where the reason leaves something unsaid. */
        public function lines(): array {}
    }

    /** The back office could not be asked, or its answer was not read whole: nothing of it may be used. */
    final class PullFailure extends \RuntimeException
    {
        /**
         * rate, server, refused, auth, redirect, address, connect, timeout, tls, cut, too_large, syntax, shape or unavailable.
         * The message says what happened and what to do, and holds neither user nor token.
         */
        public readonly string $reason;

        /** Seconds after which another try makes sense, at most 3,600; 0: none does. */
        public readonly int $retryAfter;
    }

    /**
     * Asks the back office for its warehouses and its stock, over https. An object asks one question at a time, and rests for a
     * second after each five.
     * For tests only: with STOCKWIRE_ALLOW_PRIVATE=1 in the process' environment, private and own addresses are called too.
     *
     * @strict-properties
     * @not-serializable
     */
    final class BackOffice
    {
        /**
         * @param array $config url (https, e.g. "https://ws.smartbill.ro/SBORO/api"), user, token, company (tax number); and, in
         *        milliseconds, connect (10,000), stalled (30,000: without a byte) and overall (300,000: a whole question); max_bytes
         *        (64 MiB) of an answer; tries (3) at most, where what went wrong may pass by itself within seconds
         * @throws \ValueError that names the field
         */
        public function __construct(#[\SensitiveParameter] array $config) {}

        /**
         * Names of the company's warehouses.
         *
         * @param callable|null $tick (int $bytes, int $lines): void; to stop, throw
         * @return list<string>
         * @throws PullFailure
         */
        public function warehouses(?callable $tick = null): array {}

        /**
         * Streams a warehouse's stock. What $lines got counts only when this returns: a failure may come after the last line.
         *
         * @param callable $lines (list<array{code: mixed, name: mixed, warehouse: string, quantity: mixed, unit: mixed}> $batch): void;
         *        at most 500 at a time. Fields as they were sent, and not judged: a missing text is "", a missing quantity null, a
         *        quantity sent as a number an exact decimal string, and what is of another type keeps it. Never called from inside libcurl
         * @param callable|null $tick (int $bytes, int $lines): void, some times a second; to stop, throw
         * @return int lines in the answer, which was read whole
         * @throws PullFailure
         */
        public function stocks(string $warehouse, callable $lines, ?callable $tick = null): int {}

        /**
         * The same for one product alone, by its code or, where that is '', by its name.
         *
         * @param string $code UTF-8, at most 1000 characters, as is $name
         * @param string $date YYYY-MM-DD, of the shop's day
         * @throws PullFailure
         */
        public function product(string $warehouse, string $code, string $name, string $date, callable $lines, ?callable $tick = null): int {}
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
         * @param array $config prefix, warehouses, manage_stock, no_stock_amount, hide_out_of_stock, sync_prices (false: parents' prices are
         *        left to WooCommerce), rounding, round, locale, variable_types, utc_offset, source, gtin, deadline (ms), attribute_lookup,
         *        status_truncates, token_label, idempotency_key, body_digest, buffer (pieces), brake_percent, brake_products, shadow,
         *        actor (user id), and the callables before, query, committed, original
         */
        public function __construct(\mysqli $connection, array $config) {}

        /**
         * Reads a push's body and applies it, chunk by chunk.
         *
         * @throws Refusal where the body cannot be read or the database refuses
         */
        public function receive(string $body, int $dialect, bool $preview = false): Receipt {}

        /**
         * Opens a run whose lines wait in the database until they are applied, in the state "staging".
         *
         * @param bool $preview decides and journals, writes nothing else
         * @return int its number
         * @throws Refusal
         */
        public function open(bool $preview = false): int {}

        /**
         * Adds lines, all or none: each an array as a line of stockwire/v1, or ["product" => ID] alone, which sets this holder to
         * the sum of its known levels. A line that cannot be used is journaled as invalid, as a push's would be.
         *
         * @param int $after the newest run when the lines were read: what a later one told is newer; 0: this run itself
         * @return int lines of the run so far
         * @throws Refusal where the run is not being staged, or the list is none
         */
        public function stage(int $run, array $lines, int $after = 0): int {}

        /**
         * Adds every holder with a known level, to be set to the sum of those that are followed now.
         *
         * @return int lines of the run so far
         * @throws Refusal
         */
        public function stageSums(int $run): int {}

        /**
         * Opens the way back of a finished run: holders whose number is still the one that the run left, with their levels. Of one that
         * got another number or another level since nothing goes back. Carried out by advance().
         *
         * @return int number of the new run
         * @throws Refusal
         */
        public function undo(int $run, bool $preview = false): int {}

        /**
         * Ends staging: from now on advance() may carry the run out.
         *
         * @throws Refusal where it is not being staged
         */
        public function commit(int $run): void {}

        /**
         * Begins staging anew: what was staged, and what was found invalid, is dropped.
         *
         * @throws Refusal where it is not being staged
         */
        public function restage(int $run): void {}

        /**
         * One step of a committed run, of at most $limit lines: matching, trying (where a brake is set), applying, until it is done
         * or held. In any other state nothing happens.
         *
         * @return Receipt of this step; its changes are committed and not announced yet
         * @throws Refusal
         */
        public function advance(int $run, int $limit = 2000): Receipt {}

        /** Lets a held run go; false where it is not held. */
        public function release(int $run): bool {}

        /** Calls off a run that is not over: cancelled, a held one discarded. What was applied stays. False where it is over. */
        public function cancel(int $run): bool {}

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
         * With another connection to the same database, which must be inside no transaction and stays the caller's, half of the
         * products are indexed by that one at the same time. Where it is lost or closed the engine's own does it all.
         *
         * @return int the last ID, 0 when there are no more
         * @throws Refusal
         */
        public function rebuildNames(int $after, int $limit, ?\mysqli $second = null): int {}
    }
}
