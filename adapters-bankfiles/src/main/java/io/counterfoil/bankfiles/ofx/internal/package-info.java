/** Reads OFX as bytes, tag by tag (bank file specification 4.6). */
@NullMarked
package io.counterfoil.bankfiles.ofx.internal;

import org.jspecify.annotations.NullMarked;
