package com.foobar.cli.compose;

import com.foobar.cli.deployment.Upstreams;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The gateway's management port, which listens on loopback inside its container. */
record GatewayManagement(Docker docker) implements Upstreams.Management {

    /** With what the image holds; an answer of HTTP/1.0 comes in one piece. */
    private static final String CALL =
            """
            exec 3<>/dev/tcp/127.0.0.1/18080
            printf '%s %s HTTP/1.0\\r\\nHost: localhost\\r\\nContent-Length: 0\\r\\n\\r\\n' "$1" "$2" >&3
            exec cat <&3
            """;

    @Override
    public String call(String method, String path) {
        return body(
                docker.ask("exec", "--no-TTY", "gateway", "bash", "-c", CALL, "call", method, path),
                method + " " + path);
    }

    /** What follows the head of an HTTP answer that has to be a 200. */
    static String body(String answer, String request) {
        String[] parts = answer.split("\r?\n\r?\n", 2);
        if (!parts[0].matches("(?s)HTTP/1\\.\\d 200\\b.*") || parts.length < 2) {
            throw new UncheckedIOException(
                    new IOException(
                            "the gateway answered %s to %s"
                                    .formatted(
                                            parts[0].lines().findFirst().orElse("nothing"),
                                            request)));
        }
        return parts[1];
    }
}
