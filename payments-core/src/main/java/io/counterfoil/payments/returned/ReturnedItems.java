package io.counterfoil.payments.returned;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.order.internal.MachineChoice;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.returned.ReturnedItemsReport.Line;
import io.counterfoil.payments.returned.ReturnedItemsReport.Unmatched;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

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
    public ReturnedItems unmatched(Item item, Resolution<PaymentId> resolution) {
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

    /**
     * A returned item as a partner's file or a bank's message shows it, before anybody knows which payment it is. Immutable.
     *
     * <p>Days are the rail's. References are kept as written; the account is a token.
     */
    @Value.Immutable
    public interface Item {

        /** Names the item within its source, such as a line or the partner's own id. */
        String reference();

        /** The partner's file or message. */
        String source();

        /** The rail. */
        Rail rail();

        /** What came back: a debit that was not paid, or a credit that was not taken. */
        Rail.Direction direction();

        /** The report or message that carries the code; empty where the code says the same in all. */
        @Value.Default
        default String report() {
            return "";
        }

        /** The rail's code as written. */
        String code();

        /** How much came back, above zero. */
        MonetaryAmount amount();

        /** What the bank charges for it. */
        Optional<MonetaryAmount> fee();

        /** The day it came back. */
        LocalDate returnedOn();

        /** The trace number of the original. */
        Optional<String> trace();

        /** The originator's cross-reference. */
        Optional<String> crossReference();

        /** The end-to-end id. */
        Optional<String> endToEndId();

        /** The other side's account. */
        Optional<BankAccountRef.Token> account();

        /** The due or settlement day of the original. */
        Optional<LocalDate> originalOn();

        /** What alerts and journals about it speak of. */
        default SubjectRef subject() {
            return SubjectRef.of("return-item", source() + "/" + reference());
        }

        /** An amount above zero and names that are not blank; a card number in a reference is refused. */
        @Value.Check
        default void check() {
            if (reference().isBlank() || source().isBlank() || code().isBlank()) {
                throw new IllegalArgumentException("return item '" + PanRedactor.redact(reference()) + "' of source '"
                        + PanRedactor.redact(source()) + "' with code '" + PanRedactor.redact(code())
                        + "', expected none of them blank");
            }
            if (Amounts.minor(amount()) <= 0
                    || fee().filter(charge -> Amounts.minor(charge) < 0).isPresent()) {
                throw new IllegalArgumentException("return item " + reference() + " of " + Amounts.plain(amount())
                        + ", expected above 0, and no fee below 0");
            }
            for (String name : new String[] {
                reference(),
                source(),
                trace().orElse(""),
                crossReference().orElse(""),
                endToEndId().orElse("")
            }) {
                if (!PanRedactor.redact(name).equals(name)) {
                    throw new IllegalArgumentException(
                            "return item of " + returnedOn() + " has a card number in a reference, expected none");
                }
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds items. Not thread-safe. */
        final class Builder extends ImmutableItem.Builder {
            Builder() {}
        }
    }
}
