package com.foobar.system.compose;

import com.foobar.system.deployment.ComposeDeployment;
import com.foobar.system.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running containers of a compose project, as the engine knows them.
 *
 * @param containers what {@code docker inspect} says, by service
 */
record Project(String name, Map<String, JsonNode> containers) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The site's project as it is now. */
    static Project of(ComposeDeployment site) {
        Map<String, JsonNode> containers = new TreeMap<>();
        List<String> command = new ArrayList<>(List.of("inspect"));
        command.addAll(site.processes());
        for (JsonNode it : JSON.readTree(site.docker(command.toArray(String[]::new)))) {
            containers.put(it.at("/Config/Labels/com.docker.compose.service").asString(), it);
        }
        return new Project(site.project(), containers);
    }

    /** Whether the service owns a network namespace, which is to say that it is a firewall. */
    static boolean isFirewall(JsonNode container) {
        return container.at("/Config/Image").asString().startsWith("foobar/firewall:");
    }

    /** The machines that run, by the name that the firewall's rules have for them. */
    Map<String, JsonNode> machines() {
        Map<String, JsonNode> machines = new TreeMap<>();
        containers.forEach(
                (service, container) -> {
                    if (isFirewall(container)) {
                        machines.put(service.replace("-firewall", ""), container);
                    }
                });
        return machines;
    }

    /** The addresses of a machine, by network as docker-compose.yml names it. */
    Map<String, String> addresses(JsonNode machine) {
        Map<String, String> addresses = new TreeMap<>();
        machine.at("/NetworkSettings/Networks")
                .propertyStream()
                .forEach(
                        it ->
                                addresses.put(
                                        it.getKey().replaceFirst("^" + name + "_", ""),
                                        it.getValue().path("IPAddress").asString()));
        return addresses;
    }

    /** Runs a program of the firewall's image on a network, or in the namespace of a container. */
    Program beside(String network, String input, String... command) {
        List<String> whole =
                new ArrayList<>(
                        List.of("docker", "run", "--rm", "--interactive", "--network", network));
        whole.addAll(List.of("--entrypoint", command[0], image()));
        whole.addAll(Arrays.asList(command).subList(1, command.length));
        return Program.run(input, whole);
    }

    private String image() {
        return containers.values().stream()
                .filter(Project::isFirewall)
                .map(it -> it.at("/Config/Image").asString())
                .findFirst()
                .orElseThrow();
    }
}
