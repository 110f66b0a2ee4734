package com.foobar.system.deployment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Resolves the site's names to the deployment under test, as lines in {@code /etc/hosts} would, so
 * that clients use the real names in their handshakes. Other names resolve as ever.
 */
public final class PinnedNames extends InetAddressResolverProvider {

    private static final Map<String, InetAddress> PINNED = new ConcurrentHashMap<>();

    static void pin(String name, InetAddress address) {
        PINNED.put(name, address);
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
                InetAddress pinned = PINNED.get(host);
                return pinned != null
                        ? Stream.of(InetAddress.getByAddress(host, pinned.getAddress()))
                        : system.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return system.lookupByAddress(address);
            }
        };
    }
}
