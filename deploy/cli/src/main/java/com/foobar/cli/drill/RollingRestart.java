package com.foobar.cli.drill;

import com.foobar.cli.load.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** All three servers restart, and on the way the primary hands its role over. */
record RollingRestart() implements Fault {

    @Override
    public Injection inject(Faults site) throws InterruptedException {
        return new Change("rolling restart of server-1, server-2, server-3", Faults::rollingRestart)
                .inject(site);
    }

    @Override
    public Map<Measure, Double> afterwards(Faults site, Instant started, List<Sample> samples) {
        return HandOver.measured(site, started, samples);
    }
}
