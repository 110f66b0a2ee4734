package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One MySQL member on each server that has one. */
final class MySqlMembers {

    private static final Duration STOP = Duration.ofSeconds(90);

    private MySqlMembers() {}

    static List<Component> of(Site site, Toolbox tools) {
        return site.members().stream().map(it -> member(it, site, tools)).toList();
    }

    private static Component member(int server, Site site, Toolbox tools) {
        String name = "mysql-" + server;
        String member = tools.checkout().resolve("deploy/mysql/member").toString();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("MEMBER_NAME", name);
        environment.put("MEMBER_ID", String.valueOf(server));
        environment.put("MEMBER_ADDRESS", hostAndPort(site.mysql(server)));
        environment.put("GROUP_MEMBERS", String.join(" ", site.mysqlAddresses()));
        environment.put("GROUP_NAME", site.settings().group());
        environment.put("DATA_DIRECTORY", site.data(name).toString());
        environment.put("TLS_DIRECTORY", site.tls(name).toString());
        environment.put("SECRETS_DIRECTORY", site.secrets("mysql").toString());
        return new Component(
                name,
                Stage.DATABASE,
                () -> tools.withMysql(List.of(member, "run")),
                environment,
                List.of(site.mysql(server)),
                () -> HealthCheck.member(tools.withMysql(List.of(member, "status")), environment),
                STOP,
                site.data(name).resolve("run/mysqld.pid"));
    }
}
