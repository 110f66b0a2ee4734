package com.foobar.gateway.error;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A problem for programs. */
@Component
final class ProblemJson {

    private final JsonMapper mapper = new JsonMapper();

    String render(Problem problem, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", problem.status().getReasonPhrase());
        body.put("status", problem.status().value());
        body.put("detail", problem.detail());
        body.put("requestId", requestId);
        return mapper.writeValueAsString(body);
    }
}
