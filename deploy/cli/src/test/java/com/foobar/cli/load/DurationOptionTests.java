package com.foobar.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationOptionTests {

    private final DurationOption option = new DurationOption();

    @Test
    void durationIsReadWithItsUnit() {
        assertThat(option.convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(option.convert("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(option.convert("2m")).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-1s", "1h", "s", "1.5s", "99999999s", "PT1S"})
    void durationIsRefusedWhenOfAnotherForm(String value) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> option.convert(value))
                .withMessageContaining("write 500ms, 30s or 2m");
    }
}
