<?php
// SPDX-License-Identifier: MIT
// Romanian product names, as many different ones as are asked for: the n-th is always the same.

declare(strict_types=1);

namespace Stockwire\Sandbox;

final class Names {
	/** Kind of product => its category, its sorts, its sizes. */
	private const KINDS = array(
		'Șurub'         => array( 'Scule > Organe de asamblare', array( 'autoforant', 'autofiletant zincat', 'cu cap înecat', 'pentru gips-carton' ), array( '3,5x25 mm', '3,5x40 mm', '4,2x19 mm', '4,8x50 mm', '6x80 mm' ) ),
		'Bec LED'       => array( 'Iluminat', array( 'lumină caldă', 'lumină rece', 'lumină neutră', 'cu senzor de mișcare' ), array( '5W E14', '9W E27', '12W E27', '15W E27', '7,5W GU10' ) ),
		'Brânză'        => array( 'Alimente > Lactate', array( 'telemea de oaie', 'de burduf', 'proaspătă de vacă', 'topită cu smântână' ), array( '150 g', '250 g', '500 g', '1 kg', '2,5 kg' ) ),
		'Cămașă'        => array( 'Haine', array( 'albă de bumbac', 'în carouri', 'din in țesut manual', 'călduroasă de flanelă' ), array( 'S', 'M', 'L', 'XL', 'XXL' ) ),
		'Ceașcă'        => array( 'Casă > Bucătărie', array( 'din porțelan', 'cu dungi albăstrii', 'de călătorie', 'ceramică smălțuită' ), array( '80 ml', '120 ml', '250 ml', '330 ml', '0,5 l' ) ),
		'Găleată'       => array( 'Casă > Curățenie', array( 'zincată', 'din plastic', 'cu storcător', 'pentru tencuială' ), array( '5 l', '10 l', '12 l', '15 l', '20 l' ) ),
		'Cheie fixă'    => array( 'Scule', array( 'combinată', 'cu clichet', 'inelară', 'cotită' ), array( '8 mm', '10 mm', '13 mm', '17 mm', '3/4"' ) ),
		'Miere'         => array( 'Alimente', array( 'de salcâm', 'polifloră', 'de tei', 'de rapiță cu nucă' ), array( '200 g', '400 g', '500 g', '900 g', '1,2 kg' ) ),
		'Vopsea'        => array( 'Scule > Vopsele', array( 'lavabilă albă', 'pentru lemn și metal', 'acrilică mată', 'anticorozivă roșie' ), array( '0,75 l', '2,5 l', '4 l', '8,5 l', '15 l' ) ),
		'Pătură'        => array( 'Casă', array( 'pufoasă', 'din lână de oaie', 'pentru copii', 'electrică încălzită' ), array( '130x170 cm', '150x200 cm', '160x200 cm', '200x220 cm', '90x120 cm' ) ),
		'Cablu'         => array( 'Iluminat > Instalații', array( 'electric flexibil', 'MYYM', 'pentru boxe', 'prelungitor cu împământare' ), array( '2x0,75 mm²', '3x1,5 mm²', '3x2,5 mm²', '5x4 mm²', '2x1 mm²' ) ),
		'Ghiveci'       => array( 'Casă > Grădină', array( 'ceramic glazurat', 'suspendat', 'cu farfurioară', 'dreptunghiular' ), array( 'Ø 10 cm', 'Ø 14 cm', 'Ø 18 cm', 'Ø 24 cm', 'Ø 32 cm' ) ),
	);

	private const MAKERS = array( 'Brădet', 'Carpați', 'Țara Bârsei', 'Olt & Jiu', 'Mureșul', 'Dunărea', 'Făgăraș', 'Vâlcea Plus', 'Iași Textil', 'Oțelul Roșu', 'Crișana', 'Bihor', 'Vrancea', 'Apuseni', 'Ștefan cel Mare', 'Hațeg', 'Moldova', 'Călimani', 'Retezat', 'Buzău' );

	/** @return array{string, string} name and category */
	public static function nth( int $n ): array {
		$kinds = array_keys( self::KINDS );
		$kind  = $kinds[ $n % count( $kinds ) ];
		$n     = intdiv( $n, count( $kinds ) );
		list( $category, $sorts, $sizes ) = self::KINDS[ $kind ];

		$sort  = $sorts[ $n % count( $sorts ) ];
		$n     = intdiv( $n, count( $sorts ) );
		$maker = self::MAKERS[ $n % count( self::MAKERS ) ];
		$n     = intdiv( $n, count( self::MAKERS ) );
		$size  = $sizes[ $n % count( $sizes ) ];
		$n     = intdiv( $n, count( $sizes ) );
		// A series number where the words are used up, so that a million names still differ.
		return array( "$kind $sort $maker $size" . ( $n ? ", seria $n" : '' ), $category );
	}
}
