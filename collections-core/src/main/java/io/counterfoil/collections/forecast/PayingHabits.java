package io.counterfoil.collections.forecast;

import io.counterfoil.collections.forecast.CashForecast.Source;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.money.CurrencyUnit;

/** How many days late closed items were paid, by party, segment and over all. Not thread-safe: confined to one forecast. */
final class PayingHabits {

    private static final int QUARTERS = 4;

    private final CollectionFacts facts;
    private final AsOf asOf;
    private final int minimum;
    private final Map<PartyId, List<Long>> byParty = new HashMap<>();
    private final Map<String, List<Long>> bySegment = new HashMap<>();
    private final List<Long> all = new ArrayList<>();

    PayingHabits(CollectionFacts facts, CurrencyUnit currency, AsOf asOf, int minimum) {
        this.facts = facts;
        this.asOf = asOf;
        this.minimum = minimum;
        facts.receivables()
                .items()
                .filter(item -> item.kind().isDebit()
                        && item.amount().getCurrency().getCurrencyCode().equals(currency.getCurrencyCode()))
                .forEach(this::read);
        byParty.values().forEach(days -> days.sort(null));
        bySegment.values().forEach(days -> days.sort(null));
        all.sort(null);
    }

    /**
     * Days late of a quarter, a half and three quarters of the items: each is the least number that this share of them does not exceed.
     *
     * @param source whose
     */
    record Quartiles(Source source, long first, long median, long third) {

        private static Quartiles of(Source source, List<Long> sorted) {
            return new Quartiles(source, at(sorted, 1), at(sorted, 2), at(sorted, 3));
        }

        private static long at(List<Long> sorted, int quarter) {
            return sorted.get((sorted.size() * quarter + QUARTERS - 1) / QUARTERS - 1);
        }
    }

    private void read(OpenItem item) {
        Optional<LocalDate> due = item.terms().stream()
                .map(OpenItem.Term::due)
                .max(LocalDate::compareTo)
                .or(item::due);
        Optional<LocalDate> settled = facts.receivables().settledOn(item.id(), asOf);
        if (due.isEmpty() || settled.isEmpty() || !isPaid(item)) {
            return;
        }
        long late = ChronoUnit.DAYS.between(due.get(), settled.get());
        byParty.computeIfAbsent(item.party(), party -> new ArrayList<>()).add(late);
        segment(item.party())
                .ifPresent(name -> bySegment
                        .computeIfAbsent(name, same -> new ArrayList<>())
                        .add(late));
        all.add(late);
    }

    /** What was only credited or written off says nothing about paying. */
    private boolean isPaid(OpenItem item) {
        return facts.receivables().movements(item.id(), asOf).stream()
                .anyMatch(movement -> movement.cause() == Receivables.ItemMovement.Cause.CASH);
    }

    private Optional<String> segment(PartyId party) {
        return facts.profileOf(party).map(profile -> profile.at(asOf.knownAt())).flatMap(PartyProfile::segment);
    }

    /** How the party can be expected to pay; empty where nobody ever paid anything. */
    Optional<Quartiles> of(PartyId party) {
        List<Long> own = byParty.getOrDefault(party, List.of());
        if (own.size() >= minimum) {
            return Optional.of(Quartiles.of(Source.PARTY, own));
        }
        List<Long> peers = segment(party)
                .map(name -> bySegment.getOrDefault(name, List.of()))
                .orElse(List.of());
        if (peers.size() >= minimum) {
            return Optional.of(Quartiles.of(Source.SEGMENT, peers));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(Quartiles.of(Source.PORTFOLIO, all));
    }
}
