/** The gateway's two identities: the site's certificate and its own client certificate. */
@NullMarked
package com.foobar.gateway.tls;

import org.jspecify.annotations.NullMarked;
