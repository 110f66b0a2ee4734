package com.foobar.cli.certificates;

import java.io.IOException;
import java.nio.file.Path;

/** A file that should hold a certificate or a key, and does not. */
final class PemException extends IOException {

    PemException(Path file, String expected, Exception cause) {
        super(file + " holds no " + expected, cause);
    }
}
