/**
 * Matching two sides by a plan: what belongs together, what is ambiguous, what is open, and why.
 *
 * <pre>{@code
 * Reconciler reconciler = Reconciler.builder(plan).calendar(canada).build();
 * Reconciliation run = reconciler.match(ItemBatch.of(statement), ItemBatch.of(ledger, CASH, march), asOf);
 * run.conservation().orThrow();
 * run.matches().forEach(m -> show(m.left(), m.right(), m.evidence()));
 * run.ambiguities().forEach(a -> ask(a.alternatives(), a.count()));
 * run.whyNot(bankLine, ledgerLine).forEach(o -> say(o.sentence()));
 * }</pre>
 *
 * <p>Invariants: every item is in exactly one state; an item is claimed once over all passes; a match is part of every best assignment of its component, or it is
 * no match; the result and its hash do not depend on the order of the inputs.
 */
@NullMarked
package io.counterfoil.reconciliation.engine;

import org.jspecify.annotations.NullMarked;
