package com.foobar.cli.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps as many connections open as it was told, on one thread: a connection that the server ends
 * is replaced by a new one within a second. What the dribbling ones say is the beginning of a TLS
 * handshake.
 */
final class Crowd implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);

    /** Connecting in a burst would measure the accept queue and not the clients' slowness. */
    private static final int NEW_PER_TICK = 1000;

    private final InetSocketAddress address;
    private final int silent;
    private final int size;
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
            while (!stopped) {
                int missing = Math.min(NEW_PER_TICK, size - selector.keys().size());
                for (int i = 0; i < missing; i++) {
                    connect(selector, made++ % size < silent);
                }
                long end = System.nanoTime() + TICK.toNanos();
                for (long left = TICK.toMillis(); left > 0 && !stopped; ) {
                    selector.select(Crowd::hear, left);
                    left = (end - System.nanoTime()) / 1_000_000;
                }
                selector.keys().forEach(Crowd::dribble);
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

    private void connect(Selector selector, boolean silent) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.register(
                selector,
                SelectionKey.OP_CONNECT,
                silent ? null : ByteBuffer.wrap(SlowHello.bytes()));
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
        if (key.isValid()
                && key.interestOps() == SelectionKey.OP_READ
                && key.attachment() instanceof ByteBuffer hello
                && hello.hasRemaining()) {
            try {
                int limit = hello.limit();
                hello.limit(hello.position() + 1);
                ((SocketChannel) key.channel()).write(hello);
                hello.limit(limit);
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
