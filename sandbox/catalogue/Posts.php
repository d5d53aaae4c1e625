<?php
// SPDX-License-Identifier: MIT
// The wp_posts rows of products and variations, slug and guid included.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/** @phpstan-import-type Product from Catalogue */
final class Posts {
	/** Half a minute between two products: a million of them still lie in the past. */
	private const STEP  = 30;
	private const FIRST = 1704096000;

	private Table $table;
	private Slugs $products;
	private Slugs $variations;
	private string $permalink;
	private string $date     = '';
	private string $date_gmt = '';

	public function __construct() {
		global $wpdb, $wp_rewrite;
		$this->table      = new Table( $wpdb->dbh, $wpdb->posts, array( 'ID', 'post_author', 'post_date', 'post_date_gmt', 'post_content', 'post_title', 'post_excerpt', 'post_status', 'comment_status', 'ping_status', 'post_name', 'to_ping', 'pinged', 'post_modified', 'post_modified_gmt', 'post_content_filtered', 'post_parent', 'guid', 'menu_order', 'post_type' ) );
		$this->products   = new Slugs( 'product' );
		$this->variations = new Slugs( 'product_variation' );
		$this->permalink  = home_url( user_trailingslashit( (string) $wp_rewrite->get_extra_permastruct( 'product' ) ) );
	}

	public static function created( int $position ): int {
		return self::FIRST + $position * self::STEP;
	}

	/**
	 * @param Product $spec
	 * @return string the slug that it had before the trash took it
	 */
	public function product( int $id, int $position, array $spec ): string {
		$created        = self::created( $position );
		$this->date     = (string) wp_date( 'Y-m-d H:i:s', $created );
		$this->date_gmt = gmdate( 'Y-m-d H:i:s', $created );
		$slug           = 'draft' === $spec['status'] ? '' : $this->products->make( $spec['name'] );
		// WordPress fixes the guid when the post is made, from the link that it has then.
		$guid = 'draft' === $spec['status']
			? home_url( "?post_type=product&p=$id" )
			: str_replace( '%product%', $slug, $this->permalink );
		$name = 'trash' === $spec['status'] ? $this->products->trash( $slug ) : $slug;
		$this->row( $id, array( $spec['description'], $spec['name'], $spec['excerpt'], $spec['status'], 'open', $name, 0, $guid, 'product' ) );
		return $slug;
	}

	public function variation( int $id, int $parent, string $title, string $summary, string $status ): void {
		$guid = home_url( "?post_type=product_variation&p=$id" );
		$this->row( $id, array( '', $title, $summary, $status, 'closed', $this->variations->make( $title ), $parent, $guid, 'product_variation' ) );
	}

	/** @param array{string, string, string, string, string, string, int, string, string} $post */
	private function row( int $id, array $post ): void {
		list( $content, $title, $excerpt, $status, $comments, $name, $parent, $guid, $type ) = $post;
		$this->table->add( array( $id, 1, $this->date, $this->date_gmt, $content, $title, $excerpt, $status, $comments, 'closed', $name, '', '', $this->date, $this->date_gmt, '', $parent, $guid, 0, $type ) );
	}

	public function flush(): void {
		$this->table->flush();
	}
}
