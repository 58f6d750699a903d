/**
 * Triage, queues, service-level clocks and scorecards.
 *
 * <p>The root package exports nothing: it holds the Immutables style that every package below it obeys.
 */
@ValueStyle
package io.counterfoil.ticketing;
