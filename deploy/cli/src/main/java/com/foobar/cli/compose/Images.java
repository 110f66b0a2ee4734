package com.foobar.cli.compose;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Command;
import com.foobar.cli.deployment.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The images that containers are made of: pulled where others make them, built where we do. */
final class Images {

    /** A registry that is slow is better than none; one that is not there shows sooner. */
    private static final Duration PULL = Duration.ofMinutes(10);

    private final Docker docker;

    Images(Docker docker) {
        this.docker = docker;
    }

    /** Those that the engine does not have. */
    static List<String> missing(Set<String> images) {
        return images.stream().filter(it -> !has(it)).toList();
    }

    private static boolean has(String image) {
        return Docker.docker(Docker.SHORT, List.of("image", "inspect", "--format", "-", image))
                .succeeded();
    }

    /**
     * Gets them from their registry.
     *
     * @return why that cannot be; empty if it could
     */
    static String pull(List<String> images, Progress progress) {
        for (String image : images) {
            Instant start = Instant.now();
            Command.Result result = Docker.docker(PULL, List.of("pull", "--quiet", image));
            if (!result.succeeded()) {
                return image + " cannot be had: " + result.lastLine();
            }
            progress.done("image", image, Duration.between(start, Instant.now()));
        }
        return "";
    }

    /** Makes local images that stand in for them. */
    void makeStandIns(Progress progress) {
        Instant start = Instant.now();
        progress.say("Making stand-ins out of Debian packages, for development and tests only.");
        Command.Result result =
                Command.run(
                        List.of(
                                docker.checkout()
                                        .resolve("deploy/offline/stand-in-images.sh")
                                        .toString(),
                                "-f",
                                docker.checkout().resolve("docker-compose.yml").toString()),
                        Map.of(),
                        true,
                        Docker.LONG);
        if (!result.succeeded()) {
            throw new UserError(
                    "the stand-ins could not be made (the reason is above)",
                    "mend it and run the command again, or use plain processes: ./foobar up --local");
        }
        progress.done("stand-ins", "see deploy/offline", Duration.between(start, Instant.now()));
    }

    /**
     * Builds ours; what has not changed costs seconds.
     *
     * @param services one for each image
     */
    void build(List<String> services, Progress progress) {
        Instant start = Instant.now();
        progress.say("  ..  images (the first time with downloads, some minutes)");
        docker.act(services, "build", "--quiet");
        progress.done("images", "built", Duration.between(start, Instant.now()));
    }
}
