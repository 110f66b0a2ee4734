package com.foobar.agent.logs.destination;

import com.foobar.agent.http.WholeAnswer;
import com.foobar.agent.tls.OutwardHttp;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends a request and says what the answer means: the same for everything that speaks HTTP. */
final class HttpAnswers {

    private static final int LONGEST_REASON = 300;

    private final OutwardHttp http;

    HttpAnswers(OutwardHttp http) {
        this.http = http;
    }

    Answer to(HttpRequest request) throws InterruptedException {
        try {
            return of(WholeAnswer.of(http.client(), request, BodyHandlers.ofString()));
        } catch (HttpTimeoutException _) {
            return new Answer.Unavailable("timeout", null, "no answer in time");
        } catch (IOException e) {
            return new Answer.Unavailable("io", null, String.valueOf(e));
        }
    }

    private static Answer of(HttpResponse<String> response) {
        int code = response.statusCode();
        String reason = reason(response.body());
        return switch (code) {
            case 200, 202, 204 -> new Answer.Accepted();
            case 401, 403 -> new Answer.Forbidden(code, reason);
            case 413 -> new Answer.TooLarge();
            case 408, 425, 429 -> unavailable(response, reason);
            // A wrong address or method says nothing about the lines.
            case 404, 405 -> new Answer.Forbidden(code, reason);
            default ->
                    code >= 400 && code < 500
                            ? new Answer.Rejected(code, reason)
                            : unavailable(response, reason);
        };
    }

    private static Answer unavailable(HttpResponse<String> response, String reason) {
        return new Answer.Unavailable(
                String.valueOf(response.statusCode()),
                seconds(response.headers().firstValue("Retry-After").orElse("")),
                reason);
    }

    /** The other form, a date, is not used by those we send to. */
    private static @Nullable Duration seconds(String value) {
        return value.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }

    private static String reason(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON);
    }
}
