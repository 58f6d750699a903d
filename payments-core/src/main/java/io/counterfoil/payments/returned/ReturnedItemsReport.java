package io.counterfoil.payments.returned;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returns.ReturnReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What came back in a period (PAY-32): the list a client services coordinator works from. Immutable.
 *
 * <p>Lines are in the order of client, rail, day and payment. Amounts are what came back, above zero; whether it was a debit or a credit stands in the line.
 */
public final class ReturnedItemsReport {

    private final DateRange period;
    private final AsOf asOf;
    private final List<Line> lines;
    private final List<Unmatched> unmatched;
    private final List<Diagnostic> diagnostics;
    private final List<Payments> machines;

    ReturnedItemsReport(
            DateRange period,
            AsOf asOf,
            List<Line> lines,
            List<Unmatched> unmatched,
            List<Diagnostic> diagnostics,
            List<Payments> machines) {
        this.period = Objects.requireNonNull(period, "period");
        this.asOf = Objects.requireNonNull(asOf, "asOf");
        this.lines = List.copyOf(lines);
        this.unmatched = List.copyOf(unmatched);
        this.diagnostics = List.copyOf(diagnostics);
        this.machines = List.copyOf(machines);
    }

    /** The days of return that it covers. */
    public DateRange period() {
        return period;
    }

    /** The day on which open items were judged, and what was known. */
    public AsOf asOf() {
        return asOf;
    }

    /** Every return, by client, rail, day and payment. */
    public List<Line> lines() {
        return lines;
    }

    /** The items without a payment, by day. */
    public List<Unmatched> unmatched() {
        return unmatched;
    }

    /** Codes that no table knows and rules that are not confirmed, each once, in the order in which they first decide here. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** What came back, matched or not. */
    public Totals amount() {
        return Totals.of(lines.stream().map(Line::amount).toList()).plus(unmatchedAmount());
    }

    /** What the banks charged for it, matched or not. */
    public Totals fees() {
        return Totals.of(lines.stream().flatMap(line -> line.fee().stream()).toList())
                .plus(Totals.of(unmatched.stream()
                        .flatMap(one -> one.item().fee().stream())
                        .toList()));
    }

    /** What came back of nobody knows whom. */
    public Totals unmatchedAmount() {
        return Totals.of(unmatched.stream().map(one -> one.item().amount()).toList());
    }

    /** The lines that came after their last day. */
    public List<Line> untimely() {
        return lines.stream().filter(Line::isUntimely).toList();
    }

    /** The lines that wait for the one, the most urgent first, those without a day last. */
    public List<Line> waitingFor(Turn turn) {
        return lines.stream()
                .filter(line -> line.turn() == turn)
                .sorted(Comparator.comparing((Line line) -> line.actBy().orElse(LocalDate.MAX))
                        .thenComparing(ReturnedItems.ORDER))
                .toList();
    }

    /** Sums by client and rail, in the order of the lines. */
    public List<Group> groups() {
        Map<List<Object>, List<Line>> groups = new LinkedHashMap<>();
        for (Line line : lines) {
            groups.computeIfAbsent(List.of(line.client(), line.rail()), key -> new ArrayList<>())
                    .add(line);
        }
        return groups.values().stream().map(Group::of).toList();
    }

    /** The part of the report that is about the client; unmatched items are nobody's and stay out. */
    public ReturnedItemsReport ofClient(PartyId client) {
        return only(line -> line.client().equals(client), one -> false);
    }

    /** The part of the report that is about the rail. */
    public ReturnedItemsReport onRail(Rail rail) {
        return only(line -> line.rail() == rail, one -> one.item().rail() == rail);
    }

    private ReturnedItemsReport only(Predicate<Line> mine, Predicate<Unmatched> stray) {
        List<Line> left = lines.stream().filter(mine).toList();
        List<Diagnostic> said = diagnostics.stream()
                .filter(one -> left.stream()
                        .anyMatch(line ->
                                line.reason().caution().filter(one::equals).isPresent()))
                .toList();
        return new ReturnedItemsReport(
                period, asOf, left, unmatched.stream().filter(stray).toList(), said, machines);
    }

    /**
     * Whether the report and the ledger say the same: every line is booked with its amount and fee, every unmatched item waits in suspense, and no return of the
     * period is booked that the report does not have. To be asked of the whole report, not of a part.
     *
     * @param ledger in which the machines of the report posted
     */
    public Proof proof(Ledger ledger) {
        return new ReturnedItemsProof(this, machines, ledger).prove();
    }

    /**
     * What a person must look at: late returns with their permitted answer, codes that no table knows.
     *
     * @param now when they are raised
     */
    public List<Alert> alerts(Instant now) {
        Map<String, Alert> alerts = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.isUntimely()) {
                Alert alert = untimely(line, now);
                alerts.putIfAbsent(alert.key().value(), alert);
            }
            if (!line.reason().known()) {
                Alert alert = unknown(line.reason(), now);
                alerts.putIfAbsent(alert.key().value(), alert);
            }
        }
        return List.copyOf(alerts.values());
    }

    private static Alert untimely(Line line, Instant now) {
        ReturnReason.Timeliness timeliness = line.timeliness().orElseThrow();
        String answer = timeliness
                .answer()
                .map(permitted -> "; it may be answered with " + permitted.code() + " until " + permitted.lastDay())
                .orElse("; the rail has no answer for it");
        return Alert.builder()
                .kind(AlertKind.UNTIMELY_RETURN)
                .severity(Diagnostic.Severity.HIGH)
                .subject(SubjectRef.of("payment", line.payment().value()))
                .period(reference(line))
                .amount(line.amount())
                .evidence(Evidence.of(
                        timeliness.verdict(),
                        "return " + line.reason().label() + " of " + line.returnedOn() + " came after its last day "
                                + timeliness.deadline().orElseThrow() + answer))
                .raisedAt(now)
                .build();
    }

    /** The reporter's key of the return, the last part of its journal's id: the period under which {@link Payments#alerts} raises the same fact. */
    private static String reference(Line line) {
        String event = line.journal().value().substring(line.payment().value().length() + 1);
        return event.substring(event.indexOf(':') + 1);
    }

    private static Alert unknown(ReturnReason reason, Instant now) {
        Diagnostic caution = reason.caution().orElseThrow();
        return Alert.builder()
                .kind(AlertKind.UNKNOWN_CODE)
                .severity(Diagnostic.Severity.LOW)
                .subject(reason.subject())
                .evidence(Evidence.of(
                        caution.code(), caution.message().lines().findFirst().orElse(caution.message())))
                .raisedAt(now)
                .build();
    }

    /** The report for people: figures, warnings, then client by client and rail by rail with subtotals, unmatched items, causes. */
    public Document toDocument() {
        return ReturnedItemsDocument.of(this);
    }

    @Override
    public String toString() {
        return "returned items of " + period + ": " + lines.size() + " lines, " + unmatched.size() + " unmatched, "
                + amount();
    }

    /** A payment that came back. Immutable. */
    @Value.Immutable
    public interface Line {

        /** The payment. */
        PaymentId payment();

        /** Our client. */
        PartyId client();

        /** The other side. */
        PartyId counterparty();

        /** The rail. */
        Rail rail();

        /** Whether a debit was not paid or a credit not taken. */
        Rail.Direction direction();

        /** How much came back. */
        MonetaryAmount amount();

        /** What the bank charged for it. */
        Optional<MonetaryAmount> fee();

        /** Why. */
        ReturnReason reason();

        /** When it had settled or was due. */
        Optional<LocalDate> originalOn();

        /** When it came back. */
        LocalDate returnedOn();

        /** Whether it came in time; empty where it had no day to count from. */
        Optional<ReturnReason.Timeliness> timeliness();

        /** What became of it. */
        Standing standing();

        /** Who must act. */
        Turn turn();

        /** The last day to act; empty where there is none. */
        Optional<LocalDate> actBy();

        /** What to do, in words. */
        String nextStep();

        /** The first journal of the return in the ledger. */
        JournalId journal();

        /** Whether it is known to be late. */
        default boolean isUntimely() {
            return timeliness().filter(ReturnReason.Timeliness::isLate).isPresent();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds lines. Not thread-safe. */
        final class Builder extends ImmutableLine.Builder {
            Builder() {}
        }
    }

    /**
     * An item of a file that no payment was found for.
     *
     * @param item as the partner wrote it
     * @param resolution why none, or which several
     */
    public record Unmatched(ReturnedItems.Item item, Resolution<PaymentId> resolution) {
        public Unmatched {
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(resolution, "resolution");
        }

        /** Why, in words: what stands in the way, or the candidates. */
        public String why() {
            return resolution.fold(
                    unique -> "payment " + unique.value(),
                    several -> several.count().items() + " payments fit: "
                            + several.alternatives().stream()
                                    .map(PaymentId::value)
                                    .collect(Collectors.joining(", ")),
                    none -> none.obstacles().stream()
                            .map(obstacle -> obstacle.sentence())
                            .collect(Collectors.joining("; ")),
                    cut -> "the search was cut by " + cut.limit().id());
        }
    }

    /**
     * Sums of a client on a rail.
     *
     * @param client whose
     * @param rail where
     * @param count of lines
     * @param amount that came back
     * @param fees of the banks
     * @param open how many lines wait for somebody
     */
    public record Group(PartyId client, Rail rail, long count, Totals amount, Totals fees, long open) {
        static Group of(List<Line> lines) {
            Line first = lines.get(0);
            return new Group(
                    first.client(),
                    first.rail(),
                    lines.size(),
                    Totals.of(lines.stream().map(Line::amount).toList()),
                    Totals.of(
                            lines.stream().flatMap(line -> line.fee().stream()).toList()),
                    lines.stream().filter(line -> line.turn() != Turn.NOBODY).count());
        }
    }

    /** What became of a return. */
    public enum Standing implements Code {
        /** Nothing yet. */
        OPEN,
        /** It was presented again or sent anew. */
        PRESENTED_AGAIN,
        /** It was sent back to the other bank. */
        DISHONOURED,
        /** Nothing more is done. */
        CLOSED;

        @Override
        public String id() {
            return "RETURNED_ITEM." + name();
        }
    }

    /** Who must act. */
    public enum Turn implements Code {
        /** We. */
        US,
        /** The client, who is to be told. */
        CLIENT,
        /** A bank; we wait. */
        BANK,
        /** Nobody. */
        NOBODY;

        @Override
        public String id() {
            return "RETURN_TURN." + name();
        }
    }
}
