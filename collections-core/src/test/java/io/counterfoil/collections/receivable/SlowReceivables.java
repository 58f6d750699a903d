package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemCancelled;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WriteOffReversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;

/** The formula of the specification (4.2) on plain objects, event by event, for every question anew: what the columns are held against. */
final class SlowReceivables {

    private final List<ReceivableEvent> events;

    SlowReceivables(List<ReceivableEvent> acceptedEvents) {
        this.events = acceptedEvents;
    }

    List<OpenItem> items() {
        return events.stream()
                .filter(ItemIssued.class::isInstance)
                .map(event -> ((ItemIssued) event).item())
                .toList();
    }

    long openOf(PartyId party, String currency, AsOf asOf) {
        return items().stream()
                .filter(item -> item.party().equals(party))
                .filter(item -> item.amount().getCurrency().getCurrencyCode().equals(currency))
                .mapToLong(item -> open(item, asOf))
                .sum();
    }

    /** Signed minor units. */
    long open(OpenItem item, AsOf asOf) {
        boolean there = !item.issued().isAfter(asOf.effective())
                && !item.recordedAt().isAfter(asOf.knownAt())
                && !goneBy(itemReversals(item.id()), item.issued(), asOf);
        if (!there) {
            return 0;
        }
        long open = Amounts.minor(item.amount());
        for (ReceivableEvent event : events) {
            if (event instanceof Allocated allocated
                    && (allocated.from().equals(item.id()) || allocated.to().equals(item.id()))) {
                open -= counts(allocated, allocated.amount(), asOf, List.of(allocated.from(), allocated.to()));
            }
            if (event instanceof WrittenOff writtenOff && writtenOff.item().equals(item.id())) {
                open -= counts(writtenOff, writtenOff.amount(), asOf, List.of(writtenOff.item()));
            }
        }
        return item.kind().isDebit() ? open : -open;
    }

    /** What receipts had paid of an item without terms and what came back before its due date: the sum, at most what is open, and the first day. */
    Returned returned(OpenItem item, AsOf asOf) {
        long sum = 0;
        LocalDate first = LocalDate.MAX;
        for (ReceivableEvent event : events) {
            if (event instanceof Allocated allocated
                    && allocated.to().equals(item.id())
                    && item(allocated.from()).orElseThrow().kind() == OpenItemKind.RECEIPT) {
                Optional<LocalDate> back = cameBack(allocated, asOf)
                        .filter(day -> day.isBefore(item.due().orElse(item.issued())));
                sum += back.isPresent() ? Amounts.minor(allocated.amount()) : 0;
                first = back.filter(first::isAfter).orElse(first);
            }
        }
        long returned = Math.min(sum, Math.abs(open(item, asOf)));
        return new Returned(returned, returned == 0 ? LocalDate.MAX : first);
    }

    /** An amount in minor units and the first day on which some of it came back; the end of all days where none did. */
    record Returned(long minor, LocalDate first) {}

    /** The earliest day on which an allocation ended by then; none where it still stands, or where one of its ends says that it never counted. */
    private Optional<LocalDate> cameBack(Allocated allocated, AsOf asOf) {
        List<Gone> ends = new ArrayList<>(reversalsOf(allocated.eventId()));
        ends.addAll(itemReversals(allocated.from()));
        ends.addAll(itemReversals(allocated.to()));
        ends.removeIf(gone -> gone.event().recordedAt().isAfter(asOf.knownAt()));
        boolean never = ends.stream()
                .anyMatch(gone -> gone.kind() == ReversalKind.VOIDED
                        || gone.event().effective().isBefore(allocated.effective()));
        return ends.stream()
                .map(gone -> gone.event().effective())
                .filter(day -> !never && !day.isAfter(asOf.effective()))
                .min(LocalDate::compareTo);
    }

    private long counts(ReceivableEvent event, MonetaryAmount amount, AsOf asOf, List<OpenItemId> sides) {
        boolean seen = !event.effective().isAfter(asOf.effective())
                && !event.recordedAt().isAfter(asOf.knownAt());
        if (!seen) {
            return 0;
        }
        List<Gone> reversals = new ArrayList<>(reversalsOf(event.eventId()));
        sides.forEach(side -> reversals.addAll(itemReversals(side)));
        return goneBy(reversals, event.effective(), asOf) ? 0 : Amounts.minor(amount);
    }

    /** A reversal as far as it matters here: it takes away everything from a day on, or wholly. */
    private record Gone(ReceivableEvent event, ReversalKind kind) {}

    private static boolean goneBy(List<Gone> reversals, LocalDate since, AsOf asOf) {
        return reversals.stream()
                .filter(gone -> !gone.event().recordedAt().isAfter(asOf.knownAt()))
                .anyMatch(gone -> gone.kind() == ReversalKind.VOIDED
                        || !later(gone.event().effective(), since).isAfter(asOf.effective()));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private List<Gone> reversalsOf(String eventId) {
        List<Gone> found = new ArrayList<>();
        for (ReceivableEvent event : events) {
            if (event instanceof Deallocated back && back.allocation().value().equals(eventId)) {
                found.add(new Gone(back, back.reversal()));
            }
            if (event instanceof WriteOffReversed back
                    && back.writeOff().value().equals(eventId)) {
                found.add(new Gone(back, back.reversal()));
            }
        }
        return found;
    }

    private List<Gone> itemReversals(OpenItemId id) {
        List<Gone> found = new ArrayList<>();
        for (ReceivableEvent event : events) {
            if (event instanceof Reversed back && back.item().equals(id)) {
                found.add(new Gone(back, back.reversal()));
            }
            if (event instanceof ItemCancelled cancelled && cancelled.item().equals(id)) {
                found.add(new Gone(cancelled, ReversalKind.VOIDED));
            }
        }
        return found;
    }

    Optional<OpenItem> item(OpenItemId id) {
        return items().stream().filter(item -> item.id().equals(id)).findFirst();
    }
}
