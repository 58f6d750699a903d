/**
 * The one way in which the library says that a person must look.
 *
 * <pre>{@code
 * Alert alert = Alert.builder().kind(AlertKind.OUTSIDE_SYSTEM).severity(Severity.CRITICAL)
 *     .subject(SubjectRef.of("statement-entry", "2027-03-01/17")).amount(debit)
 *     .evidence(Evidence.of(code, "a debit of 412.00 GBP that no record explains")).raisedAt(now).build();
 * AlertLog open = AlertLog.empty().plus(alert).plus(alert);   // one alert
 * }</pre>
 *
 * <p>Invariant: the key is kind, subject and period, so the same fact raises one alert whichever module sees it first and however often.
 */
@NullMarked
package io.counterfoil.payments.alert;

import org.jspecify.annotations.NullMarked;
