package com.foobar.system.client;

import java.net.http.HttpResponse;
import java.util.List;
import javax.net.ssl.SSLSession;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A response; a header that is not there is empty. */
public record Answer(HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(body());
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    public boolean isHtml() {
        return header("Content-Type").startsWith("text/html");
    }

    public boolean isProblem() {
        return header("Content-Type").startsWith("application/problem+json");
    }

    public String tlsVersion() {
        return response.sslSession().map(SSLSession::getProtocol).orElse("none");
    }
}
