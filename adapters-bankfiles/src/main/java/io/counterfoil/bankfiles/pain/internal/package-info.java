/** Reads pain messages. Not exported: the way in is {@code Imports}. */
@NullMarked
package io.counterfoil.bankfiles.pain.internal;

import org.jspecify.annotations.NullMarked;
