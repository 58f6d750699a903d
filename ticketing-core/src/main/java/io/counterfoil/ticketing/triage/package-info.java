/**
 * Where new work goes: queue, kind and priority, or an honest "a person must sort this".
 *
 * <pre>{@code
 * Triage triage = Triage.builder("manual")
 *     .rule(TriageRule.named("stray debits").kind(AlertKind.OUTSIDE_SYSTEM).atLeast(Severity.HIGH)
 *         .routesTo(Route.of("bank-exceptions", "EXCEPTION", Priority.URGENT)))
 *     .build();
 * TriageResult result = triage.assess(alert);
 * TriageResult mail = triage.assess(IncomingItem.ofMail(bytes, 1_000_000, now), earlierOfItsSender);
 * result.route(); result.abstained(); result.evidence();
 * }</pre>
 *
 * <p>Invariants: the highest rank decides; rules of the same rank that disagree lead to an abstention that lists them; an alert that no rule knows is an
 * abstention too; what a machine wrote is dropped and never answered; a classifier decides only where it is sure, and says how sure. The same alert and rules always give the same answer, in whatever order the rules of a rank were added.
 */
@NullMarked
package io.counterfoil.ticketing.triage;

import org.jspecify.annotations.NullMarked;
