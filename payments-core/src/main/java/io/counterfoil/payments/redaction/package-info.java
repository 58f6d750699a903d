/**
 * Card numbers and security codes never stay: every free text passes through {@link io.counterfoil.payments.redaction.PanRedactor} before it is kept.
 *
 * <pre>{@code
 * PanRedactor.redact("card 4111 1111 1111 1111 cvv 123"); // "card [PAN ****1111] cvv [CVV]"
 * }</pre>
 *
 * <p>Invariant: redaction is idempotent, and its output holds no group sequence that is a card number.
 */
@NullMarked
package io.counterfoil.payments.redaction;

import org.jspecify.annotations.NullMarked;
