/**
 * camt.052, camt.053 and camt.054 of every version, read by local names with a cursor (bank file specification 4.3). Not exported: the way in is
 * {@code Imports}.
 */
@NullMarked
package io.counterfoil.bankfiles.camt;

import org.jspecify.annotations.NullMarked;
