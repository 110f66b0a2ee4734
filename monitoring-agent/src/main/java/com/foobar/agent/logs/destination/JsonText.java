package com.foobar.agent.logs.destination;

/** A JSON string (RFC 8259). */
final class JsonText {

    private JsonText() {}

    static String of(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16);
        append(json, text);
        return json.toString();
    }

    static void append(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00")
                        .append(c < 16 ? '0' : '1')
                        .append("0123456789abcdef".charAt(c & 15));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
