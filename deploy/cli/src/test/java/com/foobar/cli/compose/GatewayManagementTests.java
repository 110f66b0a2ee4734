package com.foobar.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class GatewayManagementTests {

    @Test
    void theBodyBeginsAfterTheFirstEmptyLine() {
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\n\n}";
        assertThat(GatewayManagement.body(answer, "GET /x")).isEqualTo("{\n\n}");
    }

    @Test
    void anythingButAnAnswerThatIsWellIsToldWithItsRequest() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(
                        () -> GatewayManagement.body("HTTP/1.1 404 Not Found\r\n\r\n", "POST /y"))
                .withMessageContaining("HTTP/1.1 404 Not Found to POST /y");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> GatewayManagement.body("", "GET /x"))
                .withMessageContaining("nothing to GET /x");
    }
}
