/**
 * The ways on which money travels, and what decides how long a payment can come back.
 *
 * <pre>{@code
 * RailTerms pad = RailTerms.builder().rail(Rail.EFT_CA).direction(Rail.Direction.DEBIT).padCategory(RailTerms.PadCategory.PERSONAL).build();
 * pad.matches(RailTerms.of(Rail.EFT_CA)); // true: a rule for the rail covers every payment on it
 * }</pre>
 *
 * <p>Invariant: terms say only what belongs to their rail; a scheme beside a rail other than SEPA, or a PAD category beside one other than EFT, cannot be built.
 */
@NullMarked
package io.counterfoil.payments.rail;

import org.jspecify.annotations.NullMarked;
