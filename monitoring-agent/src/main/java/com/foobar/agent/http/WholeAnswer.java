package com.foobar.agent.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a request and waits until its answer is whole, as long as the request's own time-out says:
 * the client takes that for the headers only, and would wait without end for a body that does not
 * come.
 */
public final class WholeAnswer {

    private WholeAnswer() {}

    /**
     * The answer.
     *
     * @param request has to have a time-out
     * @throws HttpTimeoutException if the answer is not whole in time
     * @throws IOException if there is none
     */
    public static <T> HttpResponse<T> of(HttpClient http, HttpRequest request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        Duration limit = request.timeout().orElseThrow();
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, body);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw timeout(limit, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException) {
                throw timeout(limit, e);
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpTimeoutException timeout(Duration limit, Exception cause) {
        var timeout =
                new HttpTimeoutException("no answer within %d ms".formatted(limit.toMillis()));
        timeout.initCause(cause);
        return timeout;
    }
}
