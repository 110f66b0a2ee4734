package com.foobar.agent.metrics.scrape;

import com.foobar.agent.metrics.MetricsProperties;
import com.foobar.agent.metrics.Source;
import com.foobar.agent.metrics.SourceProvider;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Everything that exports itself, the agent included. */
@Component
class ScrapeSources implements SourceProvider, DisposableBean {

    private final List<Source> sources = new ArrayList<>();
    private final HttpClient http;

    ScrapeSources(
            ScrapeProperties scrape, MetricsProperties metrics, PrometheusMeterRegistry meters) {
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(metrics.timeout())
                        .build();
        scrape.targets()
                .forEach(
                        (name, address) ->
                                sources.add(
                                        new HttpSource(name, address, metrics.timeout(), http)));
        scrape.files()
                .forEach(
                        (name, file) -> sources.add(new FileSource(name, file, Clock.systemUTC())));
        sources.add(new SelfSource(meters));
    }

    @Override
    public List<Source> sources() {
        return List.copyOf(sources);
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
