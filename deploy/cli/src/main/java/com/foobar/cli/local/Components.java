package com.foobar.cli.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The picture as a list: every component of a local site, in the order of their start. */
final class Components {

    private static final List<JavaProgram> PROGRAMS =
            List.of(WebApps.PROGRAM, Gateway.PROGRAM, MonitoringAgents.PROGRAM);

    private final Site site;
    private final Toolbox tools;

    Components(Site site, Toolbox tools) {
        this.site = site;
        this.tools = tools;
    }

    List<Component> all() {
        List<Component> components = new ArrayList<>();
        components.add(Prometheus.of(site, tools));
        components.addAll(MySqlMembers.of(site, tools));
        components.addAll(WebApps.of(site, tools));
        components.add(Gateway.of(site, tools));
        components.add(LogStore.of(site, tools));
        components.addAll(SecondEdge.of(site, tools));
        components.addAll(MonitoringAgents.of(site, tools));
        return components;
    }

    /** What makes the ahead-of-time cache of each of our programs: program to command. */
    Map<String, List<String>> training() {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (JavaProgram program : PROGRAMS) {
            Component instance =
                    all().stream()
                            .filter(it -> it.name().startsWith(program.application()))
                            .findFirst()
                            .orElseThrow();
            commands.put(program.application(), program.training(instance, site, tools));
        }
        return commands;
    }
}
