/** Reads files of CPA standard 005. Not exported: the way in is {@code Imports}. */
@NullMarked
package io.counterfoil.bankfiles.cpa.internal;

import org.jspecify.annotations.NullMarked;
