package com.foobar.system.firewall;

import com.foobar.system.program.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The program of {@code deploy/firewall}, and how its command lines look. */
final class Firewall {

    static final Path FOLDER = Path.of("../firewall").toAbsolutePath().normalize();
    static final String PROBE = FOLDER.resolve("probe").toString();

    private Firewall() {}

    /** A command line of the program. */
    static String[] command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(FOLDER.resolve("firewall").toString());
        command.addAll(Arrays.asList(arguments));
        return command.toArray(String[]::new);
    }

    /** Runs a line of shell with the functions of the program. */
    static Program functions(String input, String line) {
        return Program.run(
                input, List.of("bash", "-c", ". " + FOLDER.resolve("firewall") + "; " + line));
    }
}
