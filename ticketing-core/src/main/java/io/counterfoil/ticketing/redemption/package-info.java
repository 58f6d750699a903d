/**
 * What goes wrong with rewards, and rewards outside the catalogue (ticketing specification 4.7).
 *
 * <pre>{@code
 * RedemptionIssues issues = RedemptionIssues.of(accounts, toronto, pts.of("5000"));
 * RedemptionIssue i = store.apply(issues, id, IssueCommand.report(report, ana, "call-7"), now).orThrow().state();
 * store.apply(issues, id, IssueCommand.send("tracking?", ana, "s-1"), now).orThrow();   // the vendor's clock starts
 * var decided = store.apply(issues, id, IssueCommand.decide(new Remedy(RE_CREDIT, pts.of("900")), ana, "d-1"), now).orThrow();
 * issues.post(decided, ledger, now).orThrow();                                            // points back, once
 * VendorScorecard.of(clocks, Goal.atLeast("0.90")).assess(all, march, now);
 * }</pre>
 *
 * <p>Invariants: every pair of status and event is declared or refused; points are reserved once and either spent or given back, whatever is repeated; two
 * issues of one redemption restore its points once.
 */
@NullMarked
package io.counterfoil.ticketing.redemption;

import org.jspecify.annotations.NullMarked;
