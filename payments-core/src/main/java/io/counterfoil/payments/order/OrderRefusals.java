package io.counterfoil.payments.order;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.order.PaymentOrder.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/** What is wrong with a command before any table is asked: no order, a second one, a faulty one, an amount that cannot be. */
final class OrderRefusals {

    private OrderRefusals() {}

    static Optional<Refusal> of(Payments payments, Payment payment, PaymentCommand command, Instant now) {
        Fact fact = command.fact();
        boolean submits = (command.kind() == Kind.SUBMIT || command.kind() == Kind.ADMIT)
                && fact.order().isPresent();
        if (!payment.exists()) {
            return submits ? faults(payments, fact.order().orElseThrow(), now) : noOrder(command);
        }
        if (submits) {
            return Optional.of(Refusal.of(
                    Fault.ORDER_EXISTS,
                    "payment " + payment.id() + " was ordered already and is " + payment.status()
                            + ", expected a new id for a new payment"));
        }
        return sameMoney(payment, fact).or(() -> changed(payments, payment, command, now));
    }

    private static Optional<Refusal> noOrder(PaymentCommand command) {
        return Optional.of(Refusal.of(
                Fault.NO_ORDER, "'" + command.kind().eventName() + "' of a payment without order, expected submit"));
    }

    /** Every amount said is positive and in the currency of the order. */
    private static Optional<Refusal> sameMoney(Payment payment, Fact fact) {
        for (MonetaryAmount said :
                List.of(fact.amount().orElseGet(payment::amount), fact.fee().orElseGet(payment::amount))) {
            String currency = payment.amount().getCurrency().getCurrencyCode();
            if (!said.getCurrency().getCurrencyCode().equals(currency)) {
                return Optional.of(Refusal.of(
                        Fault.CURRENCY,
                        "fact of " + Amounts.text(said) + " about a payment in " + currency + ", expected "
                                + currency));
            }
            if (Amounts.minor(said) <= 0) {
                return Optional.of(Refusal.of(Fault.AMOUNT, "fact of " + Amounts.text(said) + ", expected above 0"));
            }
        }
        return Optional.empty();
    }

    /** An edit or a retry keeps the payment's id and direction, and passes the check anew. */
    private static Optional<Refusal> changed(Payments payments, Payment payment, PaymentCommand command, Instant now) {
        boolean changes = command.kind() == Kind.EDIT
                || command.kind() == Kind.REPRESENT
                || Payment.RETRIES.contains(command.kind());
        Optional<PaymentOrder> order = command.fact().order();
        if (!changes || order.isEmpty()) {
            return command.kind() == Kind.EDIT ? noOrder(command) : Optional.empty();
        }
        PaymentOrder said = order.orElseThrow();
        if (!said.id().equals(payment.id())
                || said.direction() != payment.order().direction()) {
            return Optional.of(Refusal.of(
                    Fault.ORDER_EXISTS,
                    "'" + command.kind().eventName() + "' makes " + payment.id() + " "
                            + payment.order().direction() + " into " + said.id() + " " + said.direction()
                            + ", expected the same payment"));
        }
        return faults(payments, said, now);
    }

    private static Optional<Refusal> faults(Payments payments, PaymentOrder order, Instant now) {
        Checked<PaymentOrder> checked = payments.check(order, payments.asOf(now));
        List<Diagnostic> errors = checked.diagnostics().stream()
                .filter(fault -> fault.level() == Diagnostic.Level.ERROR)
                .toList();
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                errors.get(0).code(),
                "order " + order.id() + ": "
                        + errors.stream().map(Diagnostic::message).collect(Collectors.joining("; ")),
                Map.of("faults", errors.stream().map(fault -> fault.code().id()).collect(Collectors.joining(", ")))));
    }
}
