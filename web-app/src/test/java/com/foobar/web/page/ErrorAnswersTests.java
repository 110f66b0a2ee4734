package com.foobar.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ErrorAnswersTests {

    private static final byte[] BODY = new byte[100_000];

    @ParameterizedTest
    @ValueSource(strings = {"/no-such-page", "/api/no-such-thing"})
    void errorIsToldWhenTheWholeBodyHasBeenRead(String path) throws IOException {
        MockHttpServletRequest request = post(path);
        tell(request, path);
        assertThat(request.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void bodyThatTheClientHoldsBackIsNotAskedFor() throws IOException {
        MockHttpServletRequest request = post("/");
        request.addHeader(HttpHeaders.EXPECT, "100-continue");
        tell(request, "/");
        assertThat(request.getInputStream().readAllBytes()).hasSameSizeAs(BODY);
    }

    private static MockHttpServletRequest post(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setContent(BODY);
        return request;
    }

    private static void tell(MockHttpServletRequest request, String path) {
        new ErrorAnswers()
                .answer(
                        request,
                        new MockHttpServletResponse(),
                        path,
                        ProblemDetail.forStatus(HttpStatus.NOT_FOUND),
                        HttpHeaders.EMPTY);
    }
}
