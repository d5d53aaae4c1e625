<?php
// SPDX-License-Identifier: MIT
// The classes that need neither shop nor network, and every class used as it is not meant to be.

declare(strict_types=1);

namespace Stockwire\Fuzz;

use Stockwire\{Answer, BackOffice, Engine, Names, PullFailure, Receipt, Refusal, Token};

const CODES = ['bad_body', 'shape', 'too_large', 'unauthorized', 'conflict', 'unavailable', 'unknown_outcome'];

function tokens(Bytes $in): void
{
    must(preg_match('/\A[a-z2-7]{40}\z/', Token::generate()) === 1, 'a token has 40 base32 characters');
    $token = $in->text();
    $digest = attempt(static fn() => Token::digest($token));
    must(($digest === null) !== (preg_match('/\A[!-+\--~]{1,512}\z/', $token) === 1), 'what can stand in the header has a digest');
    must($digest === null || $digest === hash('sha256', strtolower($token)), 'a digest is SHA-256 of the token in lower case');

    $digests = $in->list();
    $found = attempt(static fn() => Token::find($in->flag() ? $in->text() : "Bearer $token", $digests));
    must($found === null || ($digests !== [] && $found < count($digests)), 'an index is one of the list');
    if ($digest !== null) {
        must(attempt(static fn() => Token::find("Bearer $token", ['', $digest])) === 1, 'a token is found by its digest');
        must(Token::find("Bearer $token", [str_repeat('0', 64)]) === null, 'a token is not found by another digest');
    }
    attempt(static fn() => Token::find($in->value(), $in->list()));
    attempt(static fn() => Token::digest($in->value()));
}

function names(Bytes $in): void
{
    $locale = $in->text();
    $kind = $in->number();
    $name = $in->rest();
    $text = attempt(static fn() => Names::text($name));
    $slug = attempt(static fn() => Names::slug($name, $locale));

    must(($text === null) === ($slug === null), 'text and slug refuse the same names');
    if ($text !== null && !str_contains($text, '&') && !str_contains($text, '<')) {
        must(Names::text($text) === $text, 'the same text of a text is itself');
    }
    must($slug === null || preg_match('/\A[a-z0-9_%-]*\z/', $slug) === 1, 'a slug is made of a slug\'s characters');
    $key = attempt(static fn() => Names::key(Names::TEXT, $name));
    must($key !== null && ($key === '' || strlen($key) === 16), 'a key has 16 bytes or none');
    must($text === null || $text === '' || $key === substr(hash('sha256', $text, true), 0, 16), 'a text\'s key is half its SHA-256');
    $other = attempt(static fn() => Names::key($kind, $name));
    must(($other === null) === !in_array($kind, [Names::CODE, Names::TEXT, Names::GTIN], true), 'three kinds of keys, and no other');
}

function answers(Bytes $in): void
{
    $code = $in->flag() ? $in->pick(CODES) : $in->text();
    $dialect = $in->pick([Engine::SMARTBILL, Engine::V1, $in->number()]);
    $detail = $in->flag() ? null : $in->rest();
    $status = attempt(static fn() => Answer::status($code, $dialect));
    $body = attempt(static fn() => Answer::body($code, $dialect, $detail));
    $type = attempt(static fn() => Answer::type($dialect));

    must($status === null || ($status >= 400 && $status < 600), 'an answer\'s status is a failure\'s');
    must(($status === null) === ($body === null), 'an answer with a status has a body');
    must($body === null || $detail !== null && !is_utf8($detail) || json_decode($body) !== null, 'a body is JSON');
    must($type === null || str_contains($type, 'json'), 'a type is JSON\'s');
}

/** An object of each kind that can be had, with what was handed to its constructor. */
function any_object(Bytes $in): object
{
    return $in->pick([
        static fn() => new BackOffice(OFFICE),
        static fn() => new Engine(mysqli_init(), engine_config($in, true)),
        static fn() => new Refusal($in->text(), $in->number()),
        static fn() => new PullFailure($in->text()),
        static fn() => (new \ReflectionClass(PullFailure::class))->newInstanceWithoutConstructor(),
        static fn() => (new \ReflectionClass(Receipt::class))->newInstanceWithoutConstructor(),
        static fn() => (new \ReflectionClass(Engine::class))->newInstanceWithoutConstructor(),
        static fn() => (new \ReflectionClass(BackOffice::class))->newInstanceWithoutConstructor(),
    ])();
}

/** May throw what PHP itself throws for it, an Exception among that, and PHP may complain, so it is not an attempt(). */
function provoke(callable $call): mixed
{
    set_error_handler(static fn() => true);
    try {
        return $call();
    } catch (Broken $broken) {
        throw $broken;
    } catch (\Throwable) {
        return null;
    } finally {
        restore_error_handler();
    }
}

function misuse(Bytes $in): void
{
    $object = provoke(static fn() => any_object($in));
    $object ??= new BackOffice(OFFICE);
    for ($n = 1 + $in->byte() % 6; $n > 0; $n--) {
        switch ($in->byte() % 14) {
            case 0: provoke(static fn() => clone $object); break;
            case 1: provoke(static fn() => serialize($object)); break;
            case 2: provoke(static fn() => unserialize('O:' . strlen($object::class) . ':"' . $object::class . '":0:{}')); break;
            case 3: provoke(static fn() => $object->{$in->text()} = $in->value()); break;
            case 4: provoke(static function () use ($object): void { unset($object->queries, $object->run, $object->answer); }); break;
            case 5: provoke(static fn() => $object->__construct(...array_values($in->list()))); break;
            case 6: provoke(static fn() => var_export($object, true) . print_r($object, true)); break;
            case 7: provoke(static fn() => json_encode($object)); break;
            case 8: provoke(static fn() => (array) $object); break;
            case 9: provoke(static fn() => $object == provoke(static fn() => any_object($in))); break;
            case 10: provoke(static function () use ($object, $in): void {
                $held = &$object->{$in->pick(['queries', 'run', 'changed', 'answer', 'x'])};
                $held = 1;
            }); break;
            case 11: provoke(static fn() => iterator_to_array($object)); break;
            case 12: provoke(static fn() => (new \ReflectionObject($object))->getProperties()[0]->setValue($object, $in->value())); break;
            default:
                $methods = get_class_methods($object);
                $method = $in->pick($methods ?: ['none']);
                if ($method !== '__construct') {
                    provoke(static fn() => $object->$method(...array_values($in->list())));
                }
        }
    }
}
