package com.foobar.agent.tls;

import com.foobar.agent.http.WholeAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The one way out: an HTTP client that shows the agent's certificate over TLS 1.3. A renewed
 * certificate is taken up within a second, on a new client; what is under way on the old one is
 * finished first. Ask for the client before every request and do not keep it.
 */
@Component
public class OutwardHttp implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(OutwardHttp.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final @Nullable TlsDirectory directory;
    private final Clock clock;
    private HttpClient client;
    private String version;
    private Instant nextLook;

    @Autowired
    public OutwardHttp(TlsProperties properties) {
        this(properties, Clock.systemUTC());
    }

    OutwardHttp(TlsProperties properties, Clock clock) {
        this.clock = clock;
        directory =
                properties.directory() == null ? null : new TlsDirectory(properties.directory());
        version = directory == null ? "" : directory.version();
        client = client(directory == null ? null : directory.context());
        nextLook = clock.instant().plus(BETWEEN_LOOKS);
    }

    /** The client for the next request. */
    public synchronized HttpClient client() {
        if (directory != null && !clock.instant().isBefore(nextLook)) {
            nextLook = clock.instant().plus(BETWEEN_LOOKS);
            renew(directory);
        }
        return client;
    }

    /**
     * Why nobody answers at an address, in words; empty if somebody does. Any answer will do, since
     * not every destination has a page that can be asked for.
     *
     * @param path of the page to ask for
     */
    public Optional<String> unreachable(URI url, String path, Duration limit) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).timeout(limit).build();
            WholeAnswer.of(client(), request, BodyHandlers.discarding());
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("%s does not answer: %s".formatted(url, e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private void renew(TlsDirectory directory) {
        String found = directory.version();
        if (found.equals(version)) {
            return;
        }
        version = found;
        try {
            HttpClient renewed = client(directory.context());
            client.shutdown();
            client = renewed;
            log.info("Took up the renewed certificate in {}", directory.path());
        } catch (TlsDirectoryException e) {
            // In the middle of a renewal; the next change of the files is looked at again.
            log.warn("Goes on with the certificate it has: {}", e.getMessage());
        }
    }

    private static HttpClient client(@Nullable SSLContext context) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_LIMIT);
        if (context != null) {
            SSLParameters parameters = context.getDefaultSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            builder.sslContext(context).sslParameters(parameters);
        }
        return builder.build();
    }

    @Override
    public synchronized void destroy() {
        client.shutdownNow();
    }
}
