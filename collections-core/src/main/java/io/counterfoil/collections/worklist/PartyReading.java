package io.counterfoil.collections.worklist;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.dispute.InvoiceDispute;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the facts say of one customer as of a day. Not thread-safe: confined to one listing. */
final class PartyReading {

    /** Fewer closed items say nothing about a customer's habits. */
    private static final int FEWEST_CLOSED = 5;

    private final CollectionFacts facts;
    private final PartyId party;
    private final AsOf asOf;
    private Totals overdue = Totals.none();
    private int oldestAge;

    PartyReading(CollectionFacts facts, PartyId party, AsOf asOf) {
        this.facts = facts;
        this.party = party;
        this.asOf = asOf;
        long today = asOf.effective().toEpochDay();
        facts.receivables().scan(party, asOf, position -> {
            if (position.openMinor() > 0 && position.dueDay() < today) {
                overdue = overdue.plus(position.currency(), position.openMinor());
                oldestAge = Math.max(oldestAge, Math.toIntExact(today - position.dueDay()));
            }
        });
    }

    Totals overdue() {
        return overdue;
    }

    int oldestAge() {
        return oldestAge;
    }

    ScoreCard.Inputs inputs(ScoreCard card, boolean orderWaiting, int disputeDays) {
        List<Long> late = daysLateOfClosedItems();
        return ScoreCard.Inputs.builder()
                .overdueUnits(card.inUnits(overdue))
                .oldestAge(oldestAge)
                .brokenPromises(brokenPromises(card.brokenPromiseDays()))
                .promiseDueInDays(promiseDueInDays())
                .failedPaymentUnanswered(failedPaymentUnanswered())
                .orderWaiting(orderWaiting)
                .disputePastClock(disputePastClock(disputeDays))
                .latenessDeltaDays(latenessDelta(late, card.latenessItems()))
                .medianDaysLate(median(late))
                .build();
    }

    private int brokenPromises(int days) {
        LocalDate first = asOf.effective().minusDays(days - 1L);
        long broken = facts.promisesOf(party).stream()
                .flatMap(promise -> promise.brokenOn(facts, asOf).stream())
                .filter(day -> !day.isBefore(first) && !day.isAfter(asOf.effective()))
                .count();
        return Math.toIntExact(broken);
    }

    private OptionalInt promiseDueInDays() {
        return facts.promisesOf(party).stream()
                .flatMap(promise -> promise.rest(facts, asOf).stream())
                .mapToInt(rest -> Math.toIntExact(ChronoUnit.DAYS.between(asOf.effective(), rest.through())))
                .filter(days -> days >= 0)
                .min();
    }

    /** A failure is answered by a later try that did not fail, or by a contact of ours with the customer on its day or later. */
    private boolean failedPaymentUnanswered() {
        Optional<PaymentAttempt> last = facts.attemptsOf(party).stream()
                .filter(attempt -> !attempt.recordedAt().isAfter(asOf.knownAt())
                        && !attempt.on().isAfter(asOf.effective()))
                .max(Comparator.comparing(PaymentAttempt::on)
                        .thenComparing(PaymentAttempt::recordedAt)
                        .thenComparing(PaymentAttempt::id));
        return last.filter(PaymentAttempt::isFailed)
                .filter(failed -> facts.contacts()
                        .lastSent(party, Contact.Audience.DEBTOR, asOf.knownAt())
                        .filter(contact -> !contact.on().isBefore(failed.on()))
                        .isEmpty())
                .isPresent();
    }

    /** While a customer is asked something the clock stands still; a dispute without a day of its own has no clock. */
    private boolean disputePastClock(int days) {
        return facts.disputesOf(party).stream()
                .filter(InvoiceDispute.class::isInstance)
                .map(InvoiceDispute.class::cast)
                .filter(InvoiceDispute::isRaised)
                .filter(dispute -> dispute.statusAt(asOf).isLive()
                        && dispute.statusAt(asOf) != InvoiceDispute.Status.PENDING_CUSTOMER)
                .anyMatch(dispute -> ChronoUnit.DAYS.between(dispute.terms().raisedOn(), asOf.effective()) > days);
    }

    /** Days late of the debit items with a due date whose last cent is settled, last settled first. */
    private List<Long> daysLateOfClosedItems() {
        Receivables receivables = facts.receivables();
        record Closed(OpenItem item, LocalDate due, LocalDate on) {}
        List<Closed> closed = new ArrayList<>();
        receivables
                .items(party)
                .filter(item -> item.kind().isDebit() && item.due().isPresent())
                .forEach(item -> receivables
                        .settledOn(item.id(), asOf)
                        .ifPresent(day -> closed.add(new Closed(item, item.due().orElseThrow(), day))));
        return closed.stream()
                .sorted(Comparator.comparing(Closed::on)
                        .thenComparing(one -> one.item().id())
                        .reversed())
                .map(one -> ChronoUnit.DAYS.between(one.due(), one.on()))
                .toList();
    }

    private static Optional<BigDecimal> latenessDelta(List<Long> late, int items) {
        return late.size() < 2 * items
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(
                                Math.subtractExact(sum(late.subList(0, items)), sum(late.subList(items, 2 * items))))
                        .divide(BigDecimal.valueOf(items), MathContext.DECIMAL128));
    }

    private static long sum(List<Long> days) {
        return days.stream().mapToLong(Long::longValue).sum();
    }

    private static Optional<BigDecimal> median(List<Long> late) {
        if (late.size() < FEWEST_CLOSED) {
            return Optional.empty();
        }
        List<Long> sorted = late.stream().sorted().toList();
        int middle = sorted.size() / 2;
        long twice = sorted.size() % 2 == 1
                ? 2 * sorted.get(middle)
                : Math.addExact(sorted.get(middle - 1), sorted.get(middle));
        return Optional.of(BigDecimal.valueOf(twice).divide(BigDecimal.valueOf(2), MathContext.DECIMAL128));
    }
}
