package com.foobar.agent.metrics.scrape;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Samples;
import com.foobar.agent.metrics.Series;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.Bucket;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.Histogram;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.LabelPair;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.Metric;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.MetricFamily;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.Quantile;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus' protobuf exposition as samples: a histogram becomes its buckets, sum and count, as
 * Prometheus itself takes it apart. Native histograms are left out; none of our programs has one.
 */
final class Exposition {

    /** What to ask for in the header {@code Accept}. */
    static final String CONTENT_TYPE =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                    + " encoding=delimited";

    private final Samples samples = new Samples();

    private Exposition() {}

    /**
     * Reads to the end.
     *
     * @throws IOException if that is no protobuf exposition
     */
    static List<Sample> parse(InputStream in) throws IOException {
        Exposition exposition = new Exposition();
        for (MetricFamily family = next(in); family != null; family = next(in)) {
            for (Metric metric : family.getMetricList()) {
                exposition.add(family, metric);
            }
        }
        return exposition.samples.toList();
    }

    private static @Nullable MetricFamily next(InputStream in) throws IOException {
        return MetricFamily.parseDelimitedFrom(in);
    }

    private void add(MetricFamily family, Metric metric) {
        String name = family.getName();
        SortedMap<String, String> labels = labels(metric);
        switch (family.getType()) {
            case COUNTER -> add(name, labels, metric.getCounter().getValue());
            case GAUGE -> add(name, labels, metric.getGauge().getValue());
            case UNTYPED -> add(name, labels, metric.getUntyped().getValue());
            case HISTOGRAM, GAUGE_HISTOGRAM -> histogram(name, labels, metric.getHistogram());
            case SUMMARY -> summary(name, labels, metric.getSummary());
        }
    }

    private void histogram(String name, SortedMap<String, String> labels, Histogram histogram) {
        boolean infinite = false;
        for (Bucket bucket : histogram.getBucketList()) {
            double bound = bucket.getUpperBound();
            infinite |= bound == Double.POSITIVE_INFINITY;
            add(
                    name + "_bucket",
                    with(labels, "le", number(bound)),
                    (double) bucket.getCumulativeCount());
        }
        if (!infinite) {
            add(name + "_bucket", with(labels, "le", "+Inf"), (double) histogram.getSampleCount());
        }
        add(name + "_sum", labels, histogram.getSampleSum());
        add(name + "_count", labels, (double) histogram.getSampleCount());
    }

    private void summary(String name, SortedMap<String, String> labels, Summary summary) {
        for (Quantile quantile : summary.getQuantileList()) {
            add(
                    name,
                    with(labels, "quantile", number(quantile.getQuantile())),
                    quantile.getValue());
        }
        add(name + "_sum", labels, summary.getSampleSum());
        add(name + "_count", labels, (double) summary.getSampleCount());
    }

    private void add(String name, SortedMap<String, String> labels, double value) {
        samples.add(new Sample(new Series(name, labels), value));
    }

    private static SortedMap<String, String> labels(Metric metric) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (LabelPair label : metric.getLabelList()) {
            labels.put(label.getName(), label.getValue());
        }
        return labels;
    }

    private static SortedMap<String, String> with(
            SortedMap<String, String> labels, String name, String value) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        all.put(name, value);
        return all;
    }

    private static String number(double value) {
        return value == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(value);
    }
}
