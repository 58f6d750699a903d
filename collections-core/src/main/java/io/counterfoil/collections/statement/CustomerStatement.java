package io.counterfoil.collections.statement;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.aging.AgingTotals;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * The statement of a customer's account (COL-68, collections specification 4.19). Immutable, thread-safe.
 *
 * <p>{@link #openItems} lists what is open: the lines add up to the closing balance. {@link #activity} lists what moved the balance from a day on: opening and
 * lines add up to it. Allocations move nothing between the customer and us and are not lines. Amounts are signed as the customer's debt: a payment is
 * negative. Each currency adds up by itself; days are those of the books' zone.
 */
public final class CustomerStatement {

    private final PartyId party;
    private final Form form;
    private final LocalDate from;
    private final AgingReport aging;
    private final Totals opening;
    private final List<Line> lines;

    CustomerStatement(StatementReader reader, Form form, LocalDate from, Totals opening, List<Line> lines) {
        this.party = reader.party();
        this.aging = reader.aging();
        this.form = form;
        this.from = from;
        this.opening = opening;
        this.lines = List.copyOf(lines);
    }

    /** What a party has open by the day of the aging, unapplied credits among it. The aging must be of the same receivables as the facts. */
    public static CustomerStatement openItems(CollectionFacts facts, AgingReport aging, PartyId party) {
        return new StatementReader(facts, aging, party).openItems();
    }

    /**
     * What moved a party's balance from the day on to the day of the aging, both included, as known at its instant.
     *
     * @throws IllegalArgumentException where the first day is after the day of the aging
     */
    public static CustomerStatement activity(CollectionFacts facts, AgingReport aging, PartyId party, LocalDate from) {
        if (from.isAfter(aging.asOf().effective())) {
            throw new IllegalArgumentException("statement of party " + party + " begins on " + from
                    + ", expected a day not after " + aging.asOf().effective());
        }
        return new StatementReader(facts, aging, party).activity(from);
    }

    /** What a statement lists. */
    public enum Form {
        /** What is open. */
        OPEN_ITEM,
        /** What moved the balance. */
        ACTIVITY
    }

    /**
     * A line of a statement.
     *
     * @param on when it was issued, or when it moved the balance
     * @param item the document
     * @param kind of which kind it is
     * @param event what happened to it
     * @param due when it must be paid; null where it has no due date
     * @param amount signed; of an open item what is left
     * @param disputed the part in dispute; zero in an activity
     */
    public record Line(
            LocalDate on,
            OpenItemId item,
            OpenItemKind kind,
            Event event,
            @org.jspecify.annotations.Nullable LocalDate due,
            MonetaryAmount amount,
            MonetaryAmount disputed) {
        public Line {
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(disputed, "disputed");
        }

        static Line of(LocalDate on, OpenItem item, Event event, MonetaryAmount amount) {
            return new Line(on, item.id(), item.kind(), event, item.due().orElse(null), amount, amount.multiply(0));
        }
    }

    /** What a line shows of a document. */
    public enum Event {
        /** It is open. */
        OPEN,
        /** It was issued, or a payment came in. */
        ISSUED,
        /** It was taken back. */
        WITHDRAWN,
        /** Something of it was given up. */
        WRITTEN_OFF,
        /** What was given up is owed again. */
        WRITE_OFF_RETURNED
    }

    /** Whose. */
    public PartyId party() {
        return party;
    }

    /** What it lists. */
    public Form form() {
        return form;
    }

    /** The day and the instant of it. */
    public AsOf asOf() {
        return aging.asOf();
    }

    /** The first day of an activity; empty for open items. */
    public Optional<LocalDate> from() {
        return form == Form.ACTIVITY ? Optional.of(from) : Optional.empty();
    }

    /** The balance at the end of the day before an activity; nothing for open items. */
    public Totals opening() {
        return opening;
    }

    /** The lines: by currency, day, and id. */
    public List<Line> lines() {
        return lines;
    }

    /** What the customer owes, credits taken off. */
    public Totals closing() {
        return opening.plus(Totals.of(lines.stream().map(Line::amount).toList()));
    }

    /** What of it is in dispute; known for open items. */
    public Totals disputed() {
        return Totals.of(lines.stream().map(Line::disputed).toList());
    }

    /** The footer: the balance by age, every bucket, with what is unapplied. */
    public AgingTotals footer() {
        return aging.of(party);
    }

    /** Shows that opening and lines add up to the party's total of the aging, per currency. */
    public Proof proof() {
        Totals aged = footer().open();
        Totals moved = Totals.of(lines.stream().map(Line::amount).toList());
        List<Proof.Figure> figures = new ArrayList<>();
        List<Proof.Figure> differences = new ArrayList<>();
        for (CurrencyUnit currency : currencies()) {
            figures.add(Proof.Figure.of("OPENING", "Opening balance", 0, opening.in(currency)));
            long count = lines.stream()
                    .filter(line -> line.amount().getCurrency().equals(currency))
                    .count();
            figures.add(Proof.Figure.of("LINES", "Lines", count, moved.in(currency)));
            figures.add(
                    Proof.Figure.of("CLOSING", "Closing balance", 0, closing().in(currency)));
            figures.add(Proof.Figure.of("AGING", "Total of the aging", 0, aged.in(currency)));
            MonetaryAmount difference = closing().in(currency).subtract(aged.in(currency));
            if (!difference.isZero()) {
                differences.add(Proof.Figure.of("DIFFERENCE", "Closing less aging", 0, difference));
            }
        }
        String sentence = differences.isEmpty()
                ? "opening " + opening + " and lines " + moved + " are " + aged + " of the aging on "
                        + asOf().effective()
                : "statement closes with " + closing() + ", the aging has " + aged + " on " + asOf().effective();
        return Proof.builder()
                .subject(SubjectRef.of("statement", party.value()))
                .sentence(sentence)
                .status(differences.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .figures(figures)
                .differences(differences)
                .build();
    }

    /** The statement for the customer: per currency the lines with the running balance, and the aging as a footer. */
    public Document toDocument() {
        return new StatementDocument(this).write();
    }

    /** Every currency with a balance, a line or something aged, by code. */
    List<CurrencyUnit> currencies() {
        TreeMap<String, CurrencyUnit> currencies = new TreeMap<>();
        opening.currencies().forEach(currency -> currencies.put(currency.getCurrencyCode(), currency));
        footer().open().currencies().forEach(currency -> currencies.put(currency.getCurrencyCode(), currency));
        lines.forEach(line -> currencies.put(
                line.amount().getCurrency().getCurrencyCode(), line.amount().getCurrency()));
        return List.copyOf(currencies.values());
    }
}
