package com.foobar.cli.load;

import java.io.PrintWriter;

/** Shows how a load is doing: on a terminal in one line that changes, else a line now and then. */
final class LiveLine implements LoadListener {

    private static final String BACK_AND_CLEAR = "\r\u001b[2K";
    private static final int PLAIN_EVERY_SECONDS = 5;

    private final PrintWriter out;
    private final boolean terminal;
    private int ticks;

    LiveLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void onProgress(LoadReport soFar) {
        ticks++;
        if (terminal) {
            out.print(BACK_AND_CLEAR + ReportTable.live(soFar));
        } else if (ticks % PLAIN_EVERY_SECONDS == 0) {
            out.println(ReportTable.live(soFar));
        }
        out.flush();
    }

    synchronized void end() {
        if (terminal && ticks > 0) {
            out.print(BACK_AND_CLEAR);
            out.flush();
        }
    }
}
