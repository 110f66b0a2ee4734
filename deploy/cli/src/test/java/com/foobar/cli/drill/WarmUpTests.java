package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.cli.UserError;
import com.foobar.cli.load.FailureKind;
import com.foobar.cli.load.LoadReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmUpTests {

    @Test
    void siteThatAnswersNothingIsNotBroken() {
        assertThatThrownBy(() -> WarmUp.requireAnswers(report(0)))
                .isInstanceOf(UserError.class)
                .hasMessage("not one of 200 requests succeeded (TLS: unknown authority)");
    }

    @Test
    void siteThatAnswersSometimesIsWarmedUp() {
        assertThatCode(() -> WarmUp.requireAnswers(report(1))).doesNotThrowAnyException();
    }

    private static LoadReport report(long ok) {
        return new LoadReport(
                Duration.ofSeconds(4),
                0,
                200,
                ok,
                Map.of(FailureKind.TLS, new LoadReport.Failures(200 - ok, "unknown authority")),
                new LoadReport.Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Map.of(),
                Duration.ofSeconds(4),
                new LoadReport.Writes(20, 0, Duration.ofSeconds(4)),
                List.of());
    }
}
