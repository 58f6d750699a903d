/**
 * How old what is owed is: buckets by age, and delinquency with grace and holds (collections specification 4.3, 4.4).
 *
 * <p>An age is a number of days, signed: what is due today or later is not overdue. Nothing is stored and no level is frozen: a report is computed from the
 * events of the receivables, for any day, as known at any instant.
 *
 * <pre>{@code
 * AgingReport aged = Aging.by(DUE_DATE).buckets(30, 60, 90, 120).build().assess(receivables, asOf);
 * aged.proof().orThrow(); // buckets + unapplied = open
 * aged.total().bucket("121+");
 * aged.delinquency(PartyId.of("acme")).delinquentDays();
 * }</pre>
 *
 * <p>Invariant, for every day, scheme and policy: the buckets and the unapplied column add up to what is open, for every party and currency.
 */
@NullMarked
package io.counterfoil.collections.aging;

import org.jspecify.annotations.NullMarked;
