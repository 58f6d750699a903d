/**
 * Acceptance sampling of keyed batches: how many records to look at, how many errors to bear, and when to look harder (ticketing specification 4.6).
 *
 * <pre>{@code
 * AcceptanceSampling sampling = AcceptanceSampling.iso2859();
 * SamplingPlan plan = sampling.plan(2_000, Level.II, Aql.of("1.5"), Inspection.NORMAL); // K: look at 125, bear 5
 * SamplingPlan.Sample sample = plan.draw(42); // seeded: the same records every time
 * LotVerdict verdict = sampling.assess(plan, 4);
 * SwitchingState next = SwitchingState.initial().next(verdict);
 * OcCurve curve = plan.oc(); // curve.limitingQuality("0.10")
 * }</pre>
 *
 * <p>Invariants: a plan never asks for more than the lot; a higher share of errors never raises the chance of acceptance; the inspection of the next lot is a
 * fold of the verdicts before it.
 */
@NullMarked
package io.counterfoil.ticketing.sampling;

import org.jspecify.annotations.NullMarked;
