/** Runnable host applications: what a host writes around the library. */
@NullMarked
package io.counterfoil.examples;

import org.jspecify.annotations.NullMarked;
