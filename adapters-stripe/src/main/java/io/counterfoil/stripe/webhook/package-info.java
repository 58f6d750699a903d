/**
 * Webhooks that are really Stripe's: signatures over the raw bytes of the body.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.of(WebhookSecrets.of("endpoint-1", secret));
 * WebhookVerification result = verifier.verify(bodyBytes, signatureHeader, receivedAt);
 * if (!result.accepted()) respond(400); // result.rejection(): why
 * }</pre>
 *
 * <p>Invariants: verifying never throws, whatever header and body; only bytes are verified, because decoding and encoding a body may change it; no secret
 * appears in a message or in {@code toString}.
 */
@NullMarked
package io.counterfoil.stripe.webhook;

import org.jspecify.annotations.NullMarked;
