/**
 * What customers say: satisfaction, recommendation, effort, happiness (ticketing specification 4.5).
 *
 * <pre>{@code
 * SurveyLog surveys = SurveyLog.builder().asked(HAPPINESS, ticket, sentAt)
 *     .answer(new Answer("r-1", ticket, HAPPINESS, 3, at)).build();
 * new NetPromoter(50, 30, 20).score();                                   // 30
 * new Happiness(80, 15, 5).quotient(HappinessReading.SHARE_GREAT);       // 0.80, NET 0.75, MEAN_SCALED 0.875
 * }</pre>
 *
 * <p>Invariants: one answer a ticket and question counts, the last; an answer off its scale counts nowhere; an interval never pretends that a class without answers
 * cannot exist.
 */
@NullMarked
package io.counterfoil.ticketing.survey;

import org.jspecify.annotations.NullMarked;
