package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import com.foobar.cli.deployment.Design;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One web-app on each server. */
final class WebApps {

    static final JavaProgram PROGRAM = new JavaProgram("web-app", "256m");

    private WebApps() {}

    static List<Component> of(Site site, Toolbox tools) {
        return Site.SERVERS.stream().map(it -> webApp(it, site, tools)).toList();
    }

    private static Component webApp(int server, Site site, Toolbox tools) {
        String name = "web-app-" + server;
        InetSocketAddress management =
                Site.address(site.serverHost(server), Site.WEB_APP_MANAGEMENT_PORT);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("foobar.server.name", "server-" + server);
        properties.put("foobar.server.container", container(server, site));
        properties.put("server.ssl.enabled", String.valueOf(isSecured(site)));
        properties.put("foobar.tls.directory", site.tls(name).toString());
        properties.put("foobar.database.schema", "foobar");
        site.members()
                .forEach(
                        it ->
                                properties.put(
                                        "foobar.database.members.mysql-" + it,
                                        hostAndPort(site.mysql(it))));
        properties.put("foobar.database.local-member", "mysql-" + nearestMember(server, site));
        properties.put("foobar.database.username", name);
        properties.put("foobar.migration.username", "migration");
        properties.put("spring.config.import", "configtree:" + site.secrets(name) + "/");
        JavaProgram.listen(properties, site.webApp(server), management);
        return PROGRAM.component(
                name,
                Stage.APPLICATION,
                properties,
                List.of(site.webApp(server), management),
                JavaProgram.actuator(management, "health/readyz"),
                site,
                tools);
    }

    /** Another one on the last server, so that no defect of one container ends all three. */
    private static String container(int server, Site site) {
        return isSecured(site) && server == Site.SERVERS.getLast() ? "jetty" : "tomcat";
    }

    private static int nearestMember(int server, Site site) {
        return site.members().contains(server) ? server : site.members().getFirst();
    }

    private static boolean isSecured(Site site) {
        return site.settings().design() == Design.SECURED;
    }
}
