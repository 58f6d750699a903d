package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * When a second person must agree (REC-44, reconciliation specification 4.11). Limits hold per currency; a currency without one has none, except for what is
 * written off: there the limit is nothing. Immutable.
 */
@Value.Immutable
public interface ApprovalPolicy {

    /** Matches of more than this need a second person; one amount a currency. */
    List<MonetaryAmount> fourEyesAbove();

    /** Up to this, differences and items are written off by one person; one amount a currency. */
    List<MonetaryAmount> writeOffLimits();

    /** Matches with an item older than so many days need a second person. */
    OptionalInt ageAboveDays();

    /** The zone in which ages are counted. */
    @Value.Default
    default ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** Whether matches of a reopened period need a second person. */
    @Value.Default
    default boolean reopenedNeedsApproval() {
        return true;
    }

    /** Who may approve and refuse. */
    @Value.Default
    default Set<Actor.Role> approverRoles() {
        return Set.of(Actor.Role.APPROVER);
    }

    /** The most that the person with the id may approve, whatever the currency's limit; one who is not named has no limit. */
    Map<String, MonetaryAmount> approverLimits();

    /** Whether a rejected set also keeps each pair in it from being proposed alone. */
    @Value.Default
    default boolean rejectsEveryPair() {
        return false;
    }

    /** No four eyes anywhere, and nothing written off by one person. */
    static ApprovalPolicy ofDefaults() {
        return builder().build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds policies. Not thread-safe. */
    final class Builder extends ImmutableApprovalPolicy.Builder {
        Builder() {}
    }

    /** Refuses negative limits and two of one currency. */
    @Value.Check
    default void check() {
        for (List<MonetaryAmount> limits : List.of(fourEyesAbove(), writeOffLimits())) {
            Set<String> seen = new HashSet<>();
            for (MonetaryAmount limit : limits) {
                if (limit.isNegative() || !seen.add(limit.getCurrency().getCurrencyCode())) {
                    throw new IllegalArgumentException("limit of " + limit
                            + " is negative or the second of its currency, expected one of 0 or more");
                }
            }
        }
    }

    /** Whether so much, of either sign, is more than one person may settle. */
    default boolean isAboveFourEyes(MonetaryAmount amount) {
        return limit(fourEyesAbove(), amount.getCurrency())
                .filter(limit -> Amounts.minor(amount.abs()) > Amounts.minor(limit))
                .isPresent();
    }

    /** Whether so much, of either sign, is more than one person may write off. */
    default boolean isAboveWriteOff(MonetaryAmount amount) {
        long most = limit(writeOffLimits(), amount.getCurrency())
                .map(Amounts::minor)
                .orElse(0L);
        return Amounts.minor(amount.abs()) > most;
    }

    /** Whether the person may approve so much. */
    default boolean mayApprove(Actor approver, MonetaryAmount amount) {
        return Optional.ofNullable(approverLimits().get(approver.id()))
                .map(limit -> limit.getCurrency().equals(amount.getCurrency())
                        && Amounts.minor(amount.abs()) <= Amounts.minor(limit))
                .orElse(true);
    }

    private static Optional<MonetaryAmount> limit(List<MonetaryAmount> limits, CurrencyUnit currency) {
        return limits.stream()
                .filter(limit -> limit.getCurrency().getCurrencyCode().equals(currency.getCurrencyCode()))
                .findFirst();
    }
}
