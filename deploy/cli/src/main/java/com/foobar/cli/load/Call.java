package com.foobar.cli.load;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request on its way: ends once, with its answer, with a failure, or because its time is over.
 * What comes after the end is ignored. Not thread-safe.
 */
final class Call {

    private static final Pattern SERVER_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Request request;
    private final Consumer<Outcome> ended;
    private final StringBuilder body = new StringBuilder();
    private @Nullable Future<?> deadline;
    private Runnable cancellation = () -> {};
    private int status;
    private String server = "";
    private boolean over;

    Call(Request request, Consumer<Outcome> ended) {
        this.request = request;
        this.ended = ended;
    }

    HttpMethod method() {
        return request instanceof Request.Write ? HttpMethod.POST : HttpMethod.GET;
    }

    String path() {
        return switch (request) {
            case Request.Read(String path) -> path;
            case Request.Write _ -> LoadPlan.MESSAGES;
        };
    }

    /** Those of this request only; names in lower case, as HTTP/2 wants them. */
    Map<String, String> headers() {
        return switch (request) {
            case Request.Read _ -> Map.of();
            case Request.Write(String key) ->
                    Map.of("content-type", "application/json", "idempotency-key", key);
        };
    }

    /** Empty if there is none. */
    byte[] content() {
        return switch (request) {
            case Request.Read _ -> new byte[0];
            case Request.Write(String key) ->
                    JSON.writeValueAsBytes(Map.of("author", "foobar load", "text", "load " + key));
        };
    }

    /** Who ends it if nobody else does. */
    void endsBy(Future<?> timer) {
        deadline = timer;
    }

    /** How to tell the server that nobody waits any more. */
    void onTimeOut(Runnable cancel) {
        cancellation = cancel;
    }

    boolean isOver() {
        return over;
    }

    /**
     * The head of the answer.
     *
     * @param servedBy the server's name, as it says
     */
    void head(int code, @Nullable CharSequence servedBy) {
        status = code;
        server = name(servedBy);
    }

    /** A part of the answer's body; only that of a write tells something. */
    void body(ByteBuf part) {
        if (request instanceof Request.Write) {
            body.append(part.toString(StandardCharsets.UTF_8));
        }
    }

    /** The answer is complete. */
    void complete() {
        end(outcome());
    }

    void fail(FailureKind kind, String detail) {
        end(new Outcome.Failed(kind, detail, null));
    }

    void fail(Throwable failure) {
        String message = failure.getMessage();
        fail(
                FailureKind.of(failure),
                message == null ? failure.getClass().getSimpleName() : message);
    }

    void timeOut() {
        if (!over) {
            fail(FailureKind.TIME_OUT, "no complete answer in time");
            cancellation.run();
        }
    }

    private void end(Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        ended.accept(outcome);
    }

    private Outcome outcome() {
        if (status < 200 || status >= 400) {
            FailureKind kind =
                    status >= 400 && status < 500
                            ? FailureKind.CLIENT_ERROR
                            : FailureKind.SERVER_ERROR;
            return new Outcome.Failed(kind, "status " + status, server);
        }
        if (!(request instanceof Request.Write(String key))) {
            return new Outcome.Ok(server, null);
        }
        String id = id(body.toString());
        return id.isEmpty()
                ? new Outcome.Failed(FailureKind.OTHER, "acknowledged without an id", server)
                : new Outcome.Ok(server, new AcknowledgedWrite(key, id));
    }

    private static String id(String body) {
        try {
            return JSON.readTree(body).path("id").asString("");
        } catch (RuntimeException e) {
            return "";
        }
    }

    /** The name goes to a terminal: nothing but plain characters, and not many of them. */
    private static String name(@Nullable CharSequence server) {
        return server != null && SERVER_NAME.matcher(server).matches()
                ? server.toString()
                : "(unnamed)";
    }
}
