package com.foobar.gateway.ops;

import com.foobar.gateway.upstream.Upstream;
import com.foobar.gateway.upstream.UpstreamRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers on {@code /ops}: a page to browsers, JSON to who asks for it, text to all others. */
final class OpsHandler {

    private static final MediaType TEXT =
            new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final Resource PAGE = new ClassPathResource("ops.html", OpsHandler.class);

    /** As a number of a sample: beyond all there will ever be. */
    private static final String NONE = "9".repeat(18);

    private final Painter painter;
    private final UpstreamRegistry upstreams;

    OpsHandler(Painter painter, UpstreamRegistry upstreams) {
        this.painter = painter;
        this.upstreams = upstreams;
    }

    /**
     * The parameter {@code after} is the number of a sample; JSON holds the samples after it, none
     * without the parameter.
     */
    Mono<ServerResponse> show(ServerRequest request) {
        List<MediaType> accepted = request.headers().accept();
        if (names(accepted, MediaType.TEXT_HTML)) {
            return ServerResponse.ok().contentType(MediaType.TEXT_HTML).bodyValue(PAGE);
        }
        if (names(accepted, MediaType.APPLICATION_JSON)) {
            return after(request)
                    .flatMap(
                            after ->
                                    ServerResponse.ok()
                                            .contentType(MediaType.APPLICATION_JSON)
                                            .bodyValue(painter.paint(after)))
                    .switchIfEmpty(
                            Mono.defer(
                                    () ->
                                            ServerResponse.badRequest()
                                                    .contentType(TEXT)
                                                    .bodyValue("after must be a number\n")));
        }
        return ServerResponse.ok()
                .contentType(TEXT)
                .bodyValue(PictureText.of(painter.paint(Long.MAX_VALUE)));
    }

    Mono<ServerResponse> drain(ServerRequest request) {
        return change(request, Upstream::drain);
    }

    Mono<ServerResponse> restore(ServerRequest request) {
        return change(request, Upstream::restore);
    }

    private Mono<ServerResponse> change(ServerRequest request, Consumer<Upstream> change) {
        return Mono.justOrEmpty(upstreams.find(request.pathVariable("upstream")))
                .flatMap(
                        upstream -> {
                            change.accept(upstream);
                            return ServerResponse.ok()
                                    .contentType(TEXT)
                                    .bodyValue(upstream.name() + " " + upstream.state() + "\n");
                        })
                .switchIfEmpty(ServerResponse.notFound().build());
    }

    private static boolean names(List<MediaType> accepted, MediaType type) {
        return accepted.stream().anyMatch(it -> it.isConcrete() && it.isCompatibleWith(type));
    }

    /** Empty if it is no number. */
    private static Mono<Long> after(ServerRequest request) {
        String after = request.queryParam("after").orElse(NONE);
        return after.matches("\\d{1,18}") ? Mono.just(Long.parseLong(after)) : Mono.empty();
    }
}
