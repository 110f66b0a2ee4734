package com.foobar.system.firewall;

import com.foobar.system.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One cell of the matrix: may a machine reach a port of another one?
 *
 * @param port protocol and number, such as {@code tcp/3306}
 */
public record Cell(String source, String destination, String port, boolean open) {

    /** Ports that no rule names and that something does or might listen on. */
    private static final List<String> UNNAMED =
            List.of("tcp/22", "tcp/33060", "tcp/18081", "tcp/18082", "tcp/9095");

    /**
     * Every cell that the rules and the list of machines give, and the ports that no rule names.
     */
    public static List<Cell> expected() {
        List<String> command = new ArrayList<>(List.of(Firewall.command("expect")));
        command.addAll(UNNAMED);
        return Program.run("", command).orThrow().lines().map(Cell::parse).toList();
    }

    private static Cell parse(String line) {
        String[] field = line.split(" ", -1);
        return new Cell(field[0], field[1], field[2], field[3].equals("open"));
    }

    /** The last part of a machine's address, as the list of machines has it. */
    static int number(String machine) {
        try (Stream<String> lines = Files.lines(Firewall.FOLDER.resolve("machines"))) {
            return lines.filter(it -> it.startsWith(machine + " "))
                    .map(it -> Integer.parseInt(it.substring(it.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(machine));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isTcp() {
        return port.startsWith("tcp/");
    }

    /** The number of the port. */
    public String number() {
        return port.substring(port.indexOf('/') + 1);
    }
}
