package com.foobar.cli.drill;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.RunningLoad;
import com.foobar.cli.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Many more requests than usual, for a while.
 *
 * @param from when they begin to count
 * @param length how long they count
 * @param requests those of them that ended in that time
 */
record Rush(Instant from, Duration length, List<Sample> requests) {

    static final Rush NONE = new Rush(Instant.EPOCH, Duration.ofSeconds(1), List.of());

    /**
     * Carries it out.
     *
     * @param arriving the first part of the plan, which fills the queues and does not count
     */
    static Rush of(LoadPlan plan, Duration arriving) throws InterruptedException {
        Ledger ledger = new Ledger();
        RunningLoad load = LoadGenerator.start(plan, ledger);
        load.await();
        return of(load.started(), arriving, plan.duration().minus(arriving), ledger.samples());
    }

    static Rush of(Instant started, Duration arriving, Duration length, List<Sample> samples) {
        Instant from = started.plus(arriving);
        return new Rush(from, length, within(from, length, started, samples));
    }

    /**
     * Requests per second that were served meanwhile, those of the usual visitors included.
     *
     * @param started when the usual load began
     * @param usual its requests
     */
    double served(Instant started, List<Sample> usual) {
        long good = succeeded(requests) + succeeded(within(from, length, started, usual));
        return good / (length.toNanos() / 1e9);
    }

    /** How long those had to wait that were told to come again later: nanoseconds, ascending. */
    long[] refusals() {
        return requests.stream()
                .filter(Rush::isRefusal)
                .mapToLong(Sample::latency)
                .sorted()
                .toArray();
    }

    /** How many were neither served nor refused. */
    long unfair() {
        return requests.stream().filter(it -> !it.succeeded() && !isRefusal(it)).count();
    }

    private static List<Sample> within(
            Instant from, Duration length, Instant started, List<Sample> samples) {
        long begin = Duration.between(started, from).toNanos();
        long end = begin + length.toNanos();
        return samples.stream().filter(it -> it.ended() >= begin && it.ended() < end).toList();
    }

    private static long succeeded(List<Sample> samples) {
        return samples.stream().filter(Sample::succeeded).count();
    }

    private static boolean isRefusal(Sample it) {
        return it.detail().equals("status 429") || it.detail().equals("status 503");
    }
}
