/** What all pages share: errors, static files, security headers, the footer. */
@NullMarked
package com.foobar.web.page;

import org.jspecify.annotations.NullMarked;
