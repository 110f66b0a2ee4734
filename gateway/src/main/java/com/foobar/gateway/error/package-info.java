/** The gateway's own answers: problem+json for programs, a small page for people. */
@NullMarked
package com.foobar.gateway.error;

import org.jspecify.annotations.NullMarked;
