package com.foobar.agent.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.loki4j.pkg.loki.protobuf.Push.EntryAdapter;
import com.github.loki4j.pkg.loki.protobuf.Push.PushRequest;
import com.github.loki4j.pkg.loki.protobuf.Push.StreamAdapter;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loki's push interface, strict: it decodes the request with the published message definitions and
 * enforces the documented limits with their default values. Valid entries of a request that holds
 * invalid ones are kept, and the answer is 400, as Loki does it.
 *
 * @see <a
 *     href="https://grafana.com/docs/loki/latest/operations/request-validation-rate-limits/">limits</a>
 */
public final class FakeLoki implements AutoCloseable {

    private static final int LARGEST_LINE = 256 << 10;
    private static final int MOST_LABELS = 15;
    private static final int MOST_METADATA = 128;
    private static final int LARGEST_METADATA = 64 << 10;
    private static final Duration OLDEST = Duration.ofDays(7);
    private static final Duration FURTHEST_AHEAD = Duration.ofMinutes(10);

    /** Half of {@code max_chunk_age}. */
    private static final Duration FURTHEST_BEHIND = Duration.ofHours(1);

    private static final Pattern LABELS =
            Pattern.compile("\\{[a-z_]+=\"[^\"]*\"(, [a-z_]+=\"[^\"]*\")*}");

    private final HttpServer server;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, List<Entry>> streams = new TreeMap<>();
    private final Map<String, Instant> newest = new TreeMap<>();
    private Predicate<String> poison = _ -> false;
    private int largestRequest = 4 << 20;
    private int requests;
    private boolean away;
    private Duration readingTime = Duration.ZERO;
    private final List<Long> requestNanos = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final InstantSource clock;
    private final IngestionLimit limit;

    /** One line that arrived. */
    public record Entry(Instant time, String line, Map<String, String> metadata) {}

    /** What happens to a request instead of, or before, a proper answer. */
    public interface Fault {
        /** Returns whether the request was answered. */
        boolean on(HttpExchange exchange, Runnable accept) throws IOException;
    }

    public FakeLoki() {
        this(0);
    }

    /** On a port; 0 for any. */
    public FakeLoki(int port) {
        this(port, InstantSource.system());
    }

    /** In a time of its own. */
    public FakeLoki(int port, InstantSource clock) {
        this.clock = clock;
        limit = new IngestionLimit(clock);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/loki/api/v1/push", this::push);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** For the next request; several wait in line. */
    public synchronized void next(Fault fault) {
        faults.add(fault);
    }

    /** Answers with a status. */
    public static Fault status(int status, String... header) {
        return (exchange, _) -> {
            if (header.length == 2) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            answer(exchange, status, "not now");
            return true;
        };
    }

    /** Breaks the connection off without an answer. */
    public static Fault reset() {
        return (exchange, _) -> {
            exchange.close();
            return true;
        };
    }

    /** Takes the lines, and loses the answer. */
    public static Fault acceptedWithoutAnswer() {
        return (exchange, accept) -> {
            accept.run();
            exchange.close();
            return true;
        };
    }

    /** Takes the lines, and says nothing until it is closed. */
    public static Fault acceptedAndSilent(FakeLoki loki) {
        return (_, accept) -> {
            accept.run();
            try {
                loki.closed.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return true;
        };
    }

    /** Spends that long on reading each request. */
    public synchronized void readsSlowly(Duration time) {
        readingTime = time;
    }

    /** When requests arrived, by {@link System#nanoTime}. */
    public synchronized List<Long> requestNanos() {
        return List.copyOf(requestNanos);
    }

    /** Answers 503 to everything until it is back. */
    public synchronized void away(boolean now) {
        away = now;
    }

    /** Lines like these are refused for ever. */
    public synchronized void refuse(Predicate<String> lines) {
        poison = lines;
    }

    /** Requests of more bytes get 413. */
    public synchronized void largestRequest(int bytes) {
        largestRequest = bytes;
    }

    public synchronized int requests() {
        return requests;
    }

    public synchronized List<String> streams() {
        return List.copyOf(streams.keySet());
    }

    /** What arrived in a stream, in the order of arrival. */
    public synchronized List<Entry> entries(String stream) {
        return List.copyOf(streams.getOrDefault(stream, List.of()));
    }

    /** What arrived in all streams. */
    public synchronized List<Entry> entries() {
        return streams.values().stream().flatMap(List::stream).toList();
    }

    /** All lines, each once. */
    public synchronized List<String> distinctLines() {
        return entries().stream().map(Entry::line).distinct().toList();
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        Duration time;
        synchronized (this) {
            time = readingTime;
        }
        if (time.isZero()) {
            return exchange.getRequestBody().readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int pieces = 10;
        for (int i = 0; i < pieces; i++) {
            body.writeBytes(exchange.getRequestBody().readNBytes(2048));
            LockSupport.parkNanos(time.toNanos() / pieces);
        }
        body.writeBytes(exchange.getRequestBody().readAllBytes());
        return body.toByteArray();
    }

    private void push(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange);
        try (exchange) {
            Fault fault;
            synchronized (this) {
                requests++;
                requestNanos.add(System.nanoTime());
                fault = away ? status(503) : faults.poll();
            }
            if (fault != null && fault.on(exchange, () -> takes(exchange, body))) {
                return;
            }
            boolean tooLarge;
            synchronized (this) {
                tooLarge = body.length > largestRequest;
            }
            if (tooLarge) {
                answer(exchange, 413, "request too large");
                return;
            }
            PushRequest request;
            try {
                request = decode(exchange.getRequestHeaders().getFirst("Content-Type"), body);
            } catch (IllegalArgumentException e) {
                answer(exchange, 400, String.valueOf(e.getMessage()));
                return;
            }
            if (!limit.allows(request.getSerializedSize())) {
                answer(exchange, 429, "ingestion rate limit exceeded");
                return;
            }
            List<String> problems = accept(request);
            if (problems.isEmpty()) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                answer(exchange, 400, problems.getFirst());
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void takes(HttpExchange exchange, byte[] body) {
        accept(decode(exchange.getRequestHeaders().getFirst("Content-Type"), body));
    }

    private static PushRequest decode(@Nullable String type, byte[] body) {
        return switch (type) {
            case "application/x-protobuf" -> protobuf(body);
            case "application/json" -> LokiJsonRequest.parse(body);
            case null, default -> throw new IllegalArgumentException("unsupported type " + type);
        };
    }

    private static PushRequest protobuf(byte[] compressed) {
        try {
            var snappy = new SnappyJavaDecompressor();
            byte[] message = new byte[snappy.getUncompressedLength(compressed, 0)];
            snappy.decompress(compressed, 0, compressed.length, message, 0, message.length);
            return PushRequest.parseFrom(message);
        } catch (MalformedInputException | InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("cannot decode: " + e.getMessage(), e);
        }
    }

    private List<String> accept(PushRequest request) {
        List<String> problems = new ArrayList<>();
        for (StreamAdapter stream : request.getStreamsList()) {
            accept(stream, problems);
        }
        return problems;
    }

    private synchronized void accept(StreamAdapter stream, List<String> problems) {
        String labels = stream.getLabels();
        if (!LABELS.matcher(labels).matches() || labels.split(", ").length > MOST_LABELS) {
            problems.add("bad labels " + labels);
            return;
        }
        if (stream.getEntriesCount() == 0) {
            problems.add("no entries in " + labels);
        }
        for (EntryAdapter entry : stream.getEntriesList()) {
            Instant time =
                    Instant.ofEpochSecond(
                            entry.getTimestamp().getSeconds(), entry.getTimestamp().getNanos());
            String problem = problem(labels, time, entry);
            if (!problem.isEmpty()) {
                problems.add(problem);
                continue;
            }
            newest.merge(labels, time, (a, b) -> a.isAfter(b) ? a : b);
            streams.computeIfAbsent(labels, _ -> new ArrayList<>())
                    .add(
                            new Entry(
                                    time,
                                    entry.getLine(),
                                    entry.getStructuredMetadataList().stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            it -> it.getName(),
                                                            it -> it.getValue()))));
        }
    }

    private String problem(String labels, Instant time, EntryAdapter entry) {
        Instant now = clock.instant();
        if (poison.test(entry.getLine())) {
            return "poison";
        }
        if (entry.getLineBytes().size() > LARGEST_LINE) {
            return "line too long";
        }
        if (!entry.getLineBytes().isValidUtf8()) {
            return "not UTF-8";
        }
        if (entry.getStructuredMetadataCount() > MOST_METADATA
                || entry.getStructuredMetadataList().stream()
                                .mapToInt(it -> it.getName().length() + it.getValue().length())
                                .sum()
                        > LARGEST_METADATA) {
            return "structured metadata too large";
        }
        if (time.isBefore(now.minus(OLDEST))) {
            return "timestamp too old";
        }
        if (time.isAfter(now.plus(FURTHEST_AHEAD))) {
            return "timestamp too new";
        }
        Instant last = newest.get(labels);
        return last != null && time.isBefore(last.minus(FURTHEST_BEHIND))
                ? "entry too far behind"
                : "";
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
