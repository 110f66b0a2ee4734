package com.foobar.cli.local;

/**
 * When a component stops, in this order: requests in flight need what stands behind. What is told
 * of the others goes last.
 */
enum Stage {
    EDGE,
    APPLICATION,
    DATABASE,
    OBSERVABILITY
}
