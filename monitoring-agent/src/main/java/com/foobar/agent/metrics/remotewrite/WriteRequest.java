package com.foobar.agent.metrics.remotewrite;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Series;
import io.airlift.compress.v3.snappy.SnappyCompressor;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request of Prometheus' remote write 1.0, ready to be sent.
 *
 * @param body protobuf {@code prometheus.WriteRequest}, compressed by snappy in its block format
 * @param samples how many it holds
 * @param taken when they were read
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared by value.
record WriteRequest(byte[] body, int samples, Instant taken) {

    private static final int TIME_SERIES = 1;
    private static final int LABEL = 1;
    private static final int LABEL_NAME = 1;
    private static final int LABEL_VALUE = 2;
    private static final int SAMPLE = 2;
    private static final int SAMPLE_VALUE = 1;
    private static final int SAMPLE_MILLIS = 2;

    static WriteRequest of(Instant taken, List<Sample> samples) {
        ProtobufWriter request = new ProtobufWriter();
        for (Sample sample : samples) {
            request.message(TIME_SERIES, timeSeries(taken, sample));
        }
        return new WriteRequest(compress(request.toByteArray()), samples.size(), taken);
    }

    private static ProtobufWriter timeSeries(Instant taken, Sample sample) {
        ProtobufWriter series = new ProtobufWriter();
        for (Map.Entry<String, String> label : labels(sample.series()).entrySet()) {
            // An empty label is the same as none, which the receiver insists on.
            if (!label.getValue().isEmpty()) {
                ProtobufWriter pair = new ProtobufWriter();
                pair.string(LABEL_NAME, label.getKey());
                pair.string(LABEL_VALUE, label.getValue());
                series.message(LABEL, pair);
            }
        }
        ProtobufWriter value = new ProtobufWriter();
        value.doubleBits(SAMPLE_VALUE, sample.value());
        value.int64(SAMPLE_MILLIS, taken.toEpochMilli());
        series.message(SAMPLE, value);
        return series;
    }

    /** In order of their names, the metric's among them, as the receiver demands. */
    private static Map<String, String> labels(Series series) {
        Map<String, String> labels = new TreeMap<>(series.labels());
        labels.put("__name__", series.name());
        return labels;
    }

    private static byte[] compress(byte[] plain) {
        SnappyCompressor snappy = SnappyCompressor.create();
        byte[] compressed = new byte[snappy.maxCompressedLength(plain.length)];
        int length = snappy.compress(plain, 0, plain.length, compressed, 0, compressed.length);
        return Arrays.copyOf(compressed, length);
    }
}
