/** What the gateway accepts from the public and what it tells upstreams about it. */
@NullMarked
package com.foobar.gateway.edge;

import org.jspecify.annotations.NullMarked;
