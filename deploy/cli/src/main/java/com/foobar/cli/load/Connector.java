package com.foobar.cli.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Makes connections over TLS 1.3 to one address, whatever the name resolves to, so that no DNS
 * entry leads the load elsewhere.
 */
final class Connector {

    private final Target target;
    private final String protocol;
    private final SslContext tls;
    private final Bootstrap bootstrap;
    private final int timeoutMillis;
    private final ClientAddresses clients;

    Connector(LoadPlan plan, EventLoopGroup loops) {
        target = plan.target();
        protocol =
                plan.http2() ? ApplicationProtocolNames.HTTP_2 : ApplicationProtocolNames.HTTP_1_1;
        timeoutMillis = (int) plan.timeout().toMillis();
        clients = new ClientAddresses(plan);
        tls = tls();
        bootstrap =
                new Bootstrap()
                        .group(loops)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .remoteAddress(target.address());
    }

    /** Told of a connection that may be used, or why there is none. */
    Promise<Connection> connect(Connection.Keeper keeper) {
        Promise<Connection> made = bootstrap.config().group().next().newPromise();
        bootstrap
                .clone()
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                begin(channel, keeper, made);
                            }
                        })
                .localAddress(clients.next())
                .connect()
                .addListener(
                        it -> {
                            if (!it.isSuccess()) {
                                made.tryFailure(it.cause());
                            }
                        });
        return made;
    }

    private void begin(Channel channel, Connection.Keeper keeper, Promise<Connection> made) {
        SslHandler handler =
                tls.newHandler(channel.alloc(), target.uri().getHost(), target.address().getPort());
        handler.setHandshakeTimeoutMillis(timeoutMillis);
        channel.pipeline()
                .addLast(
                        handler,
                        // What is sent in one turn of the loop goes out at once.
                        new FlushConsolidationHandler(256, true),
                        new ApplicationProtocolNegotiationHandler(
                                ApplicationProtocolNames.HTTP_1_1) {
                            @Override
                            protected void configurePipeline(
                                    ChannelHandlerContext context, String agreed) {
                                if (!agreed.equals(protocol)) {
                                    made.tryFailure(new IOException("the server speaks " + agreed));
                                    var _ = context.close();
                                    return;
                                }
                                made.trySuccess(connection(context.channel(), keeper));
                            }

                            @Override
                            protected void handshakeFailure(
                                    ChannelHandlerContext context, Throwable cause) {
                                made.tryFailure(cause);
                                var _ = context.close();
                            }
                        });
    }

    private Connection connection(Channel channel, Connection.Keeper keeper) {
        String authority = target.uri().getAuthority();
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            return new Http2Connection(channel, authority, keeper);
        }
        var connection = new Http1Connection(channel, authority, keeper);
        channel.pipeline().addLast(new HttpClientCodec(), connection);
        return connection;
    }

    private SslContext tls() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(target.caCertificate().toFile())
                    .protocols("TLSv1.3")
                    .applicationProtocolConfig(
                            new ApplicationProtocolConfig(
                                    Protocol.ALPN,
                                    SelectorFailureBehavior.NO_ADVERTISE,
                                    SelectedListenerFailureBehavior.ACCEPT,
                                    protocol))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
