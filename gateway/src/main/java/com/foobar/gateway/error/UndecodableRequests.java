package com.foobar.gateway.error;

import com.foobar.gateway.limit.LingeringClose;
import com.foobar.gateway.observability.RequestLedger;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Gives a body to the answers that Reactor Netty makes itself, for requests that never become an
 * exchange: malformed ones, and those with too large a head.
 */
@Component
final class UndecodableRequests implements NettyServerCustomizer {

    private final ProblemJson json;
    private final RequestLedger ledger;

    UndecodableRequests(ProblemJson json, RequestLedger ledger) {
        this.json = json;
        this.ledger = ledger;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> install(channel));
    }

    private void install(Channel channel) {
        // The HTTP codec comes only once ALPN has told which protocol it is.
        channel.pipeline()
                .addBefore(
                        NettyPipeline.ReactiveBridge,
                        "foobar.installUndecodable",
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void userEventTriggered(ChannelHandlerContext ctx, Object event)
                                    throws Exception {
                                if (event instanceof SslHandshakeCompletionEvent) {
                                    installAfterCodec(ctx.pipeline());
                                    ctx.pipeline().remove(this);
                                }
                                super.userEventTriggered(ctx, event);
                            }
                        });
    }

    private void installAfterCodec(ChannelPipeline pipeline) {
        if (pipeline.get(NettyPipeline.HttpCodec) instanceof HttpServerCodec) {
            pipeline.addAfter(
                    NettyPipeline.HttpCodec, "foobar.lingeringClose", new LingeringClose());
            pipeline.addAfter(
                    "foobar.lingeringClose",
                    "foobar.undecodable",
                    new UndecodableRequestHandler(json, ledger));
        }
    }
}
