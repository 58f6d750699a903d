package io.counterfoil.collections.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItem.TermAllocation;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Turns the items, allocations and reversals of a case into events. What says no instant was known from the start. */
final class CaseEvents {

    static final PartyId PARTY = PartyId.of("party");
    static final Instant START = Instant.EPOCH;
    static final Instant END = Instant.MAX;

    private final List<ReceivableEvent> events = new ArrayList<>();
    private final Map<String, JsonNode> items = new HashMap<>();
    private final Map<String, Allocated> allocations = new HashMap<>();
    private final JsonNode input;

    CaseEvents(JsonNode input) {
        this.input = input;
        each("items").forEach(this::issue);
        each("allocations").forEach(this::allocate);
        each("reversals").forEach(this::reverse);
    }

    List<ReceivableEvent> events() {
        return events;
    }

    AsOf asOf() {
        return new AsOf(LocalDate.parse(input.path("asOf").asText()), instant(input, "knownAt", END));
    }

    private Stream<JsonNode> each(String list) {
        return elements(input.path(list));
    }

    static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private void issue(JsonNode node) {
        Amounts amounts = Amounts.in(node.path("currency").asText());
        OpenItem.Builder item = OpenItem.builder()
                .id(OpenItemId.of(node.path("id").asText()))
                .party(PartyId.of(node.path("party").asText(PARTY.value())))
                .kind(OpenItemKind.valueOf(node.path("kind").asText("INVOICE")))
                .amount(amounts.of(node.path("amount").asText()))
                .issued(LocalDate.parse(node.path("issued").asText()))
                .recordedAt(instant(node, "recordedAt", START));
        if (node.hasNonNull("due")) {
            item.due(LocalDate.parse(node.path("due").asText()));
        }
        if (node.hasNonNull("baseRate")) {
            item.baseRate(new BigDecimal(node.path("baseRate").asText()));
        }
        if (node.hasNonNull("account")) {
            item.putDimension("account", node.path("account").asText());
        }
        if (input.path("options").hasNonNull("termAllocation")) {
            item.termAllocation(TermAllocation.valueOf(
                    input.path("options").path("termAllocation").asText()));
        }
        elements(node.path("terms"))
                .map(term -> new OpenItem.Term(
                        term.path("id").asText(),
                        LocalDate.parse(term.path("due").asText()),
                        amounts.of(term.path("amount").asText())))
                .forEach(item::addTerm);
        node.path("dimensions")
                .properties()
                .forEach(dimension -> item.putDimension(
                        dimension.getKey(), dimension.getValue().asText()));
        items.put(node.path("id").asText(), node);
        events.add(new ItemIssued(item.build()));
    }

    private void allocate(JsonNode node) {
        String from = node.path("from").asText();
        String to = node.path("to").asText();
        Instant documents = Stream.of(from, to)
                .filter(items::containsKey)
                .map(id -> instant(items.get(id), "recordedAt", START))
                .max(Instant::compareTo)
                .orElse(START);
        String id = node.path("id").asText("allocation " + allocations.size());
        Allocated allocated = new Allocated(
                ReceivableEventId.of(id),
                OpenItemId.of(from),
                OpenItemId.of(to),
                Amounts.in(items.get(to).path("currency").asText())
                        .of(node.path("amount").asText()),
                LocalDate.parse(node.path("effective").asText()),
                instant(node, "recordedAt", documents));
        allocations.put(id, allocated);
        events.add(allocated);
    }

    private void reverse(JsonNode node) {
        Allocated allocated = allocations.get(node.path("allocation").asText());
        events.add(new Deallocated(
                ReceivableEventId.of("reversal of " + allocated.id()),
                allocated.id(),
                ReversalKind.valueOf(node.path("kind").asText()),
                node.hasNonNull("effective")
                        ? LocalDate.parse(node.path("effective").asText())
                        : allocated.effective(),
                instant(node, "recordedAt", allocated.recordedAt())));
    }

    private static Instant instant(JsonNode node, String field, Instant otherwise) {
        return node.hasNonNull(field) ? Instant.parse(node.path(field).asText()) : otherwise;
    }
}
