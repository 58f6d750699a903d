/**
 * Matching of two sides, proofs of statements and books, and what becomes of an invoice.
 *
 * <p>The root package exports nothing: it holds the Immutables style that every package below it obeys.
 */
@ValueStyle
package io.counterfoil.reconciliation;
