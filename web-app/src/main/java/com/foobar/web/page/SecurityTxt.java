package com.foobar.web.page;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whom to tell about a weakness (RFC 9116). Valid for three months from each answer. */
@RestController
class SecurityTxt {

    private final Clock clock;

    SecurityTxt(Clock clock) {
        this.clock = clock;
    }

    @GetMapping(path = "/.well-known/security.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> securityTxt() {
        String text =
                """
                Contact: mailto:security@foobar.com
                Canonical: https://www.foobar.com/.well-known/security.txt
                Preferred-Languages: en
                Expires: %s
                """
                        .formatted(
                                clock.instant()
                                        .plus(Duration.ofDays(90))
                                        .truncatedTo(ChronoUnit.DAYS));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(text);
    }
}
