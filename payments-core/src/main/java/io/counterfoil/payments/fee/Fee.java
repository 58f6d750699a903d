package io.counterfoil.payments.fee;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.money.Amounts;
import java.util.List;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * What a payment costs by its schedule. Immutable.
 *
 * @param amount the sum of the parts
 * @param parts one for each line of the schedule, in its order
 */
public record Fee(MonetaryAmount amount, List<Part> parts) {

    public Fee {
        Objects.requireNonNull(amount, "amount");
        parts = List.copyOf(parts);
        long sum =
                parts.stream().mapToLong(part -> Amounts.minor(part.amount())).reduce(0, Math::addExact);
        if (sum != Amounts.minor(amount)) {
            throw new IllegalArgumentException("fee of " + Amounts.text(amount) + " with parts that sum to "
                    + FeeRules.shown(amount.getCurrency(), sum));
        }
    }

    static Fee of(List<Part> parts) {
        MonetaryAmount first = parts.get(0).amount();
        long sum =
                parts.stream().mapToLong(part -> Amounts.minor(part.amount())).reduce(0, Math::addExact);
        return new Fee(Amounts.in(first.getCurrency()).ofMinor(sum), parts);
    }

    /** How it comes about: one fact for each part. */
    public Evidence evidence() {
        return parts.stream().map(Part::evidence).reduce(Evidence.none(), Evidence::and);
    }

    /**
     * The fee of one line.
     *
     * @param name of the line
     * @param base the amount it is charged on
     * @param amount the fee, rounded once
     * @param evidence how it comes about
     */
    public record Part(String name, MonetaryAmount base, MonetaryAmount amount, Evidence evidence) {}
}
