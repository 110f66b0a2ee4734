package com.foobar.cli.load;

/** Told what happens while the load runs, on its threads: must neither block nor throw. */
public interface LoadListener {

    /** Cares for nothing. */
    LoadListener NONE = new LoadListener() {};

    /** Once a second. */
    default void onProgress(LoadReport soFar) {}

    /** For each write as it is acknowledged; from several threads at once. */
    default void onAcknowledged(AcknowledgedWrite write) {}

    /** For each request as it ends; from several threads at once. */
    default void onEnded(Sample sample) {}
}
