package com.foobar.web.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A message as a page shows it, at one moment. */
public record MessageView(Message message, Instant now) {

    private static final int EXCERPT = 700;
    private static final int HUES = 8;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    public long getId() {
        return message.id();
    }

    public String getAuthor() {
        return message.author();
    }

    public String getText() {
        return message.text();
    }

    /** The beginning of a long text, cut between characters, never inside one. */
    public String getExcerpt() {
        String text = message.text();
        if (!isCut()) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, EXCERPT)).strip() + "…";
    }

    public boolean isCut() {
        String text = message.text();
        return text.codePointCount(0, text.length()) > EXCERPT;
    }

    /** First letter of the author, for the round sign beside the message. */
    public String getInitial() {
        int first = message.author().codePointAt(0);
        return Character.toString(first).toUpperCase(Locale.ROOT);
    }

    /** The same colour for the same author, everywhere: one of {@value #HUES}. */
    public int getHue() {
        return Math.floorMod(message.author().hashCode(), HUES);
    }

    public String getTimestamp() {
        return message.createdAt().toString();
    }

    public String getDate() {
        return DATE.format(message.createdAt());
    }

    public String getAge() {
        Duration age = Duration.between(message.createdAt(), now);
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min ago";
        }
        if (age.toDays() < 1) {
            return age.toHours() + " h ago";
        }
        return age.toDays() < 7 ? age.toDays() + " d ago" : getDate();
    }
}
