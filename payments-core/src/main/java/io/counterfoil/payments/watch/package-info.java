/**
 * Watches payments against what the bank shows, against limits and habits, and says when a person must look.
 *
 * <pre>{@code
 * PaymentWatch watch = PaymentWatch.builder().payments(eft, ach).singleLimit(cad.of("500.00")).dailyLimit(cad.of("1000.00"))
 *     .velocity(Scope.COUNTERPARTY, 5, 7).newPayee(cad.of("5000.00"), 90).norms(PaymentNorms.standard()).build();
 * List<Alert> one = watch.assess(payment, asOf);             // SINGLE_LIMIT/payment:p-1, NOT_SEEN_AT_BANK/payment:p-1
 * List<Alert> all = watch.assess(payments.all(eft), asOf);   // also DAILY_LIMIT, VELOCITY, OUT_OF_NORM
 * List<Alert> bank = watch.assess(ours, bankLines, asOf);    // also OUTSIDE_SYSTEM/bank-line:x9
 * AlertLog open = AlertLog.empty().plus(all);                // again tomorrow: the same facts, the same alerts
 * }</pre>
 *
 * <p>Invariants: a limit is broken strictly above it; the same facts give the same alerts with the same keys, in the order of their keys, whatever the order
 * of the input; what is outside the system or not seen at the bank has the key of the reconciliation's break of the same item; a norm shows its baseline and is
 * silent without enough history.
 */
@NullMarked
package io.counterfoil.payments.watch;

import org.jspecify.annotations.NullMarked;
