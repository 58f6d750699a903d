/**
 * The transport over Stripe's own SDK, for a host that has it already. The SDK is an optional dependency: no other package of this module knows it.
 *
 * <pre>{@code
 * Stripe.enableTelemetry = false; // com.stripe.Stripe
 * StripeClient client = StripeClient.builder().setApiKey(secret).setHttpClient(StripeJavaTransport.onceOnly()).build();
 * StripeTransport transport = StripeJavaTransport.builder(client).timing(timing).jitter(new SplittableRandom(processId)).build();
 * }</pre>
 *
 * <p>Invariants: those of {@link io.counterfoil.stripe.transport.StripeTransport}, shown by the same contract suite as the transport on the JDK's client.
 */
@NullMarked
package io.counterfoil.stripe.sdk;

import org.jspecify.annotations.NullMarked;
