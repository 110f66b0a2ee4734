package com.foobar.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.loki4j.pkg.google.protobuf.Timestamp;
import com.github.loki4j.pkg.loki.protobuf.Push;
import com.github.loki4j.pkg.loki.protobuf.Push.EntryAdapter;
import com.github.loki4j.pkg.loki.protobuf.Push.LabelPairAdapter;
import com.github.loki4j.pkg.loki.protobuf.Push.StreamAdapter;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the published message definitions. */
class PushRequestTests {

    private static final Push.PushRequest REQUEST =
            Push.PushRequest.newBuilder()
                    .addStreams(
                            stream("{level=\"info\", server=\"server-1\", service=\"web-app\"}")
                                    .addEntries(
                                            entry("one ä")
                                                    .addStructuredMetadata(pair("trace_id", "t")))
                                    .addEntries(
                                            entry("two")
                                                    .addStructuredMetadata(
                                                            pair("request_id", "r"))))
                    .addStreams(stream("{service=\"mysql\"}").addEntries(EntryAdapter.newBuilder()))
                    .addStreams(stream("{}"))
                    .build();

    @Test
    void everyLineIsReadWithItsLabelsAndItsRequest() {
        assertThat(PushRequest.decode(compressed(REQUEST.toByteArray())))
                .containsExactly(
                        new StoredLine(7_000_000_009L, "web-app", "server-1", "info", "", "one ä"),
                        new StoredLine(7_000_000_009L, "web-app", "server-1", "info", "r", "two"),
                        new StoredLine(0, "mysql", "", "", "", ""));
    }

    @Test
    void whatIsUnknownIsPassedOver() {
        Push.PushRequest more =
                REQUEST.toBuilder()
                        .setUnknownFields(
                                com.google.protobuf.UnknownFieldSet.newBuilder()
                                        .addField(
                                                9,
                                                com.google.protobuf.UnknownFieldSet.Field
                                                        .newBuilder()
                                                        .addVarint(5)
                                                        .build())
                                        .build())
                        .build();
        assertThat(PushRequest.decode(compressed(more.toByteArray()))).hasSize(3);
    }

    @Test
    void damagedRequestIsRefusedAsOneAndNothingElse() {
        byte[] message = REQUEST.toByteArray();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = Arrays.copyOf(message, 1 + random.nextInt(message.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            isReadOrRefused(compressed(damaged));
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            isReadOrRefused(garbage);
        }
    }

    @Test
    void requestThatWouldFillTheMemoryIsRefused() {
        // Claims to be 2 GiB, which snappy's block format says in front.
        byte[] bomb = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0};
        assertThat(catchThrowable(() -> PushRequest.decode(bomb)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void isReadOrRefused(byte[] body) {
        Throwable thrown = catchThrowable(() -> PushRequest.decode(body));
        if (thrown != null) {
            assertThat(thrown)
                    .isInstanceOfAny(
                            IllegalArgumentException.class, IndexOutOfBoundsException.class);
        }
    }

    private static StreamAdapter.Builder stream(String labels) {
        return StreamAdapter.newBuilder().setLabels(labels);
    }

    private static EntryAdapter.Builder entry(String line) {
        return EntryAdapter.newBuilder()
                .setTimestamp(Timestamp.newBuilder().setSeconds(7).setNanos(9))
                .setLine(line);
    }

    private static LabelPairAdapter.Builder pair(String name, String value) {
        return LabelPairAdapter.newBuilder().setName(name).setValue(value);
    }

    private static byte[] compressed(byte[] message) {
        var snappy = new SnappyJavaCompressor();
        byte[] compressed = new byte[snappy.maxCompressedLength(message.length)];
        int length = snappy.compress(message, 0, message.length, compressed, 0, compressed.length);
        return Arrays.copyOf(compressed, length);
    }
}
