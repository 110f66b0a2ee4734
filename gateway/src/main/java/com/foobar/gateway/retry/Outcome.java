package com.foobar.gateway.retry;

import com.foobar.gateway.limit.RequestBodyException;
import com.foobar.gateway.upstream.HungUpstreamException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** How one attempt at one upstream ended. */
public sealed interface Outcome {

    static Outcome answered(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return new Answered(status == null ? 0 : status.value());
    }

    /**
     * Sorts a failure.
     *
     * @param started whether the client began to send the request; if not, no upstream has seen it
     */
    static Outcome failed(Throwable cause, boolean started) {
        if (cause instanceof RequestBodyException) {
            return new ClientFault(cause);
        }
        if (cause instanceof PoolAcquirePendingLimitException
                || cause instanceof PoolAcquireTimeoutException) {
            return new Saturated(cause);
        }
        if (cause instanceof HungUpstreamException) {
            return started ? new Hung(cause) : new NotConnected(cause);
        }
        if (cause instanceof ReadTimeoutException) {
            return new TimedOut(cause);
        }
        // A certificate that the upstream refuses shows only after the handshake, as a decoder's
        // error.
        if (cause instanceof IOException || cause instanceof CodecException) {
            return started ? new Broken(cause) : new NotConnected(cause);
        }
        return started ? new ClientFault(cause) : new NotConnected(cause);
    }

    /** The upstream answered, well or not. */
    record Answered(int status) implements Outcome {}

    /** There was no answer. */
    sealed interface Failed extends Outcome {
        Throwable cause();
    }

    /** No connection could be made: refused, timed out, or the certificates did not fit. */
    record NotConnected(Throwable cause) implements Failed {}

    /** Every connection to the upstream is in use, and enough requests wait for one. */
    record Saturated(Throwable cause) implements Failed {}

    /** The connection broke after sending had begun; the upstream may have acted. */
    record Broken(Throwable cause) implements Failed {}

    /** The upstream has the request and said nothing in time. */
    record TimedOut(Throwable cause) implements Failed {}

    /** The upstream has the request, and hangs: it was taken out while it was waited for. */
    record Hung(Throwable cause) implements Failed {}

    /** The client's own doing, such as a body that is too large or never ends. */
    record ClientFault(Throwable cause) implements Failed {}
}
