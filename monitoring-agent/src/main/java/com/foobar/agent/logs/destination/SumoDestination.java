package com.foobar.agent.logs.destination;

import com.foobar.agent.logs.batch.Batch;
import com.foobar.agent.tls.OutwardHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/**
 * Sumo Logic's HTTP Logs and Metrics Source: a line per message, compressed with gzip, and what
 * they have in common as headers. The secret is in the address, and 401 means that it is wrong. It
 * advises 100 kB to 1 MB a request before compression, which is what a batch is.
 */
final class SumoDestination implements Destination {

    private final HttpAnswers answers;
    private final HttpRequest.Builder request;

    SumoDestination(URI url, Duration limit, Labels labels, OutwardHttp http) {
        answers = new HttpAnswers(http);
        request =
                HttpRequest.newBuilder(url)
                        .timeout(limit)
                        .header("Content-Type", "text/plain")
                        .header("Content-Encoding", "gzip")
                        .header("X-Sumo-Name", labels.service())
                        .header("X-Sumo-Host", labels.server())
                        .header("X-Sumo-Category", labels.env() + "/" + labels.service());
    }

    @Override
    public Answer send(Batch batch, int from, int to) throws InterruptedException {
        byte[] body = gzip(batch, from, to);
        return answers.to(request.copy().POST(BodyPublishers.ofByteArray(body)).build());
    }

    private static byte[] gzip(Batch batch, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes, 1 << 16)) {
            for (int i = from; i < to; i++) {
                out.write(batch.text(), batch.start(i), batch.end(i) - batch.start(i));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
