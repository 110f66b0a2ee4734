package com.foobar.cli.local;

import java.util.List;

/** How our JVMs are started. An AOT cache is only good for the options it was made with. */
final class JvmOptions {

    static final List<String> COMMON =
            List.of(
                    // Many small heaps on few cores: the serial collector costs the least.
                    "-XX:+UseSerialGC",
                    // The first-tier compiler only. Seven of these start together on few cores and
                    // live for minutes: with both tiers the compilers take what the pages need.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xss512k",
                    "-XX:MaxMetaspaceSize=192m",
                    "-XX:ReservedCodeCacheSize=64m",
                    // Out of memory is a crash that somebody sees, not a limp.
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dfile.encoding=UTF-8",
                    "-Duser.timezone=UTC");

    private JvmOptions() {}
}
