package com.foobar.agent.logs.tail;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * Which file it is, whatever its name is by now. The system may give the inode of a deleted file to
 * a new one: only with the {@link Head} it is certain.
 */
record FileKey(long device, long inode) {

    /** A file as it was when it was looked at; times in milliseconds since 1970. */
    record Seen(FileKey key, Path path, long size, long modified) {}

    static Seen look(Path path) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime");
        return new Seen(
                new FileKey(number(attributes, "dev"), number(attributes, "ino")),
                path,
                number(attributes, "size"),
                ((FileTime) requireNonNull(attributes.get("lastModifiedTime"))).toMillis());
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) requireNonNull(attributes.get(name))).longValue();
    }
}
