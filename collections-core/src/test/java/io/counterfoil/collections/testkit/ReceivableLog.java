package io.counterfoil.collections.testkit;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Writes event logs in few words, for tests: one currency, each event recorded at noon of its day. Not thread-safe. */
public final class ReceivableLog {

    private final Amounts amounts;
    private final List<ReceivableEvent> events = new ArrayList<>();
    private PartyId party = PartyId.of("acme");

    private ReceivableLog(String currency) {
        amounts = Amounts.in(currency);
    }

    /** A log in a currency, of party acme. */
    public static ReceivableLog in(String currency) {
        return new ReceivableLog(currency);
    }

    /** What follows is of this party. */
    public ReceivableLog of(String partyId) {
        party = PartyId.of(partyId);
        return this;
    }

    /** An invoice with a due date. */
    public ReceivableLog invoice(String id, String amount, String issued, String due) {
        return add(new ItemIssued(item(id, OpenItemKind.INVOICE, amount, issued)
                .due(LocalDate.parse(due))
                .build()));
    }

    /** A receipt. */
    public ReceivableLog receipt(String id, String amount, String day) {
        return add(new ItemIssued(item(id, OpenItemKind.RECEIPT, amount, day).build()));
    }

    /** An item to be finished by the test. */
    public OpenItem.Builder item(String id, OpenItemKind kind, String amount, String issued) {
        return OpenItem.builder()
                .id(OpenItemId.of(id))
                .party(party)
                .kind(kind)
                .amount(amounts.of(amount))
                .issued(LocalDate.parse(issued))
                .recordedAt(noon(issued));
    }

    /** An allocation, with the id {@code from>to}. */
    public ReceivableLog allocate(String from, String to, String amount, String day) {
        return add(new Allocated(
                ReceivableEventId.of(from + ">" + to),
                OpenItemId.of(from),
                OpenItemId.of(to),
                amounts.of(amount),
                LocalDate.parse(day),
                noon(day)));
    }

    /** Any event. */
    public ReceivableLog add(ReceivableEvent event) {
        events.add(event);
        return this;
    }

    /** The events so far. */
    public List<ReceivableEvent> events() {
        return List.copyOf(events);
    }

    /** The receivables of the events so far. */
    public Receivables replay() {
        return Receivables.replay(events.stream()).orThrow();
    }

    /** Noon of a day in UTC. */
    public static Instant noon(String day) {
        return LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** The end of a day, with all that was recorded by then. */
    public static AsOf endOf(String day) {
        return new AsOf(LocalDate.parse(day), noon(day).plusSeconds(43_199));
    }

    /** A day, with everything ever recorded. */
    public static AsOf lately(String day) {
        return new AsOf(LocalDate.parse(day), Instant.MAX);
    }
}
