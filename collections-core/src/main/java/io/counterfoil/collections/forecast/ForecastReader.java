package io.counterfoil.collections.forecast;

import io.counterfoil.collections.forecast.CashForecast.Line;
import io.counterfoil.collections.forecast.CashForecast.Source;
import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.promise.Promises;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.OpenPosition;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.money.CurrencyUnit;

/** Gives each open cent a day: by an instalment, by a promise, else by habit. Not thread-safe: confined to one forecast. */
final class ForecastReader {

    private final CollectionFacts facts;
    private final CurrencyUnit currency;
    private final Amounts amounts;
    private final AsOf asOf;
    private final LocalDate firstDay;
    private final PayingHabits habits;
    private final Map<PartyId, List<PromiseStanding>> standings = new HashMap<>();
    private final Map<PartyId, List<Rest>> open = new TreeMap<>();
    private final List<Line> lines = new ArrayList<>();

    /** What is open of an item, or of a term of it, and has no day yet. */
    private static final class Rest {
        private final OpenItemId item;
        private final String term;
        private final LocalDate due;
        private long left;

        private Rest(OpenPosition position) {
            item = position.item().id();
            term = position.termId();
            due = LocalDate.ofEpochDay(position.dueDay());
            left = position.openMinor();
        }
    }

    /** Money that somebody said would come on a day. */
    private record Said(Source source, LocalDate date, LocalDate deadline, long minor) {}

    ForecastReader(CollectionFacts facts, CurrencyUnit currency, AsOf asOf, int minimumHistory) {
        this.facts = facts;
        this.currency = currency;
        this.amounts = Amounts.in(currency);
        this.asOf = asOf;
        this.firstDay = asOf.effective().plusDays(1);
        this.habits = new PayingHabits(facts, currency, asOf, minimumHistory);
        Promises.standard()
                .assess(facts, asOf)
                .values()
                .forEach(standing -> standings
                        .computeIfAbsent(standing.promise().party(), party -> new ArrayList<>())
                        .add(standing));
        facts.receivables().scan(asOf, this::collect);
    }

    private void collect(OpenPosition position) {
        boolean counts = position.item().kind().isDebit()
                && position.item().kind() != OpenItemKind.ORDER
                && position.openMinor() > 0
                && isSame(position.currency());
        if (counts) {
            open.computeIfAbsent(position.party(), party -> new ArrayList<>()).add(new Rest(position));
        }
    }

    private boolean isSame(CurrencyUnit other) {
        return other.getCurrencyCode().equals(currency.getCurrencyCode());
    }

    List<Line> read() {
        open.forEach((party, rests) -> {
            rests.sort(Comparator.comparing((Rest rest) -> rest.due)
                    .thenComparing(rest -> rest.item)
                    .thenComparing(rest -> rest.term));
            PartyForecast forecast = new PartyForecast(party, rests);
            Set<OpenItemId> planned = forecast.instalments();
            forecast.promises(planned);
            forecast.habits();
        });
        return lines;
    }

    /** One party. */
    private final class PartyForecast {

        private final PartyId party;
        private final List<Rest> rests;
        private final Optional<PayingHabits.Quartiles> quartiles;
        private final long judged;
        private final long kept;

        private PartyForecast(PartyId party, List<Rest> rests) {
            this.party = party;
            this.rests = rests;
            this.quartiles = habits.of(party);
            Promises.KeptRate rate = Promises.standard().keptRate(standings.getOrDefault(party, List.of()));
            this.kept = rate.count(PromiseToPay.Outcome.KEPT);
            this.judged = rate.counts().values().stream()
                    .mapToLong(Integer::longValue)
                    .sum();
        }

        private Set<OpenItemId> instalments() {
            Set<OpenItemId> planned = new HashSet<>();
            for (CollectionFacts.Planned one : facts.plansOf(party)) {
                if (one instanceof PaymentPlan plan
                        && plan.isAgreed()
                        && isSame(plan.terms().total().getCurrency())) {
                    PaymentPlan.Standing standing = plan.assess(facts, asOf);
                    if (standing.isInForce()) {
                        planned.addAll(plan.items());
                        instalments(plan, standing);
                    }
                }
            }
            return planned;
        }

        private void instalments(PaymentPlan plan, PaymentPlan.Standing standing) {
            for (int i = 0; i < plan.instalments().size(); i++) {
                PaymentPlan.Instalment instalment = plan.instalments().get(i);
                long rest = Amounts.minor(instalment.amount())
                        - Amounts.minor(standing.paidPerInstalment().get(i));
                LocalDate deadline = instalment.due().plusDays(plan.terms().graceDays());
                say(new Said(Source.INSTALMENT, instalment.due(), deadline, rest), plan.items()::contains);
            }
        }

        private void promises(Set<OpenItemId> planned) {
            List<PromiseStanding> own = standings.getOrDefault(party, List.of()).stream()
                    .filter(standing ->
                            standing.isInForce() && isSame(standing.target().getCurrency()))
                    .sorted(Comparator.comparing(PromiseStanding::due)
                            .thenComparing(standing -> standing.promise().madeAt())
                            .thenComparing(standing -> standing.promise().id()))
                    .toList();
            for (PromiseStanding standing : own) {
                PromiseToPay promise = standing.promise();
                Predicate<OpenItemId> covers =
                        promise.items().isEmpty() ? item -> !planned.contains(item) : promise.items()::contains;
                List<PromiseToPay.Due> dues = promise.terms().dues();
                for (int i = standing.kept(); i < dues.size(); i++) {
                    long minor = Amounts.minor(i == standing.kept() ? standing.rest() : promise.amount());
                    say(new Said(Source.PROMISE, dues.get(i).date(), dues.get(i).deadline(), minor), covers);
                }
            }
            for (CollectionFacts.Promised promised : facts.promisesOf(party)) {
                if (!(promised instanceof PromiseToPay)) {
                    Predicate<OpenItemId> covers =
                            promised.items().isEmpty() ? item -> !planned.contains(item) : promised.items()::contains;
                    promised.rest(facts, asOf)
                            .filter(rest -> isSame(rest.amount().getCurrency()))
                            .ifPresent(rest -> say(
                                    new Said(
                                            Source.PROMISE,
                                            rest.through(),
                                            rest.through(),
                                            Amounts.minor(rest.amount())),
                                    covers));
                }
            }
        }

        /** The party's kept-rate of it on its day, the rest when nothing is kept. */
        private void say(Said said, Predicate<OpenItemId> covers) {
            long left = said.minor();
            for (Rest rest : rests) {
                long part = Math.min(left, rest.left);
                if (part > 0 && covers.test(rest.item)) {
                    left -= part;
                    rest.left -= part;
                    LocalDate date = said.date().isBefore(firstDay) ? firstDay : said.date();
                    LocalDate next = said.deadline().isBefore(date)
                            ? date
                            : said.deadline().plusDays(1);
                    long onTime = BigDecimal.valueOf(part)
                            .multiply(BigDecimal.valueOf(kept + 1))
                            .divide(BigDecimal.valueOf(judged + 2), 0, RoundingMode.HALF_EVEN)
                            .longValueExact();
                    Optional<LocalDate> latest = day(rest, PayingHabits.Quartiles::third, next);
                    add(rest, onTime, said.source(), List.of(Optional.of(date), Optional.of(date), latest));
                    Optional<LocalDate> middle = day(rest, PayingHabits.Quartiles::median, next);
                    add(rest, part - onTime, said.source(), List.of(Optional.of(date), middle, latest));
                }
            }
        }

        private void habits() {
            Source source = quartiles.map(PayingHabits.Quartiles::source).orElse(Source.NONE);
            for (Rest rest : rests) {
                add(
                        rest,
                        rest.left,
                        source,
                        List.of(
                                day(rest, PayingHabits.Quartiles::first, firstDay),
                                day(rest, PayingHabits.Quartiles::median, firstDay),
                                day(rest, PayingHabits.Quartiles::third, firstDay)));
            }
        }

        private Optional<LocalDate> day(
                Rest rest, java.util.function.ToLongFunction<PayingHabits.Quartiles> daysLate, LocalDate notBefore) {
            return quartiles
                    .map(some -> rest.due.plusDays(daysLate.applyAsLong(some)))
                    .map(day -> day.isBefore(notBefore) ? notBefore : day);
        }

        private void add(Rest rest, long minor, Source source, List<Optional<LocalDate>> days) {
            if (minor > 0) {
                lines.add(new Line(
                        rest.item, party, amounts.ofMinor(minor), source, days.get(0), days.get(1), days.get(2)));
            }
        }
    }
}
