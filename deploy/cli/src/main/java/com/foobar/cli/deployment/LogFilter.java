package com.foobar.cli.deployment;

/**
 * What log lines to search for; an empty part does not matter. The lines of all servers are
 * searched together, so that a request can be followed from the gateway to the web-app.
 *
 * @param server beside which it was written, as {@code server-1} or {@code gateway}
 * @param level {@code error}, {@code warn}, {@code info}, {@code debug}; graver ones are shown too
 * @param text that is somewhere in the line, in any case
 * @param request id of a request, whole
 */
public record LogFilter(String server, String level, String text, String request) {

    public static final LogFilter NONE = new LogFilter("", "", "", "");

    public boolean isEmpty() {
        return equals(NONE);
    }
}
