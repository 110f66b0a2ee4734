package com.foobar.cli.load;

/** Carries out load plans. */
public final class LoadGenerator {

    private LoadGenerator() {}

    /** Carries out the plan and reports; failures of requests are in the report. */
    public static LoadReport run(LoadPlan plan, LoadListener listener) throws InterruptedException {
        return start(plan, listener).await();
    }

    /** Begins to carry out the plan, for those who want to do something meanwhile. */
    public static RunningLoad start(LoadPlan plan, LoadListener listener) {
        return new RunningLoad(plan, new HttpExchange(plan), listener).start();
    }
}
