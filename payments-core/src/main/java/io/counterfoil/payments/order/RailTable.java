package io.counterfoil.payments.order;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A rail's table with the states of the order before it: DRAFT, AWAITING_APPROVAL and APPROVED of PAYMENT_ORDER lead into the state in which the rail's own
 * table begins, and every time-out waits for the answer time as that of PAYMENT_ORDER does. Beside the rows of the two tables there are three events: {@code admit} (nobody must approve), {@code endorse} (one approval of several),
 * {@code edit} (approvals are dropped).
 */
final class RailTable {

    private static final Set<String> ORDER = Set.of("DRAFT", "AWAITING_APPROVAL", "APPROVED");
    private static final String ANSWER_TIME = LifecycleTable.Standard.PAYMENT_ORDER.table().rows().stream()
            .filter(row -> row.event().equals("timeout"))
            .findFirst()
            .orElseThrow()
            .guard();
    private static final Map<LifecycleTable.Standard, RailTable> ALL = new EnumMap<>(LifecycleTable.Standard.class);

    static {
        for (LifecycleTable.Standard own : List.of(
                LifecycleTable.Standard.PAYMENT_ORDER,
                LifecycleTable.Standard.EFT_PAD,
                LifecycleTable.Standard.ACH_ENTRY,
                LifecycleTable.Standard.BACS_COLLECTION,
                LifecycleTable.Standard.SEPA_COLLECTION,
                LifecycleTable.Standard.SEPA_TRANSFER,
                LifecycleTable.Standard.WIRE,
                LifecycleTable.Standard.CARD,
                LifecycleTable.Standard.CHEQUE_DEPOSIT)) {
            ALL.put(own, new RailTable(own));
        }
    }

    private final LifecycleTable.Standard own;
    private final LifecycleTable table;
    private final Lifecycle<PaymentStatus, PaymentEvent> lifecycle;

    private RailTable(LifecycleTable.Standard own) {
        this.own = own;
        table = LifecycleTable.parse(own.name(), text(own.table()));
        lifecycle = table.over(PaymentStatus.class, PaymentEvent.class);
    }

    /**
     * The table that payments on the standard one live by.
     *
     * @throws IllegalArgumentException where the standard one is not that of a payment
     */
    static RailTable of(LifecycleTable.Standard own) {
        RailTable table = ALL.get(own);
        if (table == null) {
            throw new IllegalArgumentException("table " + own + " is not that of a payment, expected one of "
                    + ALL.keySet().stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
        return table;
    }

    LifecycleTable.Standard own() {
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
        List<LifecycleTable.Row> rows = new ArrayList<>();
        Set<String> terminal = new TreeSet<>();
        own.states().stream().filter(own::isTerminal).forEach(terminal::add);
        if (!own.states().contains("DRAFT")) {
            rows.addAll(ordering(own.initial()));
            terminal.addAll(Set.of("CANCELLED", "REJECTED"));
        } else if (!own.name().equals(LifecycleTable.Standard.WIRE.name())) {
            rows.add(admit("APPROVED"));
        }
        own.rows().forEach(row -> rows.add(refined(row)));
        rows.add(new LifecycleTable.Row(
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
        for (LifecycleTable.Row row : rows) {
            text.append(
                    String.join(" ", row.from(), row.event(), row.to(), row.by().name()));
            text.append(row.guard().isEmpty() ? "\n" : " | " + row.guard() + "\n");
        }
        return text.toString();
    }

    private static List<LifecycleTable.Row> ordering(String entry) {
        List<LifecycleTable.Row> rows = new ArrayList<>();
        rows.add(admit(entry));
        for (LifecycleTable.Row row :
                LifecycleTable.Standard.PAYMENT_ORDER.table().rows()) {
            if (ORDER.contains(row.from()) && !row.event().equals("release")) {
                String to = row.event().equals("schedule") ? entry : row.to();
                rows.add(new LifecycleTable.Row(row.from(), row.event(), to, row.by(), row.guard()));
            }
        }
        return rows;
    }

    /** A rail's table names its time-out without saying when; the common table that it refines does (PAY-18). */
    private static LifecycleTable.Row refined(LifecycleTable.Row row) {
        return row.event().equals("timeout")
                ? new LifecycleTable.Row(row.from(), row.event(), row.to(), row.by(), ANSWER_TIME)
                : row;
    }

    private static LifecycleTable.Row admit(String to) {
        return new LifecycleTable.Row("DRAFT", "admit", to, Actor.Role.HOST, "nobody must approve it");
    }

    private static LifecycleTable.Row edit(String from) {
        return new LifecycleTable.Row(from, "edit", "AWAITING_APPROVAL", Actor.Role.HOST, "approvals are dropped");
    }
}
