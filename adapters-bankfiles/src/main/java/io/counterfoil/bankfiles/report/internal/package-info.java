/** Reads partner reports. Not exported: the way in is {@code Imports}. */
@NullMarked
package io.counterfoil.bankfiles.report.internal;

import org.jspecify.annotations.NullMarked;
