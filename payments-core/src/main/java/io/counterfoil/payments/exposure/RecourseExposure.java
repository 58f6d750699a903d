package io.counterfoil.payments.exposure;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Adds up what can still be taken back (PAY-34). Immutable, thread-safe.
 */
public final class RecourseExposure {

    private static final RecourseExposure STANDARD = new RecourseExposure();

    /** The order of a report: client, rail, standing, last day (none last), currency. */
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::client)
            .thenComparing(Group::rail)
            .thenComparing(Group::standing)
            .thenComparing(group -> group.finalAt().orElse(LocalDate.MAX))
            .thenComparing(group -> group.currency().getCurrencyCode());

    private record Group(
            PartyId client, Rail rail, Standing standing, Optional<LocalDate> finalAt, CurrencyUnit currency) {}

    private record Sum(long count, Totals totals) {
        private static final Sum NONE = new Sum(0, Totals.none());

        Sum plus(Item item) {
            return new Sum(count + 1, totals.plus(item.amount()));
        }
    }

    private RecourseExposure() {}

    /** Exposed is what settled and whose last day of recourse has not passed. */
    public static RecourseExposure standard() {
        return STANDARD;
    }

    /**
     * The exposure on the effective day.
     *
     * @param debits in any order
     * @throws IllegalArgumentException where a payment stands twice
     */
    public ExposureReport assess(Stream<Item> debits, AsOf asOf) {
        Map<Group, Sum> sums = new TreeMap<>(ORDER);
        Set<String> seen = new HashSet<>();
        Totals settled = Totals.none();
        for (Iterator<Item> items = debits.iterator(); items.hasNext(); ) {
            Item item = items.next();
            if (!seen.add(item.paymentId())) {
                throw new IllegalArgumentException(
                        "payment " + item.paymentId() + " stands twice, expected each payment once");
            }
            Standing standing = item.standing(asOf.effective());
            if (standing != Standing.NOT_SETTLED) {
                settled = settled.plus(item.amount());
                sums.merge(group(item, standing), Sum.NONE.plus(item), (sum, one) -> sum.plus(item));
            }
        }
        List<ExposureReport.Line> lines = sums.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
        return new ExposureReport(asOf.effective(), lines, settled);
    }

    private static Group group(Item item, Standing standing) {
        return new Group(
                item.client(),
                item.rail(),
                standing,
                item.finalAt(),
                item.amount().getCurrency());
    }

    private static ExposureReport.Line line(Group group, Sum sum) {
        return ExposureReport.Line.builder()
                .client(group.client())
                .rail(group.rail())
                .standing(group.standing())
                .finalAt(group.finalAt())
                .count(sum.count())
                .amount(sum.totals().in(group.currency()))
                .build();
    }

    /**
     * A debit as far as recourse is concerned: for whom, how much, whether it settled, until when it can be taken back. Immutable.
     */
    @Value.Immutable
    public interface Item {

        /** The payment, in the host's words. */
        String paymentId();

        /** The client that was paid. */
        PartyId client();

        /** The rail. */
        Rail rail();

        /** How much was collected, above zero. */
        MonetaryAmount amount();

        /** How far it has come. */
        Stage stage();

        /** The last day on which it can be taken back, by {@link FinalityPolicy#finalAt}; empty for recourse without end. */
        Optional<LocalDate> finalAt();

        /** Whether a dispute about it is open. */
        @Value.Default
        default boolean disputed() {
            return false;
        }

        /** Where it stands on the day; the last day of recourse is still exposed. */
        default Standing standing(LocalDate today) {
            return switch (stage()) {
                case NOT_SETTLED -> Standing.NOT_SETTLED;
                case ENDED -> Standing.ENDED;
                case SETTLED -> settled(today);
            };
        }

        private Standing settled(LocalDate today) {
            if (finalAt().isEmpty()) {
                return Standing.ENDLESS;
            }
            if (!today.isAfter(finalAt().orElseThrow())) {
                return Standing.EXPOSED;
            }
            return disputed() ? Standing.DISPUTED : Standing.FINAL;
        }

        /** Refuses an amount that is not above zero. */
        @Value.Check
        default void check() {
            if (Amounts.minor(amount()) <= 0) {
                throw new IllegalArgumentException(
                        "debit " + paymentId() + " of " + Amounts.text(amount()) + ", expected above 0");
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** How far a debit has come. */
        enum Stage {
            /** Ordered, submitted or rejected: it did not settle. */
            NOT_SETTLED,
            /** It settled and stands. */
            SETTLED,
            /** It settled and was returned, charged back or lost in a dispute. */
            ENDED
        }

        /** Builds items. Not thread-safe. */
        final class Builder extends ImmutableItem.Builder {
            Builder() {}
        }
    }

    /** Where a debit stands between settlement and finality. */
    public enum Standing implements Code {
        /** It has not settled: there is nothing to take back. */
        NOT_SETTLED,
        /** It settled, and can be taken back until a day. */
        EXPOSED,
        /** It settled, and can be taken back without end. */
        ENDLESS,
        /** Its last day has passed, but a dispute is open. */
        DISPUTED,
        /** It can no longer be taken back. */
        FINAL,
        /** It settled and was taken back. */
        ENDED;

        @Override
        public String id() {
            return "RECOURSE." + name();
        }
    }
}
