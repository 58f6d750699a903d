/**
 * A week of a payment operations analyst: what does not fit between bank, books and notices becomes a case with class, root cause, owner, age and promised times; what is
 * cleared is cleared by the next run, never by hand. The same seed makes the same week.
 */
@NullMarked
package io.counterfoil.examples.exceptions;

import org.jspecify.annotations.NullMarked;
