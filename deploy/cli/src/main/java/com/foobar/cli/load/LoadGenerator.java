package com.foobar.cli.load;

/** Carries out load plans. */
public final class LoadGenerator {

    private LoadGenerator() {}

    /** Carries out the plan and reports; failures of requests are in the report. */
    public static LoadReport run(LoadPlan plan, LoadListener listener) throws InterruptedException {
        return start(plan, listener).await();
    }

    /**
     * Begins to carry out the plan, for those who want to do something meanwhile. Warms up first,
     * for four seconds at most; {@link LoadReport#warmUp()} tells with how many requests.
     */
    public static RunningLoad start(LoadPlan plan, LoadListener listener) {
        HttpExchange exchange = new HttpExchange(plan);
        int warmUp = exchange.warmUp(plan.paths().getFirst());
        return new RunningLoad(plan, exchange, listener, warmUp).start();
    }
}
