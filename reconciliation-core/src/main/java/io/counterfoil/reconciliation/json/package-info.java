/**
 * Plans as JSON, for hosts that keep them in files.
 *
 * <pre>{@code
 * {"plan": "bank-vs-ledger", "passes": [
 *   {"name": "reference", "kind": "1:1", "on": [["REFERENCE", "AMOUNT"]], "outcome": "CONFIRM"},
 *   {"name": "amount+day", "kind": "1:1", "on": [["AMOUNT"]],
 *    "within": {"unit": "BUSINESS_DAYS", "min": 0, "max": 3, "from": "LEFT"}}]}
 * }</pre>
 *
 * <p>Invariants: reading what was written gives a plan of the same hash; text that is no plan is refused with everything that is wrong and where it stands.
 */
@NullMarked
package io.counterfoil.reconciliation.json;

import org.jspecify.annotations.NullMarked;
