package com.foobar.cli.load;

/** A connection to the site, used on its event loop only. */
interface Connection {

    /** What it tells the one who keeps it. */
    interface Keeper {

        /** Something was answered: it may have room again. */
        void hasRoom(Connection connection);

        /** It is of no more use; its calls have ended. */
        void ended(Connection connection);
    }

    /** How many more calls it takes at the moment; 0 if none, or never again. */
    int room();

    /** Whether nothing is under way. */
    boolean isIdle();

    /** Sends the call, which ends with its answer or with this connection. */
    void send(Call call);

    void close();
}
