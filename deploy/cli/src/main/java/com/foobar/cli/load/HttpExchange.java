package com.foobar.cli.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP over TLS 1.3 to one address, on connections that are kept; makes a new one only if no
 * other has room. Retries nothing. All but the rim happens on one event loop.
 */
final class HttpExchange implements Exchange, Connection.Keeper {

    static final String USER_AGENT = "foobar-load";
    static final String BROKEN_OFF = "the connection ended before the answer was complete";

    /** It would write a stack trace for each failure, which we count and report instead. */
    private static final Logger SILENCED = Logger.getLogger("io.netty");

    static {
        SILENCED.setLevel(Level.OFF);
    }

    /** Shorter than any server keeps an idle connection, so that ours never race with its end. */
    private static final long MAX_IDLE = Duration.ofSeconds(4).toNanos();

    private static final Duration WARM_UP_TIME = Duration.ofSeconds(4);
    private static final int WARM_UP_REQUESTS = 100;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("load", true), NioIoHandler.newFactory());
    private final Connector connector;
    private final Duration timeout;
    private final int most;
    private final int callsPerConnection;

    /** The oldest comes last: used only when it must be, and closed when it was not for long. */
    private final Deque<Connection> open = new ArrayDeque<>();

    /** When, by {@link System#nanoTime}. */
    private final Map<Connection, Long> used = new HashMap<>();

    private final Deque<Call> waiting = new ArrayDeque<>();
    private int opening;

    HttpExchange(LoadPlan plan) {
        connector = new Connector(plan, loop);
        timeout = plan.timeout();
        most = plan.connections();
        callsPerConnection = plan.http2() ? LoadPlan.STREAMS_PER_CONNECTION : 1;
    }

    @Override
    public void send(Request request, Consumer<Outcome> ended) {
        loop.execute(() -> send(new Call(request, ended)));
    }

    /**
     * Gets a page over and over on one connection, until this program's own code runs at its usual
     * speed, for four seconds at most or until a failure. Otherwise a cold start would look like a
     * slow site.
     *
     * @return how many requests that took
     */
    int warmUp(String path) {
        long end = System.nanoTime() + WARM_UP_TIME.toNanos();
        int sent = 0;
        Outcome outcome;
        do {
            sent++;
            var answer = new CompletableFuture<Outcome>();
            send(new Request.Read(path), answer::complete);
            outcome = answer.join();
        } while (outcome instanceof Outcome.Ok
                && sent < WARM_UP_REQUESTS
                && System.nanoTime() < end);
        return sent;
    }

    @Override
    public void close() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private void send(Call call) {
        call.endsBy(loop.schedule(call::timeOut, timeout.toNanos(), TimeUnit.NANOSECONDS));
        Connection connection = withRoom();
        if (connection != null) {
            use(connection, call);
            return;
        }
        waiting.addLast(call);
        connectIfNeeded();
    }

    private @Nullable Connection withRoom() {
        long now = System.nanoTime();
        for (Connection it : open) {
            if (it.isIdle() && now - used.getOrDefault(it, now) > MAX_IDLE) {
                it.close();
            } else if (it.room() > 0) {
                return it;
            }
        }
        return null;
    }

    private void use(Connection connection, Call call) {
        used.put(connection, System.nanoTime());
        connection.send(call);
    }

    private void connectIfNeeded() {
        while (waiting.size() > opening * callsPerConnection && open.size() + opening < most) {
            opening++;
            connector
                    .connect(this)
                    .addListener(
                            (Future<Connection> made) -> {
                                opening--;
                                if (made.isSuccess()) {
                                    open.addFirst(made.getNow());
                                    hasRoom(made.getNow());
                                } else {
                                    failed(made.cause());
                                }
                            });
        }
    }

    /** Those that would have been sent on it. */
    private void failed(Throwable cause) {
        for (int i = 0; i < callsPerConnection && !waiting.isEmpty(); i++) {
            waiting.removeFirst().fail(cause);
        }
        connectIfNeeded();
    }

    @Override
    public void hasRoom(Connection connection) {
        while (!waiting.isEmpty() && connection.room() > 0) {
            Call next = waiting.removeFirst();
            if (!next.isOver()) {
                use(connection, next);
            }
        }
    }

    @Override
    public void ended(Connection connection) {
        used.remove(connection);
        open.remove(connection);
        connectIfNeeded();
    }
}
