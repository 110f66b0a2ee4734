/** Active checks: asks every upstream whether it is ready, over the same mTLS as traffic. */
@NullMarked
package com.foobar.gateway.health;

import org.jspecify.annotations.NullMarked;
