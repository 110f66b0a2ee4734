package com.foobar.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Wish;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeSettingsTests {

    @Test
    void whatNobodyAskedForIsLeftToTheFile() {
        assertThat(ComposeSettings.DEFAULTS.environment()).isEmpty();
    }

    @Test
    void aSecondSiteHasAProjectAndAddressesOfItsOwn() {
        assertThat(ComposeSettings.DEFAULTS.with(new Wish(7, 9443, null, null, null)).environment())
                .isEqualTo(
                        Map.of(
                                "COMPOSE_PROJECT_NAME", "foobar-7",
                                "FOOBAR_SUBNET", "10.84",
                                "FOOBAR_OPS_PORT", "18087",
                                "FOOBAR_GRAFANA_PORT", "3007",
                                "FOOBAR_HAPROXY_HTTPS_PORT", "10450",
                                "FOOBAR_HAPROXY_HTTP_PORT", "10087",
                                "FOOBAR_HTTPS_PORT", "9443"));
    }

    @Test
    void theSecondEdgeStaysUntilItIsUnwanted() {
        ComposeSettings with =
                ComposeSettings.DEFAULTS.with(new Wish(null, null, null, null, true));
        assertThat(with.environment()).isEqualTo(Map.of("COMPOSE_PROFILES", "haproxy"));
        assertThat(with.with(new Wish(null, null, null, null, null))).isEqualTo(with);
        assertThat(with.with(new Wish(null, null, null, null, false)).environment()).isEmpty();
    }

    @Test
    void settingsAreFoundAgain(@TempDir Path home) {
        ComposeSettings settings = new ComposeSettings(3, null, 8080, true);
        settings.save(home);
        assertThat(ComposeSettings.read(home)).contains(settings);
        ComposeSettings.forget(home);
        assertThat(ComposeSettings.read(home)).isEmpty();
    }

    @Test
    void portsOutOfRangeAreRefused() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new ComposeSettings(0, 70_000, null, null))
                .withMessageContaining("--port 70000");
    }
}
