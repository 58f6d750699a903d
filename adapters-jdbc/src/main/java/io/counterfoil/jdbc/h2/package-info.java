/** Triggers that H2 calls by their names. */
@NullMarked
package io.counterfoil.jdbc.h2;

import org.jspecify.annotations.NullMarked;
