/**
 * The payer's permission to be debited, and whether it covers a debit.
 *
 * <pre>{@code
 * Mandates mandates = Mandates.canadaPad(TORONTO);
 * Mandate.Terms terms = Mandate.Terms.builder().id("m-7").scheme(PAD).payer("ana").payee("client-42").category(PERSONAL).build();
 * Mandate drawnUp = mandates.decide(mandates.initial(), MandateCommand.drawUp(terms, maria, "cmd-1"), now).orThrow().state();
 * // confirmed, notified, activated …
 * Mandate.Debit debit = Mandate.Debit.of(cad.of("100.00"), dueOn).notifiedOn(sentOn);
 * mandates.check(mandate, debit, asOf); // empty: it may be filed; else PAD.NOTICE_TOO_SHORT and why
 * }</pre>
 *
 * <p>Invariants: a debit that breaks several rules is refused for the first of {@link io.counterfoil.payments.mandate.Mandates.Code}, so the same input always
 * gives the same code; without a category nothing is filed, because the category decides how long the payer may claim the money back.
 */
@NullMarked
package io.counterfoil.payments.mandate;

import org.jspecify.annotations.NullMarked;
