/**
 * The servers behind the gateway: who they are, what is known of them, and the client that reaches
 * them.
 */
@NullMarked
package com.foobar.gateway.upstream;

import org.jspecify.annotations.NullMarked;
