/** Short programs that the README and the guides quote: each region between tags is compiled and run by a test. */
@NullMarked
package io.counterfoil.examples.tour;

import org.jspecify.annotations.NullMarked;
