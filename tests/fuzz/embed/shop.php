<?php
// SPDX-License-Identifier: MIT
// The shop of tests/phpt in its private server, where STOCKWIRE_DB_SOCKET names one: the same rows before every input.

declare(strict_types=1);

namespace Stockwire\Fuzz;

final class Shop
{
    private const CHANGED = ['wp_postmeta', 'wp_wc_product_meta_lookup', 'wp_term_relationships', 'wp_term_taxonomy'];

    private static ?\mysqli $link = null;

    /** @var list<string> */
    private static array $ours = [];

    public static function link(): ?\mysqli
    {
        if (self::$link === null && getenv('STOCKWIRE_DB_SOCKET') !== false) {
            self::open();
        }
        return self::$link;
    }

    private static function open(): void
    {
        require_once dirname(__DIR__, 2) . '/phpt/shop/shop.inc';
        $link = \shop();
        \product($link, 'A', '5.000000');
        \product($link, 'B', '0.000000', ['backorders' => 'notify']);
        $parent = \product($link, 'V', null, ['type' => 'variable', 'name' => 'Șurub M8']);
        \product($link, 'V-1', '3.000000', ['parent' => $parent]);
        \product($link, 'V-2', null, ['parent' => $parent]);
        \product($link, 'G', null, ['type' => 'grouped']);
        \product($link, 'E', null, ['type' => 'external']);
        \product($link, 'N', null);
        \product($link, 'D', '1.000000', ['post_status' => 'draft']);
        \product($link, 'A', '2.000000', ['name' => 'Bec <40W> &amp; LED']);
        foreach (self::CHANGED as $table) {
            $link->query("CREATE TABLE keep_$table AS SELECT * FROM $table");
        }
        self::$ours = array_column($link->query("SHOW TABLES LIKE 'wp\\_stockwire\\_%'")->fetch_all(), 0);
        self::$link = $link;
    }

    public static function reset(): void
    {
        foreach (self::CHANGED as $table) {
            self::$link->query("DELETE FROM $table");
            self::$link->query("INSERT INTO $table SELECT * FROM keep_$table");
        }
        foreach (self::$ours as $table) {
            self::$link->query("DELETE FROM $table");
        }
    }

    /** Another connection to it; null where there is no shop. */
    public static function another(): ?\mysqli
    {
        return self::link() === null ? null : \connect(self::$link);
    }

    /** @return list<mixed> whether a transaction is open, and what a call must leave as it was */
    public static function session(\mysqli $link): array
    {
        return $link->query('SELECT @@in_transaction, @@autocommit, @@sql_mode, @@tx_isolation, @@innodb_lock_wait_timeout')->fetch_row();
    }

    /** The name keys, in order. */
    public static function names(): array
    {
        return self::$link->query('SELECT kind, hash, product_id, `rank` FROM wp_stockwire_names ORDER BY 1, 2, 3')->fetch_all();
    }

    /** What holds after every call, whatever became of it. */
    public static function check(): void
    {
        $row = self::session(self::$link);
        static $before = null;
        $before ??= $row;
        must((int) $row[0] === 0, 'no transaction is left open');
        must($row === $before, 'the session is left as it was: ' . json_encode($row));
        $torn = self::$link->query("SELECT COUNT(*) FROM wp_postmeta m JOIN wp_wc_product_meta_lookup l ON l.product_id = m.post_id
            WHERE m.meta_key = '_stock' AND l.stock_quantity <> m.meta_value")->fetch_row();
        must((int) $torn[0] === 0, 'meta and lookup row name the same stock');
    }
}
