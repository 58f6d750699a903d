package io.counterfoil.collections.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.money.MonetaryAmount;

/** Receivables of one party that grow command by command. */
final class CaseBook {
    private final Amounts amounts;
    private final List<Allocated> live = new ArrayList<>();
    private Receivables receivables = Receivables.none();
    private LocalDate issued = ReceivableCases.DAY;
    private int count;

    CaseBook(String currency) {
        amounts = Amounts.in(currency);
    }

    Receivables receivables() {
        return receivables;
    }

    /** What follows is issued and allocated on this day. */
    void issuedOn(LocalDate day) {
        issued = day;
    }

    AsOf asOf() {
        return new AsOf(ReceivableCases.DAY.plusYears(10), CaseEvents.END);
    }

    void issue(JsonNode node, OpenItemKind otherwise) {
        issue(
                node.path("id").asText(),
                OpenItemKind.valueOf(node.path("kind").asText(otherwise.name())),
                node.path("amount").asText());
    }

    void issue(String id, OpenItemKind kind, String amount) {
        assertThat(add(new ItemIssued(OpenItem.builder()
                        .id(OpenItemId.of(id))
                        .party(CaseEvents.PARTY)
                        .kind(kind)
                        .amount(amounts.of(amount))
                        .issued(issued)
                        .recordedAt(Instant.EPOCH.plusSeconds(count))
                        .build())))
                .isEmpty();
    }

    List<Diagnostic> perform(CorpusCase example, JsonNode command) {
        String verb = command.get(0).asText();
        String first = command.get(1).asText();
        switch (verb) {
            case "invoice", "charge" ->
                issue(first, OpenItemKind.INVOICE, command.get(2).asText());
            case "receipt" -> issue(first, OpenItemKind.RECEIPT, command.get(2).asText());
            case "allocate" -> {
                return allocate(first, command.get(2).asText(), command.get(3).asText());
            }
            case "deallocate" -> {
                return deallocate(first, command.get(2).asText());
            }
            case "reallocate" -> {
                List<Diagnostic> back = deallocate(first, command.get(2).asText());
                return back.isEmpty()
                        ? allocate(
                                first, command.get(3).asText(), command.get(4).asText())
                        : back;
            }
            case "void" -> {
                live.removeIf(allocated -> allocated.from().value().equals(first));
                return add(new Reversed(
                        nextId(),
                        OpenItemId.of(first),
                        ReversalKind.VOIDED,
                        ReceivableCases.DAY,
                        Instant.EPOCH.plusSeconds(count)));
            }
            default -> throw example.unsupported("command " + verb + " is not in the schema");
        }
        return List.of();
    }

    List<Diagnostic> allocate(String from, String to, String amount) {
        Allocated allocated = new Allocated(
                nextId(),
                OpenItemId.of(from),
                OpenItemId.of(to),
                amounts.of(amount),
                issued,
                Instant.EPOCH.plusSeconds(count));
        List<Diagnostic> findings = add(allocated);
        if (findings.isEmpty()) {
            live.add(allocated);
        }
        return findings;
    }

    private List<Diagnostic> deallocate(String from, String to) {
        List<Allocated> found = live.stream()
                .filter(allocated -> allocated.from().value().equals(from)
                        && allocated.to().value().equals(to))
                .toList();
        assertThat(found).isNotEmpty();
        live.removeAll(found);
        List<Diagnostic> findings = new ArrayList<>();
        found.forEach(allocated -> findings.addAll(add(new Deallocated(
                nextId(),
                allocated.id(),
                ReversalKind.VOIDED,
                ReceivableCases.DAY,
                Instant.EPOCH.plusSeconds(count)))));
        return findings;
    }

    BigDecimal open(String id) {
        return ReceivableCases.number(receivables.open(OpenItemId.of(id), asOf()));
    }

    BigDecimal allocated(String id) {
        return live.stream()
                .filter(allocated -> allocated.from().value().equals(id)
                        || allocated.to().value().equals(id))
                .map(allocated -> ReceivableCases.number(allocated.amount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    String status(String id) {
        boolean withdrawn = receivables
                .events()
                .anyMatch(event ->
                        event instanceof Reversed back && back.item().value().equals(id));
        if (withdrawn) {
            return "CANCELLED";
        }
        MonetaryAmount amount =
                receivables.item(OpenItemId.of(id)).orElseThrow().amount();
        BigDecimal open = open(id).abs();
        return open.signum() == 0
                ? "PAID"
                : open.compareTo(ReceivableCases.number(amount)) == 0 ? "UNPAID" : "PARTLY_PAID";
    }

    private ReceivableEventId nextId() {
        return ReceivableEventId.of("event " + count);
    }

    private List<Diagnostic> add(ReceivableEvent event) {
        count++;
        Checked<Receivables> next = receivables.with(event);
        receivables = next.value().orElseThrow();
        return next.diagnostics();
    }
}
