/** What every store of events and every machine over a table must do, for hosts that write their own. */
@NullMarked
package io.counterfoil.payments.testkit.lifecycle;

import org.jspecify.annotations.NullMarked;
