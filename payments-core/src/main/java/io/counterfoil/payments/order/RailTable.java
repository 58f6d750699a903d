package io.counterfoil.payments.order;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.lifecycle.table.StandardLifecycle;
import io.counterfoil.payments.lifecycle.table.TableRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A rail's table with the states of the order before it: DRAFT, AWAITING_APPROVAL and APPROVED of PAYMENT_ORDER lead into the state in which the rail's own
 * table begins. Beside the rows of the two tables there are three events: {@code admit} (nobody must approve), {@code endorse} (one approval of several),
 * {@code edit} (approvals are dropped).
 */
final class RailTable {

    private static final Map<StandardLifecycle, RailTable> ALL = new EnumMap<>(StandardLifecycle.class);
    private static final Set<String> ORDER = Set.of("DRAFT", "AWAITING_APPROVAL", "APPROVED");

    static {
        for (StandardLifecycle own : List.of(
                StandardLifecycle.PAYMENT_ORDER,
                StandardLifecycle.EFT_PAD,
                StandardLifecycle.ACH_ENTRY,
                StandardLifecycle.BACS_COLLECTION,
                StandardLifecycle.SEPA_COLLECTION,
                StandardLifecycle.SEPA_TRANSFER,
                StandardLifecycle.WIRE,
                StandardLifecycle.CARD,
                StandardLifecycle.CHEQUE_DEPOSIT)) {
            ALL.put(own, new RailTable(own));
        }
    }

    private final StandardLifecycle own;
    private final LifecycleTable table;
    private final Lifecycle<PaymentStatus, PaymentEvent> lifecycle;

    private RailTable(StandardLifecycle own) {
        this.own = own;
        table = LifecycleTable.parse(own.name(), text(own.table()));
        lifecycle = table.over(PaymentStatus.class, PaymentEvent.class);
    }

    /**
     * The table that payments on the standard one live by.
     *
     * @throws IllegalArgumentException where the standard one is not that of a payment
     */
    static RailTable of(StandardLifecycle own) {
        RailTable table = ALL.get(own);
        if (table == null) {
            throw new IllegalArgumentException("table " + own + " is not that of a payment, expected one of "
                    + ALL.keySet().stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
        return table;
    }

    StandardLifecycle own() {
        return own;
    }

    LifecycleTable table() {
        return table;
    }

    Lifecycle<PaymentStatus, PaymentEvent> lifecycle() {
        return lifecycle;
    }

    boolean has(PaymentEvent.Kind kind) {
        return table.events().contains(kind.eventName());
    }

    boolean allows(PaymentStatus status, PaymentEvent.Kind kind) {
        return table.states().contains(status.name())
                && table.allowed(status.name()).contains(kind.eventName());
    }

    private static String text(LifecycleTable own) {
        List<TableRow> rows = new ArrayList<>();
        Set<String> terminal = new TreeSet<>();
        own.states().stream().filter(own::isTerminal).forEach(terminal::add);
        if (!own.states().contains("DRAFT")) {
            rows.addAll(ordering(own.initial()));
            terminal.addAll(Set.of("CANCELLED", "REJECTED"));
        } else if (!own.name().equals(StandardLifecycle.WIRE.name())) {
            rows.add(admit("APPROVED"));
        }
        rows.addAll(own.rows());
        rows.add(new TableRow(
                "AWAITING_APPROVAL",
                "endorse",
                "AWAITING_APPROVAL",
                Actor.Role.APPROVER,
                "approver is not the maker; limits; more approvals are needed"));
        rows.add(edit("AWAITING_APPROVAL"));
        rows.add(edit("APPROVED"));
        StringBuilder text = new StringBuilder("initial DRAFT\nterminal ")
                .append(String.join(" ", terminal))
                .append('\n');
        for (TableRow row : rows) {
            text.append(
                    String.join(" ", row.from(), row.event(), row.to(), row.by().name()));
            text.append(row.guard().isEmpty() ? "\n" : " | " + row.guard() + "\n");
        }
        return text.toString();
    }

    private static List<TableRow> ordering(String entry) {
        List<TableRow> rows = new ArrayList<>();
        rows.add(admit(entry));
        for (TableRow row : StandardLifecycle.PAYMENT_ORDER.table().rows()) {
            if (ORDER.contains(row.from()) && !row.event().equals("release")) {
                String to = row.event().equals("schedule") ? entry : row.to();
                rows.add(new TableRow(row.from(), row.event(), to, row.by(), row.guard()));
            }
        }
        return rows;
    }

    private static TableRow admit(String to) {
        return new TableRow("DRAFT", "admit", to, Actor.Role.HOST, "nobody must approve it");
    }

    private static TableRow edit(String from) {
        return new TableRow(from, "edit", "AWAITING_APPROVAL", Actor.Role.HOST, "approvals are dropped");
    }
}
