package io.counterfoil.payments.returned;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.order.internal.MachineChoice;
import io.counterfoil.payments.returned.ReturnedItemsReport.Line;
import io.counterfoil.payments.returned.ReturnedItemsReport.Unmatched;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists what came back in a period, on any rail, for any client (PAY-32): how much, why, at what cost, in time or not, who must act until when.
 *
 * <pre>{@code
 * ReturnedItems items = ReturnedItems.of(eft, ach).unmatched(stray, matcher.match(stray, index));
 * ReturnedItemsReport report = items.assess(payments, DateRange.month(2027, 3), asOf);
 * out.print(Documents.text(report.toDocument(), Locale.CANADA));
 * report.proof(ledger).orThrow();
 * }</pre>
 *
 * <p>Days are those of each rail. Returns of cards are disputes and do not stand here; a reversal of our own did not come back. Immutable, thread-safe.
 */
public final class ReturnedItems {

    static final Comparator<Line> ORDER = Comparator.comparing(Line::client)
            .thenComparing(Line::rail)
            .thenComparing(Line::returnedOn)
            .thenComparing(Line::payment)
            .thenComparing(line -> line.journal().value());

    private final MachineChoice machines;
    private final List<Unmatched> unmatched;

    private ReturnedItems(MachineChoice machines, List<Unmatched> unmatched) {
        this.machines = machines;
        this.unmatched = List.copyOf(unmatched);
    }

    /** Returned items of payments by these machines, one for each rail. */
    public static ReturnedItems of(Payments... machines) {
        return new ReturnedItems(MachineChoice.among(List.of(machines)), List.of());
    }

    /**
     * The same with an item of a file that no payment could be found for: it stands in the report until it is resolved.
     *
     * @throws IllegalArgumentException where a payment was found, or the item stands there already
     */
    public ReturnedItems unmatched(ReturnItem item, Resolution<PaymentId> resolution) {
        if (resolution.kind() == Resolution.Kind.UNIQUE) {
            throw new IllegalArgumentException(
                    item.subject() + " has its payment, expected one that is nobody's or of several");
        }
        if (unmatched.stream().anyMatch(one -> one.item().subject().equals(item.subject()))) {
            throw new IllegalArgumentException(item.subject() + " stands twice, expected each item once");
        }
        List<Unmatched> more = new ArrayList<>(unmatched);
        more.add(new Unmatched(item, resolution));
        return new ReturnedItems(machines, more);
    }

    /**
     * The report of a period: a payment that came back twice in it has two lines.
     *
     * @param payments in any order; those that did not come back in the period are passed over
     * @param period of the days of return
     * @param asOf what is still to be done is judged on the effective day; events recorded after {@code knownAt} are not seen
     * @throws IllegalArgumentException where a payment stands twice, or its rail cannot be told
     */
    public ReturnedItemsReport assess(Stream<Payment> payments, DateRange period, AsOf asOf) {
        List<Line> lines = new ArrayList<>();
        Set<PaymentId> seen = new HashSet<>();
        for (Iterator<Payment> all = payments.iterator(); all.hasNext(); ) {
            Payment payment = all.next();
            if (payment.exists()) {
                if (!seen.add(payment.id())) {
                    throw new IllegalArgumentException(
                            "payment " + payment.id() + " stands twice, expected each payment once");
                }
                lines.addAll(new ReturnLines(machines.of(payment), asOf).of(payment, period));
            }
        }
        lines.sort(ORDER);
        List<Unmatched> stray = unmatched.stream()
                .filter(one -> period.contains(one.item().returnedOn()))
                .sorted(Comparator.comparing((Unmatched one) -> one.item().returnedOn())
                        .thenComparing(one -> one.item().subject().toString()))
                .toList();
        return new ReturnedItemsReport(period, asOf, lines, stray, cautions(lines), machines.machines());
    }

    /** Each rule that decides here without being confirmed, once. */
    private static List<Diagnostic> cautions(List<Line> lines) {
        Map<String, Diagnostic> found = new LinkedHashMap<>();
        for (Line line : lines) {
            line.reason()
                    .caution()
                    .ifPresent(caution -> found.putIfAbsent(line.reason().label(), caution));
        }
        return List.copyOf(found.values());
    }
}
