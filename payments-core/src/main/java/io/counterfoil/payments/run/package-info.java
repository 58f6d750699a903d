/**
 * Payment runs: which supplier invoices are paid today, which are not, and why each (PAY-51).
 *
 * <pre>{@code
 * PaymentRun run = PaymentRun.builder().client("acme").currency("CAD").horizonDays(7)
 *     .worthwhileAnnualRate(new BigDecimal("0.12")).availableFunds(cad.of("50000.00")).build();
 * List<PaymentRun.Item> items = run.propose(invoices, asOf);
 * SupplierBatch.Content batch = run.toBatch("run-0301", items, asOf); // for BatchCommand.draft
 * }</pre>
 *
 * <p>Invariants: every invoice comes out once, in or out, so that what is in and what is out sum to all that was given; no payment is 0 or less, no limit is
 * exceeded; the order in which invoices are given does not matter.
 */
@NullMarked
package io.counterfoil.payments.run;

import org.jspecify.annotations.NullMarked;
