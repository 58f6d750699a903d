/**
 * What may happen to a payment, a dispute, a mandate or an application, as tables that a person can read: nineteen lives, one row for each event.
 *
 * <pre>{@code
 * LifecycleTable pad = LifecycleTable.Standard.EFT_PAD.table();
 * pad.allowed("DUE");                                                          // itemRejected, presumeSettled, recall, return
 * LifecycleTable.Walk walk = LifecycleTable.Walk.of(pad).step(LifecycleTable.Event.of("file", "f-17", maria)).orThrow().state();
 * walk.step(LifecycleTable.Event.of("accept", "bank-9", maria)).refusal();               // LIFECYCLE.NOT_PERMITTED: expected RAIL
 * pad.toMermaid();
 * }</pre>
 *
 * <p>The tables are the common language between the machines ({@link io.counterfoil.payments.lifecycle.StateMachine}), the documentation
 * ({@code docs/lifecycles.md} is made from them) and a host that keeps states of its own.
 *
 * <p>Invariants: names of states and events are stable codes; every state, event and role has exactly one answer; a refused event changes nothing and does not
 * use up its reference.
 */
@NullMarked
package io.counterfoil.payments.lifecycle.table;

import org.jspecify.annotations.NullMarked;
