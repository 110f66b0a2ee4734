package com.foobar.system.firewall;

/**
 * One connection to try.
 *
 * @param source who tries
 * @param address numeric, of the destination
 * @param port its number
 * @param open whether it must succeed
 * @param meaning for people
 */
public record Attempt(String source, String address, String port, boolean open, String meaning) {

    /** As {@code deploy/firewall/probe} reads and prints it. */
    String target() {
        return address + " " + port;
    }
}
