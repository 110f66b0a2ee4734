package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import com.foobar.cli.deployment.Design;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The edge. */
final class Gateway {

    static final JavaProgram PROGRAM = new JavaProgram("gateway", "192m");

    private Gateway() {}

    static Component of(Site site, Toolbox tools) {
        InetSocketAddress management =
                Site.address(site.gatewayHost(), Site.GATEWAY_MANAGEMENT_PORT);
        Map<String, String> properties = new LinkedHashMap<>();
        boolean plaintext = site.settings().design() == Design.ORIGINAL;
        String scheme = plaintext ? "http://" : "https://";
        properties.put("foobar.gateway.plaintext-upstreams", String.valueOf(plaintext));
        Site.SERVERS.forEach(
                it ->
                        properties.put(
                                "foobar.gateway.upstreams.server-" + it,
                                scheme + hostAndPort(site.webApp(it))));
        properties.put("foobar.tls.edge-directory", site.tls("edge").toString());
        properties.put("foobar.tls.client-directory", site.tls("gateway").toString());
        properties.put("foobar.gateway.public-port", String.valueOf(site.settings().port()));
        properties.put(
                "foobar.gateway.allowed-hosts",
                String.join(",", Site.HOST, "foobar.com", "localhost", site.gatewayHost()));
        properties.put("foobar.gateway.redirect.address", site.gatewayHost());
        properties.put("foobar.gateway.redirect.port", String.valueOf(site.settings().httpPort()));
        JavaProgram.listen(properties, site.edge(), management);
        return PROGRAM.component(
                "gateway",
                Stage.EDGE,
                properties,
                List.of(site.edge(), site.redirect(), management),
                JavaProgram.actuator(management, "health/readyz"),
                site,
                tools);
    }
}
