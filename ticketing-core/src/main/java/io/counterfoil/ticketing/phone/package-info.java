/**
 * Telephones: calls, the days of agents, and how many agents a load needs (ticketing specification 4.5).
 *
 * <pre>{@code
 * Erlang.Load load = Erlang.c(180, Duration.ofMinutes(60), Duration.ofSeconds(240));   // 12 erlangs
 * load.at(16, Duration.ofSeconds(30)).serviceLevel();                                  // 0.8759
 * load.staff(Requirement.serviceLevel("0.8", Duration.ofSeconds(30)).withShrinkage("0.3")).headcount();   // 23
 * }</pre>
 *
 * <p>Invariants: more agents never make a wait longer; impatient callers never make others wait longer; a call that never came is not counted, and a record that
 * cannot be true is counted as rejected.
 */
@NullMarked
package io.counterfoil.ticketing.phone;

import org.jspecify.annotations.NullMarked;
