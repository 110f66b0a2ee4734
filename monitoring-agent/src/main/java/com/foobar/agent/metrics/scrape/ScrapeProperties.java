package com.foobar.agent.metrics.scrape;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Programs that export their numbers themselves.
 *
 * @param targets source to the address of its Prometheus endpoint, plain HTTP on loopback: {@code
 *     web-app=http://127.0.0.1:18081/actuator/prometheus}
 * @param files source to a file in Prometheus' text form that somebody replaces at least once a
 *     minute: {@code firewall=/var/lib/firewall/firewall.prom}
 */
@ConfigurationProperties("foobar.agent.metrics.scrape")
@Validated
record ScrapeProperties(
        @DefaultValue @NotNull Map<String, URI> targets,
        @DefaultValue @NotNull Map<String, Path> files) {}
