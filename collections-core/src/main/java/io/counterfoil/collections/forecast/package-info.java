/**
 * What money can be expected, week by week, from how customers paid so far and from what they promised (COL-22, collections specification 4.5).
 *
 * <pre>{@code
 * CashForecast forecast = CashForecast.ofWeeks(6);
 * CashForecast.Outlook outlook = forecast.assess(facts, cad.currency(), asOf);
 * outlook.weeks().get(0).mid();   // what the first week should bring
 * forecast.backtest(facts, cad.currency(), lastQuarter, asOf).withinBand(); // how often it was right
 * }</pre>
 *
 * <p>Invariants: of every week low is at most mid, and mid at most high; the mids, what comes later and what cannot be said add up to what is open.
 */
@NullMarked
package io.counterfoil.collections.forecast;

import org.jspecify.annotations.NullMarked;
