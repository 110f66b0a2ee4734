package com.foobar.gateway.observability;

/** On every answer of the site, its own and the gateway's. */
public final class Hsts {

    public static final String HEADER = "Strict-Transport-Security";
    public static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

    private Hsts() {}
}
