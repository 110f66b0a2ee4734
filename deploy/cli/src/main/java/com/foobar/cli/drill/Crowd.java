package com.foobar.cli.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps as many connections open as it was told, on one thread: a connection that the server ends
 * is replaced by a new one within a second. What the dribbling ones say is the beginning of a TLS
 * handshake.
 */
final class Crowd implements AutoCloseable {

    /**
     * A second has so many turns, and each client has one of them. Bytes that all came at the same
     * moment, or connections, would measure a queue and not the clients' slowness.
     */
    private static final int TURNS = 20;

    private static final Duration TURN = Duration.ofSeconds(1).dividedBy(TURNS);
    private static final int NEW_PER_TURN = 50;

    private final InetSocketAddress address;
    private final int silent;
    private final int size;

    /** Those that say a byte a second, by the turn that each has. */
    private final List<List<SelectionKey>> dribbling =
            Stream.<List<SelectionKey>>generate(ArrayList::new).limit(TURNS).toList();

    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean stopped;
    private @Nullable Thread thread;

    Crowd(InetSocketAddress address, int silent, int dribbling) {
        this.address = address;
        this.silent = silent;
        this.size = silent + dribbling;
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("crowd").start(this::run);
    }

    /** How many connections there are. */
    int open() {
        return open.get();
    }

    private void run() {
        try (Selector selector = Selector.open()) {
            int made = 0;
            for (int turn = 0; !stopped; turn = (turn + 1) % TURNS) {
                int missing = Math.min(NEW_PER_TURN, size - selector.keys().size());
                for (int i = 0; i < missing; i++) {
                    connect(selector, made++ % size < silent, turn);
                }
                long end = System.nanoTime() + TURN.toNanos();
                for (long left = TURN.toMillis(); left > 0 && !stopped; ) {
                    selector.select(Crowd::hear, left);
                    left = (end - System.nanoTime()) / 1_000_000;
                }
                dribbling.get(turn).removeIf(key -> !key.isValid());
                dribbling.get(turn).forEach(Crowd::dribble);
                selector.selectNow();
                open.set(selector.keys().size());
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect(Selector selector, boolean silent, int turn) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        if (!silent) {
            key.attach(ByteBuffer.wrap(SlowHello.bytes()));
            dribbling.get(turn).add(key);
        }
        channel.connect(address);
    }

    private static void hear(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
            } else if (channel.read(ByteBuffer.allocate(256)) < 0) {
                end(key);
            }
        } catch (IOException e) {
            end(key); // Refused or ended by the server: another one takes its place.
        }
    }

    private static void dribble(SelectionKey key) {
        ByteBuffer rest = (ByteBuffer) key.attachment();
        if (key.interestOps() == SelectionKey.OP_READ && rest.hasRemaining()) {
            try {
                int limit = rest.limit();
                rest.limit(rest.position() + 1);
                ((SocketChannel) key.channel()).write(rest);
                rest.limit(limit);
            } catch (IOException e) {
                end(key);
            }
        }
    }

    private static void end(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            // Closed is what it should be.
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
