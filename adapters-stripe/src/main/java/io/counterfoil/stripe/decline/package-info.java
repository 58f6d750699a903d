/**
 * What a declined payment means: retry, ask for another method, ask the customer, or stop.
 *
 * <pre>{@code
 * DeclineAdvisor advisor = DeclineAdvisor.standard();
 * DeclineAdvice advice = advisor.assess(charge, 1); // one failed attempt before this one
 * advice.act(); // RETRY_LATER, NEW_METHOD, CUSTOMER_ACTION or STOP
 * advice.genericText(); // whether the customer may only read that the payment was declined
 * }</pre>
 *
 * <p>Invariants: advice of the card network outranks the code, but never softens a stop into a retry; a code that is not known is never retried by itself.
 * Source: {@code stripe_decline_advice.json}.
 */
@NullMarked
package io.counterfoil.stripe.decline;

import org.jspecify.annotations.NullMarked;
