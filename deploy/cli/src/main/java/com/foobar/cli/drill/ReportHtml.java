package com.foobar.cli.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A report as one file that needs no other: chart library, styles and data are in it. The script of
 * the page makes everything out of the data, which is {@link ReportJson}'s.
 */
final class ReportHtml {

    private static final String PAGE = "/com/foobar/cli/drill/report.html";
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private ReportHtml() {}

    static String of(Report report) {
        return resource(PAGE)
                .replace("/*uplot.css*/", resource(CHARTS + "uPlot.min.css"))
                .replace("/*uplot.js*/", resource(CHARTS + "uPlot.iife.min.js"))
                // Nothing in the data may end the script element it stands in.
                .replace("/*data*/", ReportJson.of(report).replace("<", "\\u003c"));
    }

    private static String resource(String path) {
        try (InputStream in = ReportHtml.class.getResourceAsStream(path)) {
            return new String(
                    Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
