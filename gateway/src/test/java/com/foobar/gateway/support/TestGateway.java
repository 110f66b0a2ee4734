package com.foobar.gateway.support;

import com.foobar.gateway.GatewayApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole gateway, started for a test on free ports in front of fake upstreams. */
public final class TestGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final TestAuthority authority;
    private final HttpClient http1;
    private final HttpClient http2;

    private TestGateway(ConfigurableApplicationContext context, TestAuthority authority) {
        this.context = context;
        this.authority = authority;
        this.http1 = client(HttpClient.Version.HTTP_1_1);
        this.http2 = client(HttpClient.Version.HTTP_2);
    }

    public static TestGateway start(
            TestAuthority authority,
            Path folder,
            List<FakeUpstream> upstreams,
            String... settings) {
        authority.write(
                authority.issue("edge", "www.foobar.com", "localhost", "127.0.0.1"),
                folder.resolve("edge"));
        authority.write(authority.issue("gateway", "gateway"), folder.resolve("gateway"));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--management.server.port=0",
                                "--foobar.gateway.redirect.port=0",
                                "--foobar.gateway.redirect.address=127.0.0.1",
                                "--foobar.gateway.public-port=8443",
                                "--foobar.gateway.pre-drain=0s",
                                "--foobar.gateway.check.interval=100ms",
                                "--foobar.gateway.upstream-rules.slow-start=0s",
                                "--spring.ssl.bundle.watch.file.quiet-period=100ms",
                                "--foobar.tls.edge-directory=" + folder.resolve("edge"),
                                "--foobar.tls.client-directory=" + folder.resolve("gateway"),
                                "--logging.file.name=" + folder.resolve("gateway.log")));
        upstreams.forEach(
                it -> arguments.add("--foobar.gateway.upstreams." + it.name() + "=" + it.url()));
        arguments.addAll(Arrays.asList(settings));
        TestGateway gateway =
                new TestGateway(
                        new SpringApplicationBuilder(GatewayApplication.class)
                                .run(arguments.toArray(String[]::new)),
                        authority);
        Awaitility.await("first round of health checks")
                .until(() -> !gateway.manage("upstreams").contains("PENDING"));
        return gateway;
    }

    public int port() {
        return property("local.server.port");
    }

    public int managementPort() {
        return property("local.management.port");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers));
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Over HTTP/1.1. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(http1, request);
    }

    /** Over h2. */
    public HttpResponse<String> send2(HttpRequest.Builder request) {
        return send(http2, request);
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("https://localhost:" + port() + path))
                        .timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** The body of a management endpoint. */
    public String manage(String endpoint) {
        return send(http1, endpoint(endpoint)).body();
    }

    /** Posts to a management endpoint. */
    public void operate(String endpoint) {
        HttpResponse<String> response =
                send(
                        http1,
                        endpoint(endpoint)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
    }

    /** A request to the management port. */
    public HttpRequest.Builder management(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpRequest.Builder endpoint(String name) {
        return management("/actuator/" + name);
    }

    public Wire wire() {
        return Wire.secure(port(), authority);
    }

    /** For h2. */
    public Wire wire2() {
        return Wire.secure(port(), authority, "h2");
    }

    @Override
    public void close() {
        http1.close();
        http2.close();
        context.close();
    }

    private int property(String name) {
        return context.getEnvironment().getRequiredProperty(name, Integer.class);
    }

    private HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(authority.trusting()).build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
