package com.foobar.cli.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** One call after the other. */
final class Http1Connection extends SimpleChannelInboundHandler<HttpObject> implements Connection {

    private final Channel channel;
    private final String authority;
    private final Keeper keeper;
    private @Nullable Call call;
    private boolean kept = true;
    private boolean interim;

    Http1Connection(Channel channel, String authority, Keeper keeper) {
        this.channel = channel;
        this.authority = authority;
        this.keeper = keeper;
    }

    @Override
    public int room() {
        return call == null && kept && channel.isActive() ? 1 : 0;
    }

    @Override
    public boolean isIdle() {
        return call == null;
    }

    @Override
    public void send(Call next) {
        call = next;
        next.onTimeOut(this::close);
        byte[] content = next.content();
        FullHttpRequest request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        next.method(),
                        next.path(),
                        Unpooled.wrappedBuffer(content));
        request.headers()
                .set(HttpHeaderNames.HOST, authority)
                .set(HttpHeaderNames.USER_AGENT, HttpExchange.USER_AGENT);
        next.headers().forEach(request.headers()::set);
        if (content.length > 0) {
            HttpUtil.setContentLength(request, content.length);
        }
        var _ = channel.writeAndFlush(request);
    }

    @Override
    public void close() {
        var _ = channel.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        Call current = call;
        if (current == null) {
            close(); // An answer to nothing.
            return;
        }
        if (part.decoderResult().isFailure()) {
            current.fail(FailureKind.OTHER, "not HTTP: " + part.decoderResult().cause());
            close();
            return;
        }
        if (part instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            kept = HttpUtil.isKeepAlive(response);
            current.head(response.status().code(), response.headers().get("x-served-by"));
        }
        if (part instanceof HttpContent content) {
            current.body(content.content());
        }
        if (part instanceof LastHttpContent && !interim) {
            answered(current);
        }
    }

    private void answered(Call current) {
        call = null;
        current.complete();
        if (kept) {
            keeper.hasRoom(this);
        } else {
            close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        if (call != null) {
            call.fail(failure);
        }
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (call != null) {
            call.fail(FailureKind.RESET, HttpExchange.BROKEN_OFF);
            call = null;
        }
        keeper.ended(this);
    }
}
