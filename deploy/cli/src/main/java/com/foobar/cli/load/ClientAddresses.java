package com.foobar.cli.load;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come from. Linux has all of 127.0.0.0/8 as its own: there a load on one machine
 * can come from as many clients as it has connections, and is not one client that goes beyond the
 * rate of one. Everywhere else all come from the same address.
 */
final class ClientAddresses {

    private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");

    private final boolean many;
    private int last;

    ClientAddresses(LoadPlan plan) {
        many =
                plan.manyClients()
                        && LINUX
                        && plan.target().isLocal()
                        && plan.target().address().getAddress() instanceof Inet4Address;
    }

    /** One that none of the {@value LoadPlan#MAX_CONNECTIONS} before had; null leaves it open. */
    @Nullable InetSocketAddress next() {
        if (!many) {
            return null;
        }
        last++;
        byte[] address = {127, 1, (byte) (last >> 7), (byte) (last % 128 + 1)};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // Only of another length.
        }
    }
}
