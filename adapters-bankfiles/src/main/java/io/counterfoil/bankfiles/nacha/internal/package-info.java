/** Reads Nacha files. Not exported: the way in is {@code Imports}. */
@NullMarked
package io.counterfoil.bankfiles.nacha.internal;

import org.jspecify.annotations.NullMarked;
