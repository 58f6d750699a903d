/**
 * The quality of answers: who looked at which tickets and calls, and what they found (ticketing specification TIC-53).
 *
 * <pre>{@code
 * QualityReviews reviews = QualityReviews.draw(form, population, 5, "2027-W09");
 * reviews = reviews.review(new Review(subject, "rita", ratings, now)).orThrow();
 * reviews.results();                    // score, knocked out, failed criteria
 * reviews.agreement().kappa();          // of first and second reviewers
 * }</pre>
 *
 * <p>Invariants: the same seed draws the same items from the same population in any order; nobody reviews their own work; a knock-out criterion that is not met
 * scores zero; a ruling by a third person replaces the review that was objected to.
 */
@NullMarked
package io.counterfoil.ticketing.quality;

import org.jspecify.annotations.NullMarked;
