/** BAI2 cash management reports, read as bytes, record by record (bank file specification 4.5). Not exported: the way in is {@code Imports}. */
@NullMarked
package io.counterfoil.bankfiles.bai.internal;

import org.jspecify.annotations.NullMarked;
