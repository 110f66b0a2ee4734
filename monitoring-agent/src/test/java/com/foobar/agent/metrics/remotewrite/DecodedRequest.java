package com.foobar.agent.metrics.remotewrite;

import io.airlift.compress.v3.snappy.SnappyDecompressor;
import io.prometheus.metrics.shaded.com_google_protobuf_4_35_0.CodedInputStream;
import io.prometheus.metrics.shaded.com_google_protobuf_4_35_0.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A remote-write request as a receiver reads it, by protobuf's own decoder. */
record DecodedRequest(List<TimeSeries> series) {

    record TimeSeries(List<String> labels, long bits, long millis) {

        double value() {
            return Double.longBitsToDouble(bits);
        }
    }

    static DecodedRequest of(byte[] body) {
        SnappyDecompressor snappy = SnappyDecompressor.create();
        byte[] plain = new byte[snappy.getUncompressedLength(body, 0)];
        snappy.decompress(body, 0, body.length, plain, 0, plain.length);
        try {
            List<TimeSeries> series = new ArrayList<>();
            CodedInputStream in = CodedInputStream.newInstance(plain);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                require(tag, 1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                series.add(timeSeries(in.readBytes().newCodedInput()));
            }
            return new DecodedRequest(series);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TimeSeries timeSeries(CodedInputStream in) throws IOException {
        List<String> labels = new ArrayList<>();
        long bits = 0;
        long millis = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            CodedInputStream message = in.readBytes().newCodedInput();
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                labels.add(label(message));
            } else {
                require(message.readTag(), 1, WireFormat.WIRETYPE_FIXED64);
                bits = message.readFixed64();
                require(message.readTag(), 2, WireFormat.WIRETYPE_VARINT);
                millis = message.readInt64();
            }
        }
        return new TimeSeries(labels, bits, millis);
    }

    private static String label(CodedInputStream in) throws IOException {
        require(in.readTag(), 1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        String name = in.readStringRequireUtf8();
        require(in.readTag(), 2, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return name + "=" + in.readStringRequireUtf8();
    }

    private static void require(int tag, int field, int type) {
        if (WireFormat.getTagFieldNumber(tag) != field || WireFormat.getTagWireType(tag) != type) {
            throw new AssertionError("unexpected tag " + tag);
        }
    }
}
