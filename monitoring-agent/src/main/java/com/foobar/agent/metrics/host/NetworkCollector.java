package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What went over the network, in the namespace that the agent shares with its server. */
record NetworkCollector(Path proc) implements Collector {

    /** Pairs and bridges of containers come and go; their names would never end. */
    private static final Pattern IGNORED = Pattern.compile("(veth|br-|docker|cali|cni).*");

    private static final int RECEIVED_BYTES = 1;
    private static final int RECEIVED_DROPS = 4;
    private static final int SENT_BYTES = 9;
    private static final int SENT_DROPS = 12;

    @Override
    public String name() {
        return "network";
    }

    @Override
    public void collect(Samples samples) throws IOException {
        Path devices = proc.resolve("net/dev");
        for (String[] words : Lines.words(devices)) {
            String device = words[0].replace(":", "");
            if (!words[0].endsWith(":")
                    || words.length <= SENT_DROPS
                    || IGNORED.matcher(device).matches()) {
                continue;
            }
            add(samples, "receive_bytes", devices, words[RECEIVED_BYTES], device);
            add(samples, "receive_drop", devices, words[RECEIVED_DROPS], device);
            add(samples, "transmit_bytes", devices, words[SENT_BYTES], device);
            add(samples, "transmit_drop", devices, words[SENT_DROPS], device);
        }
    }

    private static void add(Samples samples, String what, Path file, String value, String device)
            throws IOException {
        samples.add("node_network_" + what + "_total", Lines.number(file, value), "device", device);
    }
}
