/**
 * When money is final, and how much may still be taken back.
 *
 * <pre>{@code
 * RailTerms pad = RailTerms.pad(PadCategory.PERSONAL);
 * Optional<LocalDate> finalAt = FinalityPolicy.standard().finalAt(pad, settledOn, paymentsCanada); // 90 days later
 * RecourseExposure.Report report = RecourseExposure.standard().assess(debits, asOf);
 * report.exposed(); // settled, and today is not after finalAt
 * report.endless(); // settled, and may come back for ever
 * report.proof().orThrow(); // exposed + final + ended = all that settled
 * }</pre>
 *
 * <p>What a client can dispose of, and what lies in suspense, each with the journals behind it:
 *
 * <pre>{@code
 * AvailableFunds.Report funds = AvailableFunds.of(accounts).holding(AvailableFunds.Hold.untilFinal()).assess(client, ledger, asOf);
 * SuspenseAging.Report suspense = SuspenseAging.of(accounts, "operations").assess(ledger, asOf);
 * }</pre>
 *
 * <p>Invariants: SETTLED is not final; a payment is final when today is after its last day of recourse and no dispute is open; every payment that settled
 * counts in exactly one figure of a report; available is posted less pending less held; a report of the ledger ties to it, or its proof does not hold.
 */
@NullMarked
package io.counterfoil.payments.exposure;

import org.jspecify.annotations.NullMarked;
