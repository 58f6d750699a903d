/** Reads files and reports of Bacs. Not exported: the way in is {@code Imports}. */
@NullMarked
package io.counterfoil.bankfiles.bacs.internal;

import org.jspecify.annotations.NullMarked;
