package com.foobar.cli.local;

/**
 * What a health check saw.
 *
 * @param healthy whether the component does its work
 * @param detail a MySQL member's role if healthy, else what is missing
 */
record Health(boolean healthy, String detail) {

    static Health healthy(String detail) {
        return new Health(true, detail);
    }

    static Health unhealthy(String detail) {
        return new Health(false, detail);
    }
}
