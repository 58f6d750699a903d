package io.counterfoil.payments.alert;

import io.counterfoil.payments.evidence.SubjectRef;

/**
 * What makes two alerts the same: kind, subject and period, written {@code OUTSIDE_SYSTEM/entry:17/2027-03}.
 *
 * @param value the key as text, usable as a ticket id or an idempotency key
 */
public record AlertKey(String value) {

    public AlertKey {
        if (value.isBlank()) {
            throw new IllegalArgumentException("alert key is blank, expected kind/subject/period");
        }
    }

    /** The key of a fact that happens once. */
    public static AlertKey of(AlertKind kind, SubjectRef subject) {
        return new AlertKey(kind.code() + "/" + subject);
    }

    /** The key of a fact that may come again in another period, such as a day or a month. */
    public static AlertKey of(AlertKind kind, SubjectRef subject, String period) {
        return period.isEmpty() ? of(kind, subject) : new AlertKey(kind.code() + "/" + subject + "/" + period);
    }

    @Override
    public String toString() {
        return value;
    }
}
