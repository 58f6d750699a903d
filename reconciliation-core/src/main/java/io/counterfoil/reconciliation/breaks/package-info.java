/**
 * Where two books differ: classes of breaks with root causes, owner and severity, their age, and the alert that each raises.
 *
 * <pre>{@code
 * run.breaks().forEach(b -> raise(b.toAlert(now)));
 * }</pre>
 *
 * <p>Invariants: the class is the first of the taxonomy whose condition holds; what is expected and not yet due is no break; the same fact gives the same
 * alert key.
 */
@NullMarked
package io.counterfoil.reconciliation.breaks;

import org.jspecify.annotations.NullMarked;
