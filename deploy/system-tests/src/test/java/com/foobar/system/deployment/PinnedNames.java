package com.foobar.system.deployment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the site's public name to the deployment under test, as a line in {@code /etc/hosts}
 * would, so that clients use the real name in their handshakes. Other names resolve as ever.
 */
public final class PinnedNames extends InetAddressResolverProvider {

    private static final String NAME = "www.foobar.com";

    private static volatile @Nullable InetAddress site;

    static void pin(InetAddress address) {
        site = address;
    }

    @Override
    public String name() {
        return "pinned names";
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver system = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                InetAddress pinned = site;
                return pinned != null && host.equals(NAME)
                        ? Stream.of(InetAddress.getByAddress(NAME, pinned.getAddress()))
                        : system.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return system.lookupByAddress(address);
            }
        };
    }
}
