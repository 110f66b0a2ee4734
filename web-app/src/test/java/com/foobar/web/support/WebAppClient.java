package com.foobar.web.support;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A client with a certificate and a cookie jar of its own. */
public final class WebAppClient {

    private final HttpClient http;
    private final String base;

    WebAppClient(SSLContext tls, int port) {
        this.http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_1_1)
                        .cookieHandler(new CookieManager())
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
        this.base = "https://127.0.0.1:" + port;
    }

    /** A response; a header that is not there is empty. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public static String form(String... namesAndValues) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8);
            pairs.add(namesAndValues[i] + "=" + value);
        }
        return String.join("&", pairs);
    }

    public Answer get(String path, String... headers) {
        return answer(request(path).GET(), headers);
    }

    public Answer tryGet(String path) throws IOException, InterruptedException {
        return new Answer(http.send(request(path).build(), BodyHandlers.ofString()));
    }

    public Answer send(String method, String path) {
        return answer(request(path).method(method, BodyPublishers.noBody()));
    }

    public Answer postForm(String path, String form, String... headers) {
        return answer(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)),
                headers);
    }

    public Answer postJson(String path, String json, String... headers) {
        return answer(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)),
                headers);
    }

    public Answer post(String path, String type, BodyPublisher body) {
        return answer(request(path).header("Content-Type", type).POST(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    }

    private Answer answer(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
