/** What every reader of this module stands on: scanned and decoded sources, the sink that readers write to, texts and amounts. */
@NullMarked
package io.counterfoil.bankfiles.source.internal;

import org.jspecify.annotations.NullMarked;
