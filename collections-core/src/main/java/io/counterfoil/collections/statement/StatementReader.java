package io.counterfoil.collections.statement;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.receivable.Receivables.ItemMovement;
import io.counterfoil.collections.statement.CustomerStatement.Event;
import io.counterfoil.collections.statement.CustomerStatement.Form;
import io.counterfoil.collections.statement.CustomerStatement.Line;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * Reads the lines of one party's statement from the facts.
 *
 * @param facts what is known
 * @param aging of the same receivables
 * @param party whose
 */
record StatementReader(CollectionFacts facts, AgingReport aging, PartyId party) {

    private static final Comparator<Line> ORDER = Comparator.comparing(
                    (Line line) -> line.amount().getCurrency().getCurrencyCode())
            .thenComparing(Line::on)
            .thenComparing(Line::item)
            .thenComparing(Line::event);

    StatementReader {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(aging, "aging");
        Objects.requireNonNull(party, "party");
    }

    CustomerStatement openItems() {
        Map<OpenItem, MonetaryAmount> open = new LinkedHashMap<>();
        facts.receivables().scan(party, asOf(), position -> {
            MonetaryAmount amount = Amounts.in(position.currency()).ofMinor(position.openMinor());
            if (!amount.isZero()) {
                open.merge(position.item(), amount, MonetaryAmount::add);
            }
        });
        List<Line> lines = new ArrayList<>();
        open.forEach((item, amount) -> lines.add(new Line(
                item.issued(),
                item.id(),
                item.kind(),
                Event.OPEN,
                item.due().orElse(null),
                amount,
                disputed(item, amount))));
        lines.sort(ORDER);
        return new CustomerStatement(this, Form.OPEN_ITEM, asOf().effective(), Totals.none(), lines);
    }

    /** Never more than is open, however many disputes there are. */
    private MonetaryAmount disputed(OpenItem item, MonetaryAmount open) {
        MonetaryAmount sum = Amounts.in(open.getCurrency()).zero();
        for (CollectionFacts.Disputed dispute : facts.disputesOf(party)) {
            if (dispute.item().equals(item.id()) && open.isPositive()) {
                sum = sum.add(dispute.disputed(open.subtract(sum), asOf()));
            }
        }
        return sum;
    }

    CustomerStatement activity(LocalDate from) {
        Receivables receivables = facts.receivables();
        List<Line> lines = new ArrayList<>();
        receivables.items(party).forEach(item -> lines.addAll(linesOf(item, from)));
        lines.sort(ORDER);
        Totals opening = receivables.open(party, new AsOf(from.minusDays(1), asOf().knownAt()));
        return new CustomerStatement(this, Form.ACTIVITY, from, opening, lines);
    }

    /** One line for a day and an event; a document that was voided, or a write-off taken back as never made, cancels out and is none. */
    private List<Line> linesOf(OpenItem item, LocalDate from) {
        record Key(LocalDate on, Event event) {}
        Map<Key, MonetaryAmount> sums = new LinkedHashMap<>();
        for (ItemMovement movement : facts.receivables().movements(item.id(), asOf())) {
            if (!movement.on().isBefore(from)) {
                eventOf(movement.cause())
                        .ifPresent(event ->
                                sums.merge(new Key(movement.on(), event), movement.amount(), MonetaryAmount::add));
            }
        }
        List<Line> lines = new ArrayList<>();
        sums.forEach((key, amount) -> {
            if (!amount.isZero()) {
                lines.add(Line.of(key.on(), item, key.event(), amount));
            }
        });
        return lines;
    }

    /** What moves a customer's balance; an allocation moves as much on either side. */
    private static Optional<Event> eventOf(ItemMovement.Cause cause) {
        return switch (cause) {
            case ISSUED -> Optional.of(Event.ISSUED);
            case WITHDRAWN -> Optional.of(Event.WITHDRAWN);
            case WRITE_OFF -> Optional.of(Event.WRITTEN_OFF);
            case WRITE_OFF_RETURNED -> Optional.of(Event.WRITE_OFF_RETURNED);
            case CASH, CASH_RETURNED, CREDIT, CREDIT_RETURNED, APPLIED -> Optional.empty();
        };
    }

    private AsOf asOf() {
        return aging.asOf();
    }
}
