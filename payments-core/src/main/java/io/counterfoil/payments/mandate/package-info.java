/**
 * The payer's permission to be debited, and whether it covers a debit.
 *
 * <pre>{@code
 * PadMandate mandate = PadMandate.builder().id("m-7").category(PadCategory.PERSONAL).status(PadMandateStatus.ACTIVE).build();
 * PadDebit debit = PadDebit.of(cad.of("100.00"), dueOn).notifiedOn(sentOn);
 * PadPolicy.standard().refusal(mandate, debit, asOf); // empty: it may be filed; else PAD.NOTICE_TOO_SHORT and why
 * }</pre>
 *
 * <p>Invariants: a debit that breaks several rules is refused for the first of {@link io.counterfoil.payments.mandate.PadCode}, so the same input always
 * gives the same code; without a category nothing is filed, because the category decides how long the payer may claim the money back.
 */
@NullMarked
package io.counterfoil.payments.mandate;

import org.jspecify.annotations.NullMarked;
