package com.foobar.system.client;

import com.foobar.system.deployment.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/** One client with cookies and connections of its own. Follows no redirect, repeats nothing. */
public final class SiteClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI base;

    public SiteClient(SSLContext tls, Version version, URI base) {
        this.http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(version)
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
        this.base = base;
    }

    /** Somebody on the Internet, with a modern browser. */
    public static SiteClient of(Deployment site) {
        return of(site, Version.HTTP_2);
    }

    public static SiteClient of(Deployment site, Version version) {
        return new SiteClient(Tls.anonymous(site.caCertificate()), version, site.uri());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
    }

    public Answer get(String path, String... headers) {
        return send(request(path).GET(), headers);
    }

    /** As a browser asks for a page. */
    public Answer page(String path) {
        return get(path, "Accept", "text/html,application/xhtml+xml");
    }

    public Answer postJson(String path, String json, String... headers) {
        return send(json(path, json), headers);
    }

    public Answer postMessage(String author, String text, String... headers) {
        return send(message(author, text), headers);
    }

    private HttpRequest.Builder json(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    /** The request that posts a message. */
    public HttpRequest.Builder message(String author, String text) {
        return json(
                "/api/messages",
                JsonMapper.shared()
                        .createObjectNode()
                        .put("author", author)
                        .put("text", text)
                        .toString());
    }

    public Answer postForm(String path, String form) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html,application/xhtml+xml")
                        .POST(BodyPublishers.ofString(form)));
    }

    /** The board's form, filled in, with what its page hides in it. */
    public String form(String author, String text) {
        String page = page("/").body();
        return form(
                "author",
                author,
                "text",
                text,
                "csrf",
                hidden(page, "csrf"),
                "key",
                hidden(page, "key"));
    }

    public static String form(String... namesAndValues) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(namesAndValues[i] + "=" + encoded(namesAndValues[i + 1]));
        }
        return String.join("&", pairs);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String hidden(String page, String name) {
        Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
        if (!field.find()) {
            throw new AssertionError("no field " + name + " in: " + page);
        }
        return field.group(1);
    }

    public Answer send(HttpRequest.Builder request, String... headers) {
        try {
            return trySend(request, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For those who expect that there may be no answer. */
    public Answer trySend(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
