/**
 * Scores: how much two items speak for being one fact, in bits, learned from the host's own data without labels (reconciliation specification 4.8).
 *
 * <pre>{@code
 * ScoreTrainer.Training training = ScoreTrainer.of("bank", Comparison.transfers(0, 21)).train(bank, book);
 * training.model().comparisons().forEach(c -> show(c.comparison(), c.levels())); // look before you use it
 * MatchPlan plan = MatchPlan.named("bank-vs-book")
 *     .pass(Pass.oneToOne("score").score(training.model()).threshold(0).margin(5).suggest())
 *     .build();
 * Calibration.of(run.matches()).cut("0.999"); // what may be taken without looking
 * }</pre>
 *
 * <p>Invariants: a model is frozen in thousandths of a bit and part of the plan's hash; training and scores do not depend on the order of rows; a value that a
 * side lacks speaks neither way; what a model keeps of frequent values are fingerprints, except for code words, which it keeps as words.
 */
@NullMarked
package io.counterfoil.reconciliation.score;

import org.jspecify.annotations.NullMarked;
