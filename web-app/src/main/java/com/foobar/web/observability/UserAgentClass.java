package com.foobar.web.observability;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of program asked: enough to tell people from machines, not people from each other. */
enum UserAgentClass {
    BROWSER,
    BOT,
    CURL,
    OTHER,
    NONE;

    static UserAgentClass of(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return NONE;
        }
        String agent = userAgent.toLowerCase(Locale.ROOT);
        if (agent.startsWith("curl/")) {
            return CURL;
        }
        if (agent.contains("bot") || agent.contains("crawl") || agent.contains("spider")) {
            return BOT;
        }
        return agent.startsWith("mozilla/") ? BROWSER : OTHER;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
