package com.foobar.agent.logs.destination;

/** Who counts what becomes of lines. */
public interface DeliveryListener {

    void sent(int lines);

    void accepted(int lines);

    void dropped(String reason, long lines);

    void retry(String code);

    /** Whether the destination turns this agent away. */
    void held(boolean held);
}
