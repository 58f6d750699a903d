package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.evidence.Code;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * One line of what two sides of a match differ by.
 *
 * @param reason stable
 * @param amount left less right, signed; zero for a line that is about something else than money
 */
public record Difference(Code reason, MonetaryAmount amount) {

    public Difference {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(amount, "amount");
    }
}
