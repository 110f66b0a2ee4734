package com.foobar.agent.metrics.host;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of pressure stall information.
 *
 * @param some seconds in which at least one task waited
 * @param full seconds in which all of them did
 */
record Pressure(double some, double full) {

    private static final double MICROS_PER_SECOND = 1e6;

    static Pressure read(Path file) throws IOException {
        double some = 0;
        double full = 0;
        for (String[] words : Lines.words(file)) {
            String total = words[words.length - 1];
            if (!total.startsWith("total=")) {
                throw new IOException(file + " is no pressure stall information");
            }
            double seconds = Lines.number(file, total.substring(6)) / MICROS_PER_SECOND;
            switch (words[0]) {
                case "some" -> some = seconds;
                case "full" -> full = seconds;
                default -> throw new IOException(file + " has a line " + words[0]);
            }
        }
        return new Pressure(some, full);
    }
}
