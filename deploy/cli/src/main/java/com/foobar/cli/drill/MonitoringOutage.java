package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import com.foobar.cli.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What takes metrics and logs is gone; the agents have to keep for it what they read meanwhile. */
record MonitoringOutage() implements Fault {

    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofSeconds(1);

    @Override
    public Injection inject(Faults site) {
        List<String> receivers = site.monitoring().receivers();
        site.cutPower(receivers);
        return Injection.broken("kill -9 of " + String.join(" and ", receivers), Optional::empty);
    }

    @Override
    public Map<Measure, Double> afterwards(Faults site, Instant started, List<Sample> samples)
            throws InterruptedException {
        Monitoring monitoring = site.monitoring();
        Instant ended = Instant.now();
        long lost = 0;
        long late = 0;
        for (String component : monitoring.loggers()) {
            List<String> logged = monitoring.logged(component, started, ended);
            if (logged.isEmpty()) {
                throw new UserError(
                        component + " logged no request, though there were " + samples.size(),
                        "look at its log: ./foobar logs --access " + component);
            }
            List<String> stored = monitoring.stored(component, started, ended);
            while (missing(logged, stored) > 0 && Instant.now().isBefore(ended.plus(CATCH_UP))) {
                Thread.sleep(POLL);
                stored = monitoring.stored(component, started, ended);
            }
            lost += missing(logged, stored);
            late += outOfOrder(logged, stored);
        }
        Map<Measure, Double> measured = new EnumMap<>(Measure.class);
        measured.put(Measure.LINES_LOST, (double) lost);
        measured.put(Measure.LINES_OUT_OF_ORDER, (double) late);
        monitoring.agents().stream()
                .mapToDouble(site::mostMemory)
                .max()
                .ifPresent(it -> measured.put(Measure.AGENT_MEMORY, it));
        return measured;
    }

    static long missing(List<String> logged, List<String> stored) {
        Set<String> there = new HashSet<>(stored);
        return logged.stream().filter(it -> !there.contains(it)).count();
    }

    /** How many lines came after one that was logged later. */
    static long outOfOrder(List<String> logged, List<String> stored) {
        Map<String, Integer> places = new HashMap<>();
        logged.forEach(it -> places.putIfAbsent(it, places.size()));
        int last = -1;
        long late = 0;
        for (String it : stored) {
            int place = places.getOrDefault(it, last);
            if (place < last) {
                late++;
            }
            last = Math.max(last, place);
        }
        return late;
    }
}
