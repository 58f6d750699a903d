/**
 * Watches payments against what the bank shows and against limits, and says when a person must look.
 *
 * <pre>{@code
 * PaymentWatch watch = PaymentWatch.builder().singleLimit(cad.of("500.00")).dailyLimit(cad.of("1000.00")).build();
 * List<WatchedPayment> ours = List.of(new WatchedPayment("p-1", client, cad.of("700.00"), today, expectedBy));
 * List<Alert> alerts = watch.assess(ours, bankLines, asOf);   // SINGLE_LIMIT/payment:p-1, OUTSIDE_SYSTEM/bank-line:x9
 * AlertLog open = AlertLog.empty().plus(alerts);              // again tomorrow: the same facts, the same alerts
 * }</pre>
 *
 * <p>Invariants: a limit is broken strictly above it; the same facts give the same alerts with the same keys, in the order of their keys, whatever the order
 * of the input.
 */
@NullMarked
package io.counterfoil.payments.watch;

import org.jspecify.annotations.NullMarked;
