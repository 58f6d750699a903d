/**
 * What the desks of the examples have in common: the page a desk ends its period with, and the figures on it that are counted twice.
 */
@NullMarked
package io.counterfoil.examples.desk;

import org.jspecify.annotations.NullMarked;
