/** Wires of every message in one form: Fedwire tags, MT103, pacs.008, pacs.009. Not exported: the way in is {@code Imports}. */
@NullMarked
package io.counterfoil.bankfiles.wire.internal;

import org.jspecify.annotations.NullMarked;
