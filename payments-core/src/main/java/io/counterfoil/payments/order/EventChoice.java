package io.counterfoil.payments.order;

import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * Which events of its table a command means for a payment: the common words of {@link PaymentCommand} become the words of the rail, and what was left unsaid
 * is filled in, so that an event stands on its own. Refuses nothing: where no word fits, the common one is left for the table to refuse.
 */
final class EventChoice {

    /** Words of one meaning, by the common one; the first that the state allows is taken. */
    private static final Map<Kind, List<Kind>> SYNONYMS = Map.of(
            Kind.SETTLE, List.of(Kind.SETTLE, Kind.CREDITED, Kind.ENTER),
            Kind.ACCEPT, List.of(Kind.ACCEPT, Kind.ACK, Kind.PROCESS),
            Kind.REJECT,
                    List.of(
                            Kind.REJECT,
                            Kind.NACK,
                            Kind.REJECTED,
                            Kind.FILE_REJECTED,
                            Kind.ITEM_REJECTED,
                            Kind.DECLINED,
                            Kind.REFUSE),
            Kind.RECALL_ACCEPTED, List.of(Kind.RECALL_ACCEPTED, Kind.ANSWER_POSITIVE),
            Kind.RECALL_REFUSED, List.of(Kind.RECALL_REFUSED, Kind.ANSWER_NEGATIVE),
            Kind.REPRESENT, List.of(Kind.REPRESENT, Kind.REINITIATE, Kind.REDEPOSIT),
            Kind.RETURN,
                    List.of(
                            Kind.CLAIM,
                            Kind.RETURN,
                            Kind.ITEM_REJECTED,
                            Kind.UNPAID,
                            Kind.INDEMNITY_CLAIM,
                            Kind.REFUND,
                            Kind.REFUSE,
                            Kind.REJECT));

    /** A report or message that says which word it means. */
    private static final Map<String, Kind> BY_REPORT = Map.of(
            "RETURN", Kind.RETURN,
            "REFUND", Kind.REFUND,
            "REFUSAL", Kind.REFUSE,
            "REJECT", Kind.REJECT,
            "ARUDD", Kind.UNPAID,
            "DDICA", Kind.INDEMNITY_CLAIM);

    private final Payments payments;

    EventChoice(Payments payments) {
        this.payments = payments;
    }

    List<PaymentEvent> events(Payment payment, PaymentCommand command, Instant now) {
        if (!payment.exists()) {
            return submission(command, now);
        }
        List<PaymentEvent> events = new ArrayList<>();
        for (Kind kind : kinds(payment, command, now)) {
            events.add(event(payment, kind, command, now));
        }
        return events;
    }

    private List<PaymentEvent> submission(PaymentCommand command, Instant now) {
        boolean free = payments.rules().approvals().isEmpty();
        Kind kind = command.exact() ? command.kind() : free ? Kind.ADMIT : Kind.SUBMIT;
        PaymentEvent made = event(Payment.NEW, kind, command, now);
        Payment after = payments.evolve(Payment.NEW, made);
        Kind handover = handover(after);
        boolean atOnce = command.fact().onDemand()
                && kind == Kind.ADMIT
                && payments.railTable(after).allows(after.status(), handover);
        return atOnce ? List.of(made, event(after, handover, command, now)) : List.of(made);
    }

    private List<Kind> kinds(Payment payment, PaymentCommand command, Instant now) {
        if (command.exact()) {
            return List.of(command.kind());
        }
        Kind kind = command.kind();
        if (kind == Kind.RELEASE) {
            return handovers(payment);
        }
        return List.of(
                switch (kind) {
                    case APPROVE -> approval(payment);
                    case CAPTURE -> capture(payment, command.fact());
                    case REFUND -> refund(payment, command.fact());
                    case DISPUTE_WON -> disputeWon(payment);
                    case DISPUTE_LOST -> disputeLost(payment, command.fact());
                    case REPRESENT -> again(payment, command, now);
                    default -> SYNONYMS.containsKey(kind) ? word(payment, command, now) : kind;
                });
    }

    private List<Kind> handovers(Payment payment) {
        Kind handover = handover(payment);
        RailTable table = payments.railTable(payment);
        if (table.allows(payment.status(), handover) || !table.allows(payment.status(), Kind.SCHEDULE)) {
            return List.of(handover);
        }
        // A cheque is paid in by being scheduled: nothing hands it over after that.
        return table.has(handover) ? List.of(Kind.SCHEDULE, handover) : List.of(Kind.SCHEDULE);
    }

    private Kind handover(Payment payment) {
        return switch (payments.railTable(payment).own()) {
            case EFT_PAD, ACH_ENTRY -> Kind.FILE;
            case BACS_COLLECTION -> Kind.INPUT;
            case SEPA_COLLECTION, SEPA_TRANSFER -> Kind.SUBMIT;
            case CARD -> Kind.AUTHORISE;
            default -> Kind.RELEASE;
        };
    }

    private Kind approval(Payment payment) {
        int needed = payments.rules()
                .approvals()
                .map(policy -> policy.needed(payment.amount()))
                .orElse(1);
        return payment.approvals().count() + 1 < needed ? Kind.ENDORSE : Kind.APPROVE;
    }

    private static Kind capture(Payment payment, Fact fact) {
        long would =
                Math.addExact(minor(payment.captured()), minor(fact.amount().orElseGet(payment::amount)));
        return would < minor(payment.authorised()) ? Kind.CAPTURE : Kind.CAPTURE_FULL;
    }

    private static Kind refund(Payment payment, Fact fact) {
        long left = left(payment) - minor(fact.amount().orElseGet(payment::amount));
        return left > 0 ? Kind.REFUND : Kind.REFUND_FULL;
    }

    private Kind disputeWon(Payment payment) {
        if (payments.rules().rail() != Rail.CARD || minor(payment.refunded()) == 0) {
            return Kind.DISPUTE_WON;
        }
        return left(payment) > 0 ? Kind.DISPUTE_WON_AFTER_REFUND : Kind.DISPUTE_WON_AFTER_FULL_REFUND;
    }

    private Kind disputeLost(Payment payment, Fact fact) {
        long lost = minor(fact.amount().orElseGet(payment::disputed));
        return payments.rules().rail() == Rail.CARD && lost < left(payment)
                ? Kind.DISPUTE_LOST_PART
                : Kind.DISPUTE_LOST;
    }

    /** What refunds and lost disputes have left of the captures. */
    static long left(Payment payment) {
        return Math.subtractExact(
                minor(payment.captured()), Math.addExact(minor(payment.refunded()), minor(payment.lost())));
    }

    private Kind again(Payment payment, PaymentCommand command, Instant now) {
        return payments.guards()
                                .unmet(payment, event(payment, Kind.RESEND, command, now), now)
                                .isEmpty()
                        && payments.railTable(payment).allows(payment.status(), Kind.RESEND)
                ? Kind.RESEND
                : word(payment, command, now);
    }

    private Kind word(Payment payment, PaymentCommand command, Instant now) {
        RailTable table = payments.railTable(payment);
        Kind named =
                command.kind() == Kind.RETURN ? BY_REPORT.get(command.fact().report()) : null;
        if (named != null && table.has(named)) {
            return named;
        }
        List<Kind> words = SYNONYMS.getOrDefault(command.kind(), List.of(command.kind()));
        List<Kind> allowed = words.stream()
                .filter(kind -> table.allows(payment.status(), kind))
                .toList();
        return allowed.stream()
                .filter(kind -> payments.guards()
                        .unmet(payment, event(payment, kind, command, now), now)
                        .isEmpty())
                .findFirst()
                .or(() -> allowed.stream().findFirst())
                .or(() -> words.stream().filter(table::has).findFirst())
                .orElse(command.kind());
    }

    private PaymentEvent event(Payment payment, Kind kind, PaymentCommand command, Instant now) {
        Fact said = command.fact();
        Fact.Builder fact = said.toBuilder();
        if (said.on().isEmpty()) {
            fact.on(day(payment, kind, said, now));
        }
        if (said.amount().isEmpty()) {
            amount(payment, kind).ifPresent(fact::amount);
        }
        if (said.report().isEmpty()) {
            fact.report(report(kind));
        }
        if (kind == Kind.APPROVED && said.expiresAt().isEmpty()) {
            fact.expiresAt(now.plus(payments.rules().authorisationLife()));
        }
        boolean makesOrder = kind == Kind.ADMIT || (kind == Kind.SUBMIT && !payment.exists());
        if (payment.exists() && !makesOrder && kind != Kind.EDIT && !Payment.RETRIES.contains(kind)) {
            fact.order(Optional.empty());
        }
        return new PaymentEvent(kind, fact.build(), History.Stamped.Stamp.of(command, now));
    }

    /** Handed over: the day on which it will settle; due: the due date; anything else: today. */
    private LocalDate day(Payment payment, Kind kind, Fact said, Instant now) {
        LocalDate today = payments.today(now);
        if (!payment.exists()) {
            return today;
        }
        if (kind == Kind.DUE) {
            return payment.expectedOn().orElse(today);
        }
        if (Payment.HANDOVERS.contains(kind) || Payment.RETRIES.contains(kind)) {
            return payments.settlesOn(said.order().orElseGet(payment::order), now);
        }
        return today;
    }

    /** The report that carries the event where its rail has several, so that the code keeps its meaning. */
    private String report(Kind kind) {
        boolean named = payments.rules().rail() == Rail.BACS || payments.rules().rail() == Rail.SEPA;
        return named
                ? BY_REPORT.entrySet().stream()
                        .filter(report -> report.getValue() == kind)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("")
                : "";
    }

    private static Optional<MonetaryAmount> amount(Payment payment, Kind kind) {
        if (!payment.exists()) {
            return Optional.empty();
        }
        Amounts in = Amounts.in(payment.amount().getCurrency());
        return switch (kind) {
            case APPROVED, RESEND -> Optional.of(payment.amount());
            case CAPTURE_FULL -> Optional.of(in.ofMinor(minor(payment.authorised()) - minor(payment.captured())));
            case REFUND_FULL -> Optional.of(in.ofMinor(left(payment)));
            case DISPUTE ->
                Optional.of(minor(payment.captured()) > 0 ? in.ofMinor(minor(payment.captured())) : payment.amount());
            case DISPUTE_LOST, DISPUTE_LOST_PART -> Optional.of(payment.disputed());
            default -> Optional.empty();
        };
    }

    private static long minor(MonetaryAmount amount) {
        return Amounts.minor(amount);
    }
}
