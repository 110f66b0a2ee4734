package com.foobar.agent.logs.tail;

/**
 * How far a file is safe.
 *
 * @param acknowledged every byte before this one was delivered
 * @param size when it was looked at last
 * @param modified when it was written last, in milliseconds since 1970
 */
record FileMark(FileKey key, Head head, long acknowledged, long size, long modified) {}
