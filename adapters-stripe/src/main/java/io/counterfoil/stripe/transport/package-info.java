/**
 * How requests reach Stripe: one port, its implementation on the JDK's HTTP client, and what every implementation keeps.
 *
 * <pre>{@code
 * StripeTransport transport = JdkStripeTransport.builder(StripeTransport.ApiKey.of(secret))
 *     .timing(StripeTransport.Timing.of(InstantSource.system(), wait -> Thread.sleep(wait.toMillis())))
 *     .jitter(new SplittableRandom(processId))
 *     .build();
 * StripeResponse charge = transport.send(StripeRequest.get("/v1/charges/ch_1"));
 * }</pre>
 *
 * <p>Invariants: every request names the pinned API version; a POST without an idempotency key is never sent twice; a request waits for its turn before it
 * is sent, not after Stripe refused it; no key, no parameter and no body is ever in a message or in {@code toString}. Time, waiting and chance are the host's.
 */
@NullMarked
package io.counterfoil.stripe.transport;

import org.jspecify.annotations.NullMarked;
