package com.foobar.agent.store;

/**
 * A line as it is kept: fields with a tab in between, the line itself last.
 *
 * @param nanos since 1970
 * @param request its request's id, or empty
 */
record StoredLine(
        long nanos, String service, String server, String level, String request, String line) {

    void appendTo(StringBuilder text) {
        text.append(nanos)
                .append('\t')
                .append(clean(service))
                .append('\t')
                .append(clean(server))
                .append('\t')
                .append(clean(level))
                .append('\t')
                .append(clean(request))
                .append('\t')
                .append(line.replace('\n', ' ').replace('\r', ' '))
                .append('\n');
    }

    private static String clean(String field) {
        return field.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }
}
