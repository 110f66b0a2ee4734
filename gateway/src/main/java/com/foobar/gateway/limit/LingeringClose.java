package com.foobar.gateway.limit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Keeps a connection open for a moment when the server closes it while the client is still sending,
 * and throws away what comes. Closing at once would reset the connection, and the client would most
 * likely never see the answer that says why. For HTTP/1.1, right after the codec.
 */
public final class LingeringClose extends ChannelDuplexHandler {

    private static final long LINGER_MILLIS = 1000;

    private boolean clientIsSending;
    private boolean lingering;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (lingering) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest) {
            clientIsSending = true;
        }
        if (message instanceof LastHttpContent content) {
            // A request that cannot be decoded counts as ended for the codec, not for the client.
            clientIsSending = content.decoderResult().isFailure();
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (clientIsSending && !lingering && ctx.channel().isActive()) {
            lingering = true;
            ctx.channel().config().setAutoRead(true);
            var _ = ctx.executor().schedule(() -> close(ctx, promise), LINGER_MILLIS, MILLISECONDS);
        } else {
            var _ = ctx.close(promise);
        }
    }
}
