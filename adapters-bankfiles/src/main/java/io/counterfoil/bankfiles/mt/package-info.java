/** MT940 and MT942, read as bytes, field by field (bank file specification 4.4). Not exported: the way in is {@code Imports}. */
@NullMarked
package io.counterfoil.bankfiles.mt;

import org.jspecify.annotations.NullMarked;
