package com.foobar.agent.health;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where health can be asked for, in plain HTTP. The names are those that Spring Boot uses in the
 * other programs.
 *
 * @param port 0 takes any free port, which the log then tells
 * @param address a loopback address, unless a firewall keeps others away
 */
@ConfigurationProperties("management.server")
@Validated
record ManagementProperties(
        @DefaultValue("18082") @Min(0) @Max(65535) int port,
        @DefaultValue("127.0.0.1") InetAddress address) {}
