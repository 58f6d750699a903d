/** Files of fixed columns: lines read as bytes, records written by layout, texts folded into small character sets. Not exported. */
@NullMarked
package io.counterfoil.bankfiles.fixedwidth;

import org.jspecify.annotations.NullMarked;
