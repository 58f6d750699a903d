/**
 * Receipts onto open items: by document, party and amount, jointly over all lines. The engine; collections puts its policy on top.
 *
 * <pre>{@code
 * CashMatcher matcher = CashMatcher.of(CashMatcher.Policy.builder().tolerance(Tolerance.absolute("0.50")).build());
 * for (CashMatcher.Application line : matcher.match(lines, openItems))
 *     line.isAutomatic() ? apply(line.applied()) : ask(line.alternatives(), line.suggestion());
 * }</pre>
 *
 * <p>Invariants: no item is used twice; a group never mixes customers; what fits equally well is handed back, never picked; part of an item is paid only where the
 * policy says so; a withdrawal clears no receivable.
 */
@NullMarked
package io.counterfoil.reconciliation.cash;

import org.jspecify.annotations.NullMarked;
