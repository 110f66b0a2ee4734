package com.foobar.web.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.mock.env.MockEnvironment;

class ContainerChoiceTests {

    private static final @Nullable String[] CANDIDATES = {
        TomcatServletWebServerAutoConfiguration.class.getName(),
        null,
        JettyServletWebServerAutoConfiguration.class.getName(),
        "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"
    };

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void tomcatServesUnlessSomethingElseIsChosen() {
        assertThat(match()).containsExactly(true, true, false, true);
    }

    @Test
    void jettyServesWhenItIsChosen() {
        environment.setProperty("foobar.server.container", "jetty");
        assertThat(match()).containsExactly(false, true, true, true);
    }

    @Test
    void startFailsWhenTheContainerIsUnknown() {
        environment.setProperty("foobar.server.container", "undertow");
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(this::match)
                .withMessageContaining("foobar.server.container");
    }

    private boolean[] match() {
        ContainerChoice choice = new ContainerChoice();
        choice.setEnvironment(environment);
        return choice.match(CANDIDATES, mock(AutoConfigurationMetadata.class));
    }
}
