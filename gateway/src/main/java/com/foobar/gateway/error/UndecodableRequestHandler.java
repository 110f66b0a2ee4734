package com.foobar.gateway.error;

import com.foobar.gateway.observability.RequestId;
import com.foobar.gateway.observability.RequestLedger;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Two repairs, for HTTP/1.1. A bare 4xx of the server's own, known by its lack of a request id,
 * becomes a problem. And a body that cannot be decoded becomes an error: left to itself Reactor
 * Netty ends it as if it were complete, and an upstream would take the first half for the whole.
 */
final class UndecodableRequestHandler extends ChannelDuplexHandler {

    private final ProblemJson json;
    private final RequestLedger ledger;

    UndecodableRequestHandler(ProblemJson json, RequestLedger ledger) {
        this.json = json;
        this.ledger = ledger;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof HttpContent content
                && !(message instanceof HttpMessage)
                && content.decoderResult().isFailure()) {
            Throwable cause = content.decoderResult().cause();
            ReferenceCountUtil.release(message);
            ctx.fireExceptionCaught(cause);
        } else {
            super.channelRead(ctx, message);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof FullHttpResponse response && isBare(response)) {
            HttpResponse problem = problem(ctx, response);
            ReferenceCountUtil.release(message);
            super.write(ctx, problem, promise);
        } else {
            super.write(ctx, message, promise);
        }
    }

    private static boolean isBare(HttpResponse response) {
        return response.status().codeClass() == HttpStatusClass.CLIENT_ERROR
                && !response.headers().contains(RequestId.HEADER);
    }

    private HttpResponse problem(ChannelHandlerContext ctx, HttpResponse bare) {
        HttpStatus known = HttpStatus.resolve(bare.status().code());
        HttpStatus status = known == null ? HttpStatus.BAD_REQUEST : known;
        String id = RequestId.accept(null);
        byte[] body =
                json.render(new Problem(status, "The request could not be read."), id)
                        .getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(body));
        OwnHeaders.forEach(response.headers()::set);
        response.headers()
                .set(RequestId.HEADER, id)
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "close");
        ledger.undecodable(id, ctx.channel().remoteAddress(), status.value(), body.length);
        return response;
    }
}
