/** Spreadsheet files: the parts of an Office Open XML workbook that a table needs. */
@NullMarked
package io.counterfoil.bankfiles.export.internal;

import org.jspecify.annotations.NullMarked;
