/**
 * Payments, ledger, money, calendars, returns, disputes and alerts: the words that the other modules share.
 *
 * <p>The root package exports nothing: it holds the Immutables style that every package below it obeys.
 */
@ValueStyle
package io.counterfoil.payments;
