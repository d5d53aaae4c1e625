/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Copy buttons, one question before a token goes, and a button that says it is busy. The page works without. */
( function () {
	'use strict';

	// A shop without HTTPS has no navigator.clipboard: select and copy as before.
	function copy( field ) {
		if ( navigator.clipboard && window.isSecureContext ) {
			return navigator.clipboard.writeText( field.value );
		}
		field.select();
		return document.execCommand( 'copy' ) ? Promise.resolve() : Promise.reject();
	}

	document.addEventListener( 'click', function ( event ) {
		var button = event.target.closest( '[data-stockwire-copy]' );
		if ( ! button ) {
			return;
		}
		var field = document.getElementById( button.dataset.stockwireCopy );
		var said = button.parentNode.querySelector( '.stockwire-copied' );
		copy( field ).then(
			function () {
				said.textContent = button.dataset.done;
				window.setTimeout( function () {
					said.textContent = '';
				}, 4000 );
			},
			function () {
				field.focus();
				field.select();
			}
		);
	} );

	document.addEventListener( 'submit', function ( event ) {
		var button = event.submitter;
		if ( ! button ) {
			return;
		}
		if ( button.dataset.stockwireConfirm && ! window.confirm( button.dataset.stockwireConfirm ) ) {
			event.preventDefault();
			return;
		}
		if ( button.dataset.stockwireBusy ) {
			button.textContent = button.dataset.stockwireBusy;
			button.setAttribute( 'aria-disabled', 'true' );
		}
	} );

	// A run that goes on: looked at again after a while, unless somebody is about to do something on the page.
	var goesOn = document.querySelector( '[data-stockwire-reload]' );
	if ( goesOn ) {
		window.setTimeout( function () {
			if ( ! document.activeElement || document.activeElement === document.body ) {
				window.location.replace( goesOn.querySelector( 'a' ).href );
			}
		}, Number( goesOn.dataset.stockwireReload ) );
	}

	// A token that was just made is shown once; a reload is not to make another.
	if ( document.querySelector( '.stockwire-fresh' ) && window.history.replaceState ) {
		window.history.replaceState( null, '', window.location.href );
	}
} )();
