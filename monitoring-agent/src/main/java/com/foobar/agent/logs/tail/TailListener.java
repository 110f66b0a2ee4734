package com.foobar.agent.logs.tail;

/** Who counts what is read, and what could not be. */
public interface TailListener {

    void read(int lines, long bytes);

    void rotated();

    /** A line longer than allowed was cut. */
    void cut();

    void lost(Gap gap);
}
