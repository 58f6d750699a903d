/** Bank accounts as references: enough to tell two apart and to show four digits, never a full number. */
@NullMarked
package io.counterfoil.payments.account;

import org.jspecify.annotations.NullMarked;
