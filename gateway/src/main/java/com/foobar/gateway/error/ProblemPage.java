package com.foobar.gateway.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * A problem for people: one page without anything from elsewhere, since elsewhere may be down. Its
 * style is allowed by hash, so that the policy needs no {@code unsafe-inline}.
 */
@Component
final class ProblemPage {

    private final String template;
    private final String policy;

    ProblemPage() {
        this.template = read("problem.html");
        String style = between(template, "<style>", "</style>");
        this.policy =
                "default-src 'none'; style-src 'sha256-"
                        + sha256(style)
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    String contentSecurityPolicy() {
        return policy;
    }

    String render(Problem problem, String requestId) {
        return template.replace("{status}", String.valueOf(problem.status().value()))
                .replace("{title}", HtmlUtils.htmlEscape(problem.status().getReasonPhrase()))
                .replace("{detail}", HtmlUtils.htmlEscape(problem.detail()))
                .replace("{advice}", advice(problem))
                .replace("{requestId}", HtmlUtils.htmlEscape(requestId));
    }

    private static String advice(Problem problem) {
        return problem.isOurFault()
                ? "This is our fault, not yours. Please try again in a moment."
                : "Please check the address or what you sent, and try again.";
    }

    private static String read(String name) {
        try {
            return new ClassPathResource(name, ProblemPage.class)
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String sha256(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
