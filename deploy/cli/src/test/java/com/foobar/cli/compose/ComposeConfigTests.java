package com.foobar.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ComposeConfigTests {

    @Test
    void projectIsWhatComposeCallsIt() {
        assertThat(config("127.0.0.1").project()).isEqualTo("foobar-3");
    }

    @Test
    void componentsAreTheServicesThatGoOnRunning() {
        assertThat(config("127.0.0.1").components())
                .containsExactly("gateway-firewall", "prometheus");
    }

    @Test
    void foreignImagesAreThoseRunAndThoseThatOursAreMadeOf() {
        assertThat(config("127.0.0.1").foreignImages())
                .containsExactly("debian:13", "prom/prometheus:v3", "temurin:25");
    }

    @Test
    void imageThatServicesShareIsBuiltByOneOfThem() {
        ComposeConfig config =
                ComposeConfig.parse(
                        """
            {"name": "foobar", "services": {
              "web-app-2": {"image": "foobar/web-app:1", "build": {"context": "."}},
              "web-app-1": {"image": "foobar/web-app:1", "build": {"context": "."}},
              "gateway": {"image": "foobar/gateway:1", "build": {"context": "."}},
              "gateway-firewall": {"image": "debian:13",
                "ports": [{"target": 8443, "published": "443"}],
                "networks": {"edge": {"ipv4_address": "10.77.0.10"}}}
            }}""");

        assertThat(config.builders()).containsExactly("gateway", "web-app-1");
    }

    @Test
    void edgeIsWhereHttpsIsPublished() {
        assertThat(config("192.0.2.7").edge().getHostString()).isEqualTo("192.0.2.7");
        assertThat(config("192.0.2.7").edge().getPort()).isEqualTo(9443);
    }

    @Test
    void whatIsPublishedEverywhereIsReachedOverLoopback() {
        assertThat(config("0.0.0.0").edge().getHostString()).isEqualTo("127.0.0.1");
    }

    @Test
    void gatewayIsWhereItListensAmongTheContainers() {
        assertThat(config("127.0.0.1").gateway())
                .isEqualTo(new InetSocketAddress("10.80.0.10", 8443));
    }

    private static ComposeConfig config(String address) {
        return ComposeConfig.parse(
                """
            {"name": "foobar-3", "services": {
              "init": {"restart": "no", "build": {"args": {"JAVA_IMAGE": "temurin:25", "X": "y"}}},
              "gateway-firewall": {"restart": "unless-stopped",
                "build": {"args": {"DEBIAN_IMAGE": "debian:13"}},
                "ports": [
                  {"target": 8080, "published": "80", "host_ip": "%1$s"},
                  {"target": 8443, "published": "9443", "host_ip": "%1$s"}],
                "networks": {"edge": {"ipv4_address": "10.80.0.10"}}},
              "prometheus": {"restart": "unless-stopped", "image": "prom/prometheus:v3"}
            }}"""
                        .formatted(address));
    }
}
