/** Reads tables by their profile. */
@NullMarked
package io.counterfoil.bankfiles.csv.internal;

import org.jspecify.annotations.NullMarked;
