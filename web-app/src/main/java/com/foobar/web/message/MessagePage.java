package com.foobar.web.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some messages, newest first.
 *
 * @param next where the next page begins: give it as {@code before}; null on the last page
 */
record MessagePage(List<Message> messages, @Nullable Long next) {

    static final MessagePage EMPTY = new MessagePage(List.of(), null);

    /** Of one message more than fits, if there are more. */
    static MessagePage of(List<Message> found, int size) {
        if (found.size() <= size) {
            return new MessagePage(found, null);
        }
        List<Message> page = found.subList(0, size);
        return new MessagePage(page, page.getLast().id());
    }
}
