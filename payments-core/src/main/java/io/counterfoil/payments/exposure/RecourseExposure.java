package io.counterfoil.payments.exposure;

import io.counterfoil.payments.calendar.AsOf;
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
            PartyId client, Rail rail, RecourseStanding standing, Optional<LocalDate> finalAt, CurrencyUnit currency) {}

    private record Sum(long count, Totals totals) {
        private static final Sum NONE = new Sum(0, Totals.none());

        Sum plus(RecourseItem item) {
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
    public ExposureReport assess(Stream<RecourseItem> debits, AsOf asOf) {
        Map<Group, Sum> sums = new TreeMap<>(ORDER);
        Set<String> seen = new HashSet<>();
        Totals settled = Totals.none();
        for (Iterator<RecourseItem> items = debits.iterator(); items.hasNext(); ) {
            RecourseItem item = items.next();
            if (!seen.add(item.paymentId())) {
                throw new IllegalArgumentException(
                        "payment " + item.paymentId() + " stands twice, expected each payment once");
            }
            RecourseStanding standing = item.standing(asOf.effective());
            if (standing != RecourseStanding.NOT_SETTLED) {
                settled = settled.plus(item.amount());
                sums.merge(group(item, standing), Sum.NONE.plus(item), (sum, one) -> sum.plus(item));
            }
        }
        List<ExposureLine> lines = sums.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
        return new ExposureReport(asOf.effective(), lines, settled);
    }

    private static Group group(RecourseItem item, RecourseStanding standing) {
        return new Group(
                item.client(),
                item.rail(),
                standing,
                item.finalAt(),
                item.amount().getCurrency());
    }

    private static ExposureLine line(Group group, Sum sum) {
        return ExposureLine.builder()
                .client(group.client())
                .rail(group.rail())
                .standing(group.standing())
                .finalAt(group.finalAt())
                .count(sum.count())
                .amount(sum.totals().in(group.currency()))
                .build();
    }
}
