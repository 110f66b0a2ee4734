package com.foobar.cli.load;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Resolves every name and every address to one address, so that no DNS entry, and no path or
 * redirect either, leads the load elsewhere.
 */
final class PinnedAddress extends AddressResolverGroup<InetSocketAddress> {

    private final InetSocketAddress address;

    PinnedAddress(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {
            @Override
            protected boolean doIsResolved(InetSocketAddress any) {
                return false;
            }

            @Override
            protected void doResolve(InetSocketAddress any, Promise<InetSocketAddress> promise) {
                promise.setSuccess(address);
            }

            @Override
            protected void doResolveAll(
                    InetSocketAddress any, Promise<List<InetSocketAddress>> promise) {
                promise.setSuccess(List.of(address));
            }
        };
    }
}
