package io.counterfoil.payments.order;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.trace.Whereabouts.Holding;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.money.MonetaryAmount;

/** Where a payment is, in one English sentence. */
final class TraceSentence {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final Payments payments;
    private final Payment payment;
    private final NextSteps steps;
    private final List<Holding> holdings;
    private final AsOf asOf;
    private final PaymentAccounts accounts;

    TraceSentence(Payments payments, Payment payment, NextSteps steps, List<Holding> holdings, AsOf asOf) {
        this.payments = payments;
        this.payment = payment;
        this.steps = steps;
        this.holdings = holdings;
        this.asOf = asOf;
        this.accounts = new PaymentAccounts(payments, payment.order());
    }

    String text() {
        return switch (payment.status().phase()) {
                    case ORDERED -> ordered();
                    case IN_FLIGHT -> inFlight();
                    case SETTLED -> settled();
                    case RETURNED -> returned() + closing();
                    case ENDED -> ended();
                }
                + ".";
    }

    private String ordered() {
        boolean setAside = holdings.stream().anyMatch(Holding::pending) && !isDebit();
        String where = amount() + (setAside ? " set aside at " + accounts.client() : " not handed over yet");
        String wanted = " " + day(payment.order().requestedOn());
        return where
                + switch (payment.status()) {
                    case AWAITING_APPROVAL -> ", waiting for approval, wanted" + wanted;
                    case APPROVED -> ", approved, wanted" + wanted;
                    case SCHEDULED -> ", planned for" + wanted;
                    default -> ", wanted" + wanted;
                };
    }

    private String inFlight() {
        String rail = payments.rules().name();
        return switch (payment.status()) {
            case UNKNOWN ->
                amount() + " in flight at " + rail + ", outcome unknown since "
                        + day(steps.day(payment.unknownSince().orElse(asOf.knownAt())))
                        + "; it may have settled or not";
            case AUTH_PENDING -> amount() + " at " + rail + ", authorisation awaited";
            case AUTHORISED ->
                text(payment.authorised()) + " authorised at " + rail + authorisedUntil() + ", nothing captured yet";
            case PART_CAPTURED ->
                text(payment.captured()) + " of " + text(payment.authorised()) + " captured at " + rail
                        + ", the rest authorised" + authorisedUntil();
            case CAPTURED -> text(payment.captured()) + " in flight at " + rail + expected();
            case DEPOSITED ->
                amount() + " in flight at " + rail
                        + steps.expected()
                                .map(day -> ", on hold until " + day(day))
                                .orElse("") + then();
            default -> amount() + " in flight at " + rail + expected();
        };
    }

    private String expected() {
        String when = steps.expected()
                .map(day -> ", expected " + day(day) + (day.isBefore(asOf.effective()) ? " and overdue" : ""))
                .orElse("");
        return when + then();
    }

    /** What comes after settlement on the expected day. */
    private String then() {
        return steps.expected()
                .map(settles -> {
                    Optional<LocalDate> last = payments.finalAt(payment.order(), settles);
                    if (last.isEmpty()) {
                        return "; then open to recourse without end";
                    }
                    return last.orElseThrow().isAfter(settles)
                            ? "; then open to recourse until " + day(last.orElseThrow())
                            : "; then final";
                })
                .orElse("");
    }

    private String settled() {
        return switch (payment.status()) {
            case DUE ->
                at() + ", due " + settlementDay()
                        + steps.next()
                                .flatMap(next -> next.by())
                                .map(day -> "; silence until " + day(day) + " counts as settlement")
                                .orElse("")
                        + recourse();
            case RECALL_OPEN -> at() + ", recalled " + lastDay(Kind.RECALL) + by("; answer due ");
            case DISPUTED ->
                text(payment.disputed().isZero() ? payment.amount() : payment.disputed()) + " in dispute since "
                        + lastDay(Kind.DISPUTE) + held() + "; settled " + settlementDay();
            case INDEMNITY_OPEN ->
                at() + ", claimed back under the indemnity " + lastDay(Kind.INDEMNITY_CLAIM)
                        + steps.indemnityDebit()
                                .map(day -> "; debited from " + day(day))
                                .orElse("");
            case INDEMNITY_CHALLENGED -> at() + ", indemnity claim challenged " + lastDay(Kind.CHALLENGE);
            case DISHONOURED ->
                at() + ", return sent back " + lastDay(Kind.DISHONOUR) + by("; may be contested until ");
            case PART_REFUNDED ->
                at() + ", " + text(payment.refunded()) + " refunded, settled " + settlementDay() + recourse();
            default -> at() + ", settled " + settlementDay() + recourse();
        };
    }

    /** How much lies where after settlement: what is left of it at the bank, or went out of it. */
    private String at() {
        MonetaryAmount left = Amounts.in(payment.amount().getCurrency())
                .ofMinor(Math.subtractExact(
                        Amounts.minor(payment.captured().isZero() ? payment.amount() : payment.captured()),
                        Math.addExact(Amounts.minor(payment.refunded()), Amounts.minor(payment.lost()))));
        return text(left) + (isDebit() ? " at " : " paid out of ") + accounts.cash();
    }

    private String recourse() {
        Optional<LocalDate> last = steps.finalAt();
        if (last.isEmpty()) {
            return "; open to recourse without end";
        }
        LocalDate day = last.orElseThrow();
        if (payment.settledOn().filter(day::equals).isPresent() && !day.isBefore(asOf.effective())) {
            return "; final after " + day(day);
        }
        return day.isBefore(asOf.effective())
                ? "; last day of recourse was " + day(day)
                : "; open to recourse until " + day(day);
    }

    private String held() {
        return payments.rules().disputesBookedApart()
                ? ""
                : holdings.stream()
                        .filter(holding -> holding.account().equals(accounts.held()) && !holding.pending())
                        .findFirst()
                        .map(holding -> ", held at " + holding.account())
                        .orElse("");
    }

    private String returned() {
        if (payment.status() == PaymentStatus.REVERSED) {
            return amount() + " taken back by us " + lastDay(Kind.REVERSE);
        }
        if (payment.status() == PaymentStatus.REFUNDED && !payment.captured().isZero()) {
            return text(payment.refunded()) + " refunded " + lastDay(Kind.REFUND_FULL) + recourse();
        }
        MonetaryAmount back =
                payment.lastReturn().flatMap(PaymentEvent.Fact::amount).orElse(payment.amount());
        return text(back) + " came back "
                + payment.lastReturn()
                        .flatMap(PaymentEvent.Fact::on)
                        .map(this::day)
                        .orElseGet(() -> day(lastRecorded()))
                + steps.reason().map(reason -> " (" + reason.label() + ")").orElse("");
    }

    private String closing() {
        return steps.next()
                .filter(next -> payment.status() != PaymentStatus.REFUNDED
                        || payment.captured().isZero())
                .map(next -> "; next: " + next.step()
                        + next.by().map(day -> ", until " + day(day)).orElse(""))
                .orElse("");
    }

    private String ended() {
        return switch (payment.status()) {
            case FINAL ->
                at() + ", settled " + settlementDay() + "; final"
                        + steps.finalAt()
                                .map(day -> " since " + day(day.plusDays(1)))
                                .orElse("");
            case CLOSED ->
                payment.lastReturn().isPresent() || payment.last(Kind.REVERSE).isPresent()
                        ? (payment.last(Kind.REVERSE).isPresent()
                                                && payment.lastReturn().isEmpty()
                                        ? amount() + " taken back by us " + lastDay(Kind.REVERSE)
                                        : returned())
                                + "; closed " + day(lastRecorded())
                        : amount() + " lost in a dispute, closed " + day(lastRecorded());
            case CHARGED_BACK -> text(payment.lost()) + " lost in a dispute " + day(lastRecorded());
            case CANCELLED -> amount() + " never sent, cancelled " + day(lastRecorded());
            case VOIDED -> amount() + " never taken, authorisation given back " + day(lastRecorded());
            case AUTH_EXPIRED -> amount() + " never taken, authorisation expired " + day(lastRecorded());
            default -> amount() + " not paid, " + words(payment.status()) + " " + day(lastRecorded()) + code();
        };
    }

    private String code() {
        List<PaymentEvent> events = payment.events();
        String code = events.get(events.size() - 1).fact().code();
        return code.isEmpty() ? "" : " (" + code + ")";
    }

    private static String words(PaymentStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private LocalDate lastRecorded() {
        List<PaymentEvent> events = payment.events();
        return steps.day(events.get(events.size() - 1).stamp().at());
    }

    private String settlementDay() {
        return payment.settledOn().map(this::day).orElse("on an unknown day");
    }

    private String lastDay(Kind kind) {
        return steps.dayOf(kind).map(this::day).orElse("on an unknown day");
    }

    private String by(String before) {
        return steps.next()
                .flatMap(next -> next.by())
                .map(day -> before + day(day))
                .orElse("");
    }

    private String authorisedUntil() {
        return payment.authorisedUntil()
                .map(at -> " until " + day(steps.day(at)))
                .orElse("");
    }

    private boolean isDebit() {
        return payment.order().direction() == Rail.Direction.DEBIT;
    }

    private String amount() {
        return text(payment.amount());
    }

    private static String text(MonetaryAmount amount) {
        return Amounts.text(amount);
    }

    private String day(LocalDate day) {
        return (day.getYear() == asOf.effective().getYear() ? DAY : DAY_OF_YEAR).format(day);
    }
}
