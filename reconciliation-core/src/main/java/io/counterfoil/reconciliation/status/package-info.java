/**
 * The host's invoices as reconciliation sees them, and the one table that says what becomes of an invoice.
 *
 * <p>An action is proposed, never performed: setting a status is the host's act.
 */
@NullMarked
package io.counterfoil.reconciliation.status;

import org.jspecify.annotations.NullMarked;
