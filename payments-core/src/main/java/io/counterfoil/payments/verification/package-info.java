/**
 * Proof that a bank account belongs to a client: a document, then a prenote or two small deposits (payments specification PAY-12, 4.13).
 *
 * <pre>{@code
 * AccountVerifications verifications = AccountVerifications.of(AccountVerifications.Policy.standard(canada, TORONTO));
 * Claim claim = Claim.of(client, "Ana Lima", AccountNumber.canada("12345-003", "1234567"));
 * Paper cheque = Paper.voidCheque(Sha256.of(image), micrText, "Ana Lima");   // keeps the hash and a token, never image or number
 * submitDocument(id, claim, cheque, maria, "cmd-1"); // then: review, check, sendPrenote, and the clock's prenoteQuiet
 * verifications.toDocument(verification);            // who did what when, on which image
 * }</pre>
 *
 * <p>Invariants: no image and no full account number is kept or shown, two amounts that a client must tell are kept as a digest only, nobody approves alone what
 * he reviewed, a verification holds for the months of the policy.
 */
@NullMarked
package io.counterfoil.payments.verification;

import org.jspecify.annotations.NullMarked;
