/**
 * Cash application: which open items a receipt pays, what is written off, disputed or kept on account (collections specification 4.12).
 *
 * <p>Rules run in order on what is left. References and exact sets are read by the reconciliation core; where several readings fit equally well the chain
 * stops and hands them back. Rules that guess, such as the oldest first, run only where the host asks for them.
 *
 * <pre>{@code
 * CashApplication application = CashApplication.builder().itemTolerance(Tolerance.absolute("5.00"))
 *     .receiptTolerance(Tolerance.absolute("5.00")).writeOffReason("SMALL_DIFFERENCE").build();
 * Resolution<ApplicationPlan> found = application.propose(payment, receivables, asOf);
 * found.ifUnique(plan -> store.append(plan.events(), plan.key()));
 * }</pre>
 *
 * <p>Invariants: the receipt is what is applied, on account and left over, less what is written off; no item gets more than is open of it; a party's total
 * never moves by an allocation; nothing is written off without a reason.
 */
@NullMarked
package io.counterfoil.collections.cash;

import org.jspecify.annotations.NullMarked;
