package com.foobar.web.database;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Marks a client that has just written, by a cookie that lives as long as a replica may lag. Every
 * server honours it. It holds no secret: at worst somebody else's reads go to the primary, too.
 */
public final class RecentWriter {

    static final String COOKIE = "__Host-wrote";
    private static final Duration LIFETIME = Duration.ofSeconds(10);

    private RecentWriter() {}

    /** Call before the response is committed. */
    public static void mark(HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, "1")
                        .maxAge(LIFETIME)
                        .path("/")
                        .secure(true)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    static boolean isCurrent() {
        if (!(RequestContextHolder.getRequestAttributes()
                instanceof ServletRequestAttributes web)) {
            return false;
        }
        Cookie[] cookies = web.getRequest().getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return true;
                }
            }
        }
        return false;
    }
}
