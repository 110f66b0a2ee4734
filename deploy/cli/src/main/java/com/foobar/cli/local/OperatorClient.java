package com.foobar.cli.local;

import com.foobar.cli.deployment.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Looks into the MySQL members as the operator, who may read and nothing else. */
final class OperatorClient {

    private final Site site;
    private final Toolbox tools;

    OperatorClient(Site site, Toolbox tools) {
        this.site = site;
        this.tools = tools;
    }

    /**
     * The rows of a query; columns are separated by tabulators.
     *
     * @param member such as {@code mysql-2}
     * @throws UncheckedIOException if the member does not answer within some seconds
     */
    List<String> query(String member, String sql) {
        int server = Integer.parseInt(member.substring(member.indexOf('-') + 1));
        var address = site.mysql(server);
        Command.Result result =
                Command.run(
                        List.of(
                                tools.mysql().toString(),
                                "--defaults-file=" + options(),
                                "--host=" + address.getHostString(),
                                "--port=" + address.getPort(),
                                "--batch",
                                "--skip-column-names",
                                "--execute=" + sql),
                        Map.of(),
                        false,
                        Command.SHORT);
        if (!result.succeeded()) {
            throw new UncheckedIOException(
                    new IOException(member + " does not answer the operator: " + result.text()));
        }
        return result.text().lines().toList();
    }

    /** An option file keeps the password out of the argument list. */
    private Path options() {
        Path identity = site.tls("operator");
        Path file = site.run().resolve("operator.cnf");
        try {
            AtomicFile.write(
                    file,
                    """
                    [client]
                    user = operator
                    password = "%s"
                    ssl_mode = VERIFY_IDENTITY
                    ssl_ca = "%s"
                    ssl_cert = "%s"
                    ssl_key = "%s"
                    connect_timeout = 2
                    """
                            .formatted(
                                    Files.readString(site.secrets("mysql").resolve("operator")),
                                    identity.resolve("ca.crt"),
                                    identity.resolve("tls.crt"),
                                    identity.resolve("tls.key")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
