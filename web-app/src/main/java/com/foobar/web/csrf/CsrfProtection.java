package com.foobar.web.csrf;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Gives a page the token for its form, and checks it when the form comes back. */
@Component
public class CsrfProtection {

    /** Name of the form's hidden field. */
    public static final String FIELD = "csrf";

    private static final String COOKIE = "__Host-client";
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CsrfTokens tokens;

    CsrfProtection(CsrfTokens tokens) {
        this.tokens = tokens;
    }

    /** A token for a form in this response; sets the cookie that goes with it, if there is none. */
    public String issue(HttpServletRequest request, HttpServletResponse response) {
        return tokens.issue(client(request).orElseGet(() -> newClient(response)));
    }

    /**
     * Checks a posted form.
     *
     * @throws ForgedRequestException if it comes from another site, or without a valid token
     */
    public void check(HttpServletRequest request, @Nullable String token) {
        checkOrigin(request);
        Optional<String> client = client(request);
        if (client.isEmpty() || token == null || !tokens.isValid(client.get(), token)) {
            throw new ForgedRequestException(
                    "This form is too old, or your browser keeps no cookies. Load the page again;"
                            + " nothing was stored.");
        }
    }

    /**
     * Checks a call that carries no token, because its media type cannot be posted by a form.
     *
     * @throws ForgedRequestException if it comes from a page of another site
     */
    public void checkOrigin(HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-Host");
        String host = forwarded == null ? request.getHeader(HttpHeaders.HOST) : forwarded;
        if (Origin.isForeign(
                request.getHeader("Sec-Fetch-Site"), request.getHeader(HttpHeaders.ORIGIN), host)) {
            throw new ForgedRequestException(
                    "This request comes from a page of another site; nothing was stored.");
        }
    }

    private static Optional<String> client(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .filter(value -> CLIENT.matcher(value).matches())
                        .findFirst();
    }

    private static String newClient(HttpServletResponse response) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String client = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, client)
                        .path("/")
                        .secure(true)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .build()
                        .toString());
        return client;
    }
}
