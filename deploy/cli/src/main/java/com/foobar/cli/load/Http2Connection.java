package com.foobar.cli.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpScheme;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import org.jspecify.annotations.Nullable;

/**
 * Many calls at once, each a stream. Stands on Netty's frames, without a channel for each stream: a
 * thousand requests a second should cost the machine that they share with the site little.
 */
final class Http2Connection implements Connection {

    private final io.netty.handler.codec.http2.Http2Connection streams =
            new DefaultHttp2Connection(false);
    private final io.netty.handler.codec.http2.Http2Connection.PropertyKey calls = streams.newKey();
    private final Http2ConnectionHandler handler;
    private final Channel channel;
    private final String authority;
    private final Keeper keeper;

    /** Speaks on that channel from now on. */
    Http2Connection(Channel channel, String authority, Keeper keeper) {
        this.channel = channel;
        this.authority = authority;
        this.keeper = keeper;
        streams.remote()
                .flowController(
                        new DefaultHttp2RemoteFlowController(
                                streams, new UniformStreamByteDistributor(streams)));
        streams.addListener(
                new Http2ConnectionAdapter() {
                    @Override
                    public void onStreamClosed(Http2Stream stream) {
                        left(stream);
                    }
                });
        handler =
                new Http2ConnectionHandlerBuilder()
                        .connection(streams)
                        .initialSettings(Http2Settings.defaultSettings().pushEnabled(false))
                        .frameListener(new Frames())
                        .build();
        channel.pipeline()
                .addLast(
                        handler,
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelInactive(ChannelHandlerContext ctx) {
                                keeper.ended(Http2Connection.this);
                            }
                        });
    }

    @Override
    public int room() {
        if (streams.goAwayReceived() || !channel.isActive()) {
            return 0;
        }
        int most = Math.min(streams.local().maxActiveStreams(), LoadPlan.STREAMS_PER_CONNECTION);
        return Math.max(0, most - streams.local().numActiveStreams());
    }

    @Override
    public boolean isIdle() {
        return streams.numActiveStreams() == 0;
    }

    @Override
    public void send(Call call) {
        byte[] content = call.content();
        Http2Headers headers =
                new DefaultHttp2Headers(false)
                        .method(call.method().asciiName())
                        .scheme(HttpScheme.HTTPS.name())
                        .authority(authority)
                        .path(call.path())
                        .set("user-agent", HttpExchange.USER_AGENT);
        call.headers().forEach(headers::set);
        if (content.length > 0) {
            // As browsers do; a gateway keeps a body for another attempt only if it knows its size.
            headers.setInt("content-length", content.length);
        }
        int id = streams.local().incrementAndGetNextStreamId();
        ChannelHandlerContext ctx = channel.pipeline().context(handler);
        var encoder = handler.encoder();
        var _ = encoder.writeHeaders(ctx, id, headers, 0, content.length == 0, ctx.newPromise());
        Http2Stream stream = streams.stream(id);
        if (stream == null) {
            call.fail(FailureKind.RESET, HttpExchange.BROKEN_OFF);
            return;
        }
        stream.setProperty(calls, call);
        call.onTimeOut(
                () -> {
                    var _ =
                            handler.resetStream(
                                    ctx, id, Http2Error.CANCEL.code(), ctx.newPromise());
                    channel.flush();
                });
        if (content.length > 0) {
            ByteBuf body = Unpooled.wrappedBuffer(content);
            var _ = encoder.writeData(ctx, id, body, 0, true, ctx.newPromise());
        }
        channel.flush();
    }

    @Override
    public void close() {
        var _ = channel.close();
    }

    /** Its call is answered, or never will be. */
    private void left(Http2Stream stream) {
        Call call = stream.removeProperty(calls);
        if (call == null) {
            return;
        }
        call.fail(FailureKind.RESET, HttpExchange.BROKEN_OFF);
        if (streams.goAwayReceived() && isIdle()) {
            close();
        } else {
            keeper.hasRoom(this);
        }
    }

    private @Nullable Call call(int id) {
        Http2Stream stream = streams.stream(id);
        return stream == null ? null : stream.getProperty(calls);
    }

    private final class Frames extends Http2FrameAdapter {

        @Override
        public void onHeadersRead(
                ChannelHandlerContext ctx,
                int id,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean last) {
            onHeadersRead(ctx, id, headers, padding, last);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext ctx,
                int id,
                Http2Headers headers,
                int padding,
                boolean last) {
            Call call = call(id);
            if (call == null) {
                return;
            }
            CharSequence status = headers.status();
            if (status != null
                    && HttpStatusClass.valueOf(status) != HttpStatusClass.INFORMATIONAL) {
                call.head(Integer.parseInt(status.toString()), headers.get("x-served-by"));
            }
            if (last) {
                call.complete();
            }
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext ctx, int id, long code) {
            Call call = call(id);
            if (call != null) {
                call.fail(FailureKind.RESET, "the server gave up: " + Http2Error.valueOf(code));
            }
        }

        @Override
        public int onDataRead(
                ChannelHandlerContext ctx, int id, ByteBuf data, int padding, boolean last) {
            Call call = call(id);
            if (call != null) {
                call.body(data);
                if (last) {
                    call.complete();
                }
            }
            return data.readableBytes() + padding;
        }
    }
}
