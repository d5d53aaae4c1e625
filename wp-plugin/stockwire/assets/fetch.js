/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps the bar of a run moving: asks how far it is, and loads the page again when it has ended. The page works without. */
( function () {
	'use strict';

	var box = document.querySelector( '[data-stockwire-progress]' );
	if ( ! box || ! window.fetch ) {
		return;
	}
	var bar = box.querySelector( 'progress' );
	var said = box.querySelector( '[data-stockwire=said]' );
	var saidAt = 0;
	var phase = '';
	var misses = 0;

	// A screen reader hears each stage, and where it is every quarter of a minute: more would be noise.
	function say( report ) {
		var now = Date.now();
		if ( report.state !== phase || now - saidAt > 15000 ) {
			said.textContent = report.text;
			saidAt = now;
			phase = report.state;
		}
	}

	function show( report ) {
		box.querySelector( '[data-stockwire=text]' ).textContent = report.text;
		[ 'read', 'matched', 'changed' ].forEach( function ( name ) {
			box.querySelector( '[data-stockwire=' + name + ']' ).textContent = report[ name ].toLocaleString( document.documentElement.lang || undefined );
		} );
		if ( report.total > 0 ) {
			bar.max = report.total;
			bar.value = report.position;
		} else {
			bar.removeAttribute( 'value' );
		}
		say( report );
	}

	function ended() {
		var url = new URL( window.location.href );
		url.searchParams.delete( 'done' );
		url.hash = '';
		window.location.replace( url.href );
	}

	function ask() {
		window.fetch( box.dataset.stockwireProgress, { credentials: 'same-origin', cache: 'no-store' } )
			.then( function ( answer ) {
				return answer.ok ? answer.json() : Promise.reject( answer.status );
			} )
			.then( function ( answer ) {
				misses = 0;
				if ( ! answer.data.running ) {
					ended();
					return;
				}
				show( answer.data );
				window.setTimeout( ask, answer.data.wait > 10 ? 5000 : 1000 );
			} )
			.catch( function ( status ) {
				// Logged out, or the run was deleted: to load the page again by itself might never end.
				if ( 403 === status || 404 === status || 400 === status ) {
					box.querySelector( '.hide-if-js' ).classList.remove( 'hide-if-js' );
					return;
				}
				misses++;
				window.setTimeout( ask, Math.min( 30000, 1000 * Math.pow( 2, misses ) ) );
			} );
	}

	ask();
} )();
