package com.foobar.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts and stops the packaged program, as a server does. */
class AgentIT {

    private static final Pattern PORT = Pattern.compile("tells its health on 127.0.0.1:(\\d+)");
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AgentProgram program;

    AgentIT(@TempDir Path folder) {
        program = new AgentProgram(folder);
    }

    @AfterEach
    void endsWhatItStarted() {
        program.close();
    }

    @Test
    void agentTellsItsHealthAndStopsWhenAsked() throws Exception {
        Process agent = start("--foobar.server.name=server-1", "--management.server.port=0");
        int port = port();

        for (String path : List.of("/livez", "/readyz", "/actuator/health")) {
            await().atMost(LONG).until(() -> get("GET", port, path).statusCode() == 200);
            assertThat(get("GET", port, path).body()).startsWith("{\"status\":\"UP\"");
            assertThat(get("HEAD", port, path).statusCode()).isEqualTo(200);
        }
        assertThat(get("GET", port, "/actuator/health").body())
                .contains("livenessState", "readinessState");
        assertThat(get("GET", port, "/actuator/env").statusCode()).isEqualTo(404);
        assertThat(get("POST", port, "/livez").statusCode()).isEqualTo(405);

        agent.destroy();
        assertThat(agent.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(143);
        assertThat(program.log())
                .contains("\"message\":\"Stopped\"")
                .contains("\"name\":\"server-1\"");
        assertThat(program.log().lines()).allMatch(l -> l.startsWith("{") && l.contains("ecs"));
    }

    @Test
    void startFailsWithTheRemedyWhenThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Process agent =
                    start(
                            "--foobar.server.name=server-1",
                            "--management.server.port=" + taken.getLocalPort());

            assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(agent.exitValue()).isEqualTo(1);
            assertThat(program.log()).contains("Cannot listen on", "management.server.port");
        }
    }

    @Test
    void startFailsWhenTheServerIsNotNamed() throws Exception {
        Process agent = start();

        assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(1);
        assertThat(program.log()).contains("foobar.server", "beside which this agent stands");
    }

    private Process start(String... options) throws IOException {
        return program.start(List.of(options));
    }

    private int port() {
        Matcher matcher =
                await().atMost(LONG)
                        .until(() -> PORT.matcher(program.log()), found -> found.reset().find());
        return Integer.parseInt(matcher.group(1));
    }

    private static HttpResponse<String> get(String method, int port, String path)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + port + path);
            var nobody = HttpRequest.BodyPublishers.noBody();
            return client.send(
                    HttpRequest.newBuilder(uri).method(method, nobody).timeout(LONG).build(),
                    BodyHandlers.ofString());
        }
    }
}
