/** What every implementation of this module's ports must keep, as suites that it runs. */
@NullMarked
package io.counterfoil.stripe.testkit;

import org.jspecify.annotations.NullMarked;
