/**
 * The quality of the billing data: what contradicts itself or is missing, so that somebody puts it right at its source (COL-72).
 *
 * <pre>{@code
 * BillingQuality quality = BillingQuality.builder().bookings(bookings).role("billing-lead").build();
 * BillingQuality.Report report = quality.assess(invoices, asOf).since(lastWeek);
 * report.findings(Rule.TWO_INVOICES).forEach(f -> tell(f.owner(), f.sentence()));
 * report.alerts(now); // causes that come again
 * }</pre>
 *
 * <p>Invariants: a report changes nothing; every finding names its rule, its money and who owns it; findings are in the order of rule and reference.
 */
@NullMarked
package io.counterfoil.collections.quality;

import org.jspecify.annotations.NullMarked;
