/**
 * Receivables, aging, contact planning, promises, plans and cash application.
 *
 * <p>The root package exports nothing: it holds the Immutables style that every package below it obeys.
 */
@ValueStyle
package io.counterfoil.collections;
