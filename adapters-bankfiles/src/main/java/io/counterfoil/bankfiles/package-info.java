/**
 * Bank files in and out: statements, returns, direct debits and payments.
 *
 * <p>The root package exports nothing: it holds the Immutables style that every package below it obeys.
 */
@ValueStyle
package io.counterfoil.bankfiles;
