package com.foobar.cli.drill;

import com.foobar.cli.load.AcknowledgedWrite;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.Sample;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers every request of a load, and every write that was acknowledged. */
final class Ledger implements LoadListener {

    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Queue<AcknowledgedWrite> acknowledged = new ConcurrentLinkedQueue<>();

    @Override
    public void onEnded(Sample sample) {
        samples.add(sample);
    }

    @Override
    public void onAcknowledged(AcknowledgedWrite write) {
        acknowledged.add(write);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    List<AcknowledgedWrite> acknowledged() {
        return List.copyOf(acknowledged);
    }
}
