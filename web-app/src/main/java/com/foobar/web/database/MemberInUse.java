package com.foobar.web.database;

import org.jspecify.annotations.Nullable;

/** The member that the current thread's transaction talks to. */
final class MemberInUse {

    private static final ThreadLocal<@Nullable String> MEMBER = new ThreadLocal<>();

    private MemberInUse() {}

    static void set(String member) {
        MEMBER.set(member);
    }

    static @Nullable String get() {
        return MEMBER.get();
    }

    static void clear() {
        MEMBER.remove();
    }
}
