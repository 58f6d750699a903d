package io.counterfoil.payments.order.internal;

import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.order.RailRules;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of several machines a payment lives by: the only one whose rules can have taken its order and whose table has its history. Immutable. */
public final class MachineChoice {

    private final List<Payments> machines;

    private MachineChoice(List<Payments> machines) {
        this.machines = machines;
    }

    /** A choice among the machines, one or more. */
    public static MachineChoice among(Collection<Payments> machines) {
        if (machines.isEmpty()) {
            throw new IllegalArgumentException("no machine of payments is given, expected one for each rail");
        }
        return new MachineChoice(List.copyOf(machines));
    }

    /** The machines, in the order given. */
    public List<Payments> machines() {
        return machines;
    }

    /**
     * The payment's machine.
     *
     * @throws IllegalArgumentException where none or several could be: nothing is guessed
     */
    public Payments of(Payment payment) {
        List<Payments> fit = machines.stream()
                .filter(machine -> fits(machine.rules(), payment.order()) && tells(machine, payment))
                .toList();
        if (fit.size() != 1) {
            throw new IllegalArgumentException("payment " + payment.id() + " fits " + fit.size() + " of the rails "
                    + machines.stream().map(machine -> machine.rules().name()).collect(Collectors.joining(", "))
                    + ", expected one\nMaybe its order should say its terms, or its rail is missing.");
        }
        return fit.get(0);
    }

    private static boolean fits(RailRules rules, PaymentOrder order) {
        boolean sameRail =
                order.terms().map(terms -> terms.rail() == rules.rail()).orElse(true);
        boolean sameCurrency = rules.currencies().isEmpty()
                || rules.currencies().contains(order.amount().getCurrency().getCurrencyCode());
        boolean sameInstrument = rules.instruments().isEmpty()
                || rules.instruments().contains(order.instrument().kind());
        return sameRail
                && sameCurrency
                && sameInstrument
                && rules.table(order.direction()).isPresent();
    }

    /** Whether the table has a row for each event, in the state that the events before it lead to. */
    private static boolean tells(Payments machine, Payment payment) {
        LifecycleTable table = machine.table(payment.order().direction()).orElseThrow();
        String state = table.initial();
        for (PaymentEvent event : payment.events()) {
            String from = state;
            Optional<String> next = table.rows().stream()
                    .filter(row -> row.from().equals(from) && row.event().equals(event.eventName()))
                    .map(LifecycleTable.Row::to)
                    .findFirst();
            if (next.isEmpty()) {
                return false;
            }
            state = next.orElseThrow();
        }
        return state.equals(payment.status().name());
    }
}
