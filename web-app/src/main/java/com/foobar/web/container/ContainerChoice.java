package com.foobar.web.container;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out what would configure the containers that were not chosen. All are on the class path,
 * and Spring Boot would take the first it finds.
 */
class ContainerChoice implements AutoConfigurationImportFilter, EnvironmentAware {

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(
            @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        Container chosen = Container.chosen(Objects.requireNonNull(environment));
        boolean[] matches = new boolean[autoConfigurations.length];
        for (int index = 0; index < matches.length; index++) {
            String name = autoConfigurations[index];
            matches[index] = name == null || !isOfAnother(chosen, name);
        }
        return matches;
    }

    private static boolean isOfAnother(Container chosen, String name) {
        return Stream.of(Container.values())
                .anyMatch(container -> container != chosen && container.isConfiguredBy(name));
    }
}
