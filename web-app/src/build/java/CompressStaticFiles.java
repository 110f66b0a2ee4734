import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A step of the build: puts a brotli and a gzip form, both as small as they get, beside each static
 * file under a folder, where that saves anything.
 */
class CompressStaticFiles {

    public static void main(String[] arguments) throws IOException {
        Brotli4jLoader.ensureAvailability();
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            files = all.filter(file -> file.toString().matches(".*\\.(css|svg|txt)")).toList();
        }
        for (Path file : files) {
            byte[] plain = Files.readAllBytes(file);
            Encoder.Parameters best = new Encoder.Parameters().setQuality(11).setWindow(22);
            write(file, ".br", plain, Encoder.compress(plain, best));
            write(file, ".gz", plain, gzip(plain));
        }
    }

    private static void write(Path file, String ending, byte[] plain, byte[] compressed)
            throws IOException {
        if (compressed.length < plain.length) {
            Files.write(file.resolveSibling(file.getFileName() + ending), compressed);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (OutputStream best =
                new GZIPOutputStream(bytes) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                }) {
            best.write(plain);
        }
        return bytes.toByteArray();
    }
}
