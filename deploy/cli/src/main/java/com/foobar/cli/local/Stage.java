package com.foobar.cli.local;

/**
 * When a component stops, in this order: requests in flight need what stands behind. What watches
 * the others stands with the applications.
 */
enum Stage {
    EDGE,
    APPLICATION,
    DATABASE
}
