package com.foobar.web.support;

import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A container of the public image. The image's own entry point is left out, so that settings, seed
 * and the way to the first start are those of {@link LocalMySqlServer}.
 */
final class ContainerMySqlServer extends MySqlServer {

    static final String IMAGE = "mysql:9.7";

    private static final String DIRECTORY = "/foobar";

    /** Ends as mysqld itself, so that what happens to the container happens to it. */
    private static final String PROGRAM =
            """
            set -e
            cd %1$s
            mysqld="mysqld --defaults-file=%1$s/my.cnf --user=mysql --bind-address=0.0.0.0"
            if [ ! -d data ]; then
              chown -R mysql .
              $mysqld --initialize-insecure --init-file=%1$s/seed.sql
            fi
            exec $mysqld
            """
                    .formatted(DIRECTORY);

    private final GenericContainer<?> container;

    ContainerMySqlServer(Path tls, int port) {
        super(tls, port);
        container =
                new GenericContainer<>(DockerImageName.parse(IMAGE))
                        .withCopyToContainer(
                                Transferable.of(settings(DIRECTORY, DIRECTORY + "/tls", port)),
                                DIRECTORY + "/my.cnf")
                        .withCopyToContainer(Transferable.of(seed()), DIRECTORY + "/seed.sql")
                        .withCopyToContainer(MountableFile.forHostPath(tls), DIRECTORY + "/tls")
                        .withCreateContainerCmdModifier(
                                command -> command.withEntrypoint("sh", "-c", PROGRAM));
        // The same port outside as inside: clients know it before the server is there, and the
        // member reaches itself under the address that it announces.
        container.setPortBindings(List.of("127.0.0.1:%1$d:%1$d".formatted(port)));
        container.start();
    }

    @Override
    void launch() {
        container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    }

    @Override
    boolean isAlive() {
        return container.isRunning();
    }

    @Override
    String output() {
        return container.getLogs();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
