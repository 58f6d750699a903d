package io.counterfoil.collections.testkit;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItem.TermAllocation;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemCancelled;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WriteOffReversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Event logs of two parties in two currencies over some months: most events can stand, some cannot. */
public final class ReceivableArbitraries {

    /** The first day of every log. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2027, 1, 1);

    private static final int DAYS = 90;
    private static final OpenItemKind[] KINDS = {
        OpenItemKind.INVOICE,
        OpenItemKind.RECEIPT,
        OpenItemKind.INVOICE,
        OpenItemKind.CREDIT_NOTE,
        OpenItemKind.FEE,
        OpenItemKind.RECEIPT
    };

    private ReceivableArbitraries() {}

    /** A step of a log as plain numbers, which shrink well. */
    private record Step(int act, int one, int other, int minor, int day, int lag) {}

    /** A log, in the order in which it was made up. */
    public static Arbitrary<List<ReceivableEvent>> logs() {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(1, 500),
                        Arbitraries.integers().between(0, DAYS),
                        Arbitraries.integers().between(0, 20))
                .as(Step::new);
        Arbitrary<List<Step>> items = steps.list().ofMinSize(2).ofMaxSize(8);
        Arbitrary<List<Step>> acts = steps.list().ofMaxSize(16);
        return Combinators.combine(items, acts).as(ReceivableArbitraries::log);
    }

    /** A day and an instant of a log, or soon before or after. */
    public static Arbitrary<AsOf> asOfs() {
        Arbitrary<Integer> days = Arbitraries.integers().between(-5, DAYS + 60);
        return Combinators.combine(days, days)
                .as((day, known) -> new AsOf(FIRST_DAY.plusDays(day), instant(FIRST_DAY.plusDays(known), 0)));
    }

    private static List<ReceivableEvent> log(List<Step> items, List<Step> acts) {
        List<OpenItem> documents = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            documents.add(document(i, items.get(i)));
        }
        List<ReceivableEvent> events = new ArrayList<>();
        documents.forEach(document -> events.add(new ItemIssued(document)));
        for (int i = 0; i < acts.size(); i++) {
            events.add(act(ReceivableEventId.of("E" + i), acts.get(i), documents, events));
        }
        return events;
    }

    private static OpenItem document(int number, Step step) {
        Amounts amounts = Amounts.in(step.lag() % 5 == 4 ? "EUR" : "GBP");
        LocalDate issued = FIRST_DAY.plusDays(step.day() / 2);
        OpenItemKind kind = KINDS[step.act() % KINDS.length];
        OpenItem.Builder item = OpenItem.builder()
                .id(item(number))
                .party(PartyId.of("party " + step.one() % 2))
                .kind(kind)
                .amount(amounts.ofMinor(step.minor() + 2L))
                .issued(issued)
                .recordedAt(instant(issued, step.lag() / 2));
        if (step.other() % 4 > 0) {
            item.due(issued.plusDays(step.other() * 5L - 3));
        }
        if (kind.isDebit() && step.other() % 3 == 0) {
            item.termAllocation(step.other() % 2 == 0 ? TermAllocation.WATERFALL : TermAllocation.PROPORTIONAL)
                    .addTerm(new OpenItem.Term("second", issued.plusDays(40), amounts.ofMinor(step.minor())))
                    .addTerm(new OpenItem.Term("first", issued.plusDays(10), amounts.ofMinor(2)));
        }
        if (!kind.isDebit() && step.other() % 2 == 0) {
            item.linkedTo(item(0));
        }
        return item.build();
    }

    private static ReceivableEvent act(
            ReceivableEventId id, Step step, List<OpenItem> documents, List<ReceivableEvent> before) {
        OpenItem one = pick(documents, step.one());
        ReversalKind reversal = step.other() % 2 == 0 ? ReversalKind.RETURNED : ReversalKind.VOIDED;
        LocalDate day = one.issued().plusDays(step.day() / 3);
        Instant recorded = later(instant(day, step.lag()), one.recordedAt());
        Amounts amounts = Amounts.in(one.amount().getCurrency());
        return switch (step.act()) {
            case 0, 1, 2 -> {
                Optional<ReceivableEvent> earlier = pickOf(before, ReceivableEvent.Kind.ALLOCATED, step.one());
                yield new Deallocated(
                        id,
                        ReceivableEventId.of(
                                earlier.map(ReceivableEvent::eventId).orElse("unknown")),
                        reversal,
                        earlier.map(ReceivableEvent::effective).orElse(day).plusDays(step.day() / 4),
                        earlier.map(ReceivableEvent::recordedAt)
                                .orElse(recorded)
                                .plusSeconds(step.lag() * 43_200L));
            }
            case 3 -> {
                Optional<ReceivableEvent> earlier = pickOf(before, ReceivableEvent.Kind.WRITTEN_OFF, step.one());
                yield earlier.isEmpty()
                        ? new WrittenOff(id, one.id(), amounts.ofMinor(step.minor() / 4 + 1L), "SMALL", day, recorded)
                        : new WriteOffReversed(
                                id,
                                ReceivableEventId.of(earlier.get().eventId()),
                                reversal,
                                earlier.get().effective().plusDays(step.day() / 4),
                                earlier.get().recordedAt().plusSeconds(step.lag() * 43_200L));
            }
            case 4 ->
                step.minor() % 4 == 0
                        ? new ItemCancelled(id, one.id(), day, recorded)
                        : new Reversed(id, one.id(), reversal, day, recorded);
            default -> allocate(id, step, documents);
        };
    }

    /** From a credit to a debit of its party and currency where there is one; now and then between any two, before their dates. */
    private static Allocated allocate(ReceivableEventId id, Step step, List<OpenItem> documents) {
        List<OpenItem> credits = documents.stream()
                .filter(item -> !item.kind().isDebit())
                .filter(item -> !debitsFor(item, documents).isEmpty())
                .toList();
        boolean any = credits.isEmpty() || step.minor() % 10 == 0;
        OpenItem from = any ? pick(documents, step.one()) : pick(credits, step.one());
        OpenItem to = any ? pick(documents, step.other()) : pick(debitsFor(from, documents), step.other());
        LocalDate documentDay = from.issued().isAfter(to.issued()) ? from.issued() : to.issued();
        LocalDate day = any ? FIRST_DAY.plusDays(step.day()) : documentDay.plusDays(step.day() / 3);
        Instant recorded = later(instant(day, step.lag()), later(from.recordedAt(), to.recordedAt()));
        long minor = step.minor() / 3 + 1L;
        return new Allocated(
                id, from.id(), to.id(), Amounts.in(from.amount().getCurrency()).ofMinor(minor), day, recorded);
    }

    private static List<OpenItem> debitsFor(OpenItem credit, List<OpenItem> documents) {
        return documents.stream()
                .filter(item -> item.kind().isDebit())
                .filter(item -> item.party().equals(credit.party()))
                .filter(item ->
                        item.amount().getCurrency().equals(credit.amount().getCurrency()))
                .toList();
    }

    private static <T> T pick(List<T> list, int number) {
        return list.get(number % list.size());
    }

    private static Optional<ReceivableEvent> pickOf(
            List<ReceivableEvent> events, ReceivableEvent.Kind kind, int number) {
        List<ReceivableEvent> found =
                events.stream().filter(event -> event.kind() == kind).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(pick(found, number));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static OpenItemId item(int number) {
        return OpenItemId.of("I" + number);
    }

    private static Instant instant(LocalDate day, int lagDays) {
        return day.plusDays(lagDays).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
