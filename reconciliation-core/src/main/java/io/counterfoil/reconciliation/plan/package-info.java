/**
 * What counts as the same: an ordered plan of passes, checked when it is built and printable before it runs.
 *
 * <pre>{@code
 * MatchPlan plan = MatchPlan.named("bank-vs-ledger")
 *     .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
 *     .pass(Pass.oneToOne("amount+day").on(AMOUNT).within(Window.businessDays(0, 3)).confirm())
 *     .build();
 * plan.explain().text();
 * }</pre>
 *
 * <p>Beside pairs, groups and sets, a pass may net items of one side that cancel each other, pair a transfer between two own accounts, or take an item in part:
 *
 * <pre>{@code
 * Pass.netting("voids", RIGHT).on(REFERENCE).within(Window.days(0, 30).from(LEFT)).confirm();
 * Pass.transfers("own accounts").within(Window.days(0, 3)).unlessShared(REFERENCE).confirm();
 * Pass.oneToOne("part payment").on(REFERENCE).partial(RIGHT).suggest();
 * }</pre>
 *
 * <p>Invariants: a plan that exists has no pass that matches anything with anything and none that can never find something; equal plans have equal
 * hashes. Currency and direction must agree in every pass, whatever it says.
 */
@NullMarked
package io.counterfoil.reconciliation.plan;

import org.jspecify.annotations.NullMarked;
