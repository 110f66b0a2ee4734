package com.foobar.web.container;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The servlet containers that this program holds. Instances on different ones share no code between
 * socket and servlet, so that one defect, or one malicious request, does not end them all.
 */
enum Container {
    TOMCAT("org.springframework.boot.tomcat."),
    JETTY("org.springframework.boot.jetty.");

    /** {@code tomcat} (the default) or {@code jetty}. */
    static final String PROPERTY = "foobar.server.container";

    private final String configuration;

    Container(String configuration) {
        this.configuration = configuration;
    }

    static Container chosen(Environment environment) {
        return Binder.get(environment).bind(PROPERTY, Container.class).orElse(TOMCAT);
    }

    /** Whether this class of Spring Boot's configures this container. */
    boolean isConfiguredBy(String autoConfiguration) {
        return autoConfiguration.startsWith(configuration);
    }
}
