package com.foobar.system.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricNamesTests {

    @Test
    void namesAreFoundAmongFunctionsLabelsAndNumbers() {
        assertThat(
                        MetricNames.in(
                                "sum by (server, le) (rate(a_total{x=~\"b|c\", y!=\"d\"}[5m])) / 1e9"
                                        + " > bool on (server) group_left (job) level:e:rate5m"
                                        + " and histogram_quantile(0.5, f_bucket) or vector(1)"))
                .containsExactly("a_total", "f_bucket", "level:e:rate5m");
    }

    @Test
    void nameAloneIsAnExpression() {
        assertThat(MetricNames.in("up")).containsExactly("up");
    }
}
