package com.foobar.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Whom a rate limit counts as one client. Pure.
 *
 * @param high the first 64 bits of the address
 */
record ClientKey(boolean v6, long high) {

    /** An IPv6 customer has a whole /64 and could use another address for each request. */
    static ClientKey of(InetAddress address) {
        return address instanceof Inet6Address v6
                ? new ClientKey(true, ByteBuffer.wrap(v6.getAddress()).getLong())
                : new ClientKey(
                        false,
                        Integer.toUnsignedLong(ByteBuffer.wrap(address.getAddress()).getInt()));
    }
}
