package io.counterfoil.payments.order;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.returns.ReturnReason;
import io.counterfoil.payments.returns.ReturnWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** The guards of the tables of payments: why an event may not come, with the values; empty where it may. */
final class PaymentGuards {

    private static final Set<String> CHALLENGEABLE = Set.of("1", "2", "4", "5", "6", "8");
    static final int INDEMNITY_DAYS = 14;
    private static final int DISHONOUR_DAYS = 5;
    static final int CONTEST_DAYS = 2;
    private static final int REVERSAL_DAYS = 5;
    static final int RECALL_ANSWER_DAYS = 15;

    private final Payments payments;
    private final RailRules rules;
    private final BusinessCalendar calendar;

    PaymentGuards(Payments payments) {
        this.payments = payments;
        this.rules = payments.rules();
        this.calendar = rules.calendar();
    }

    Optional<String> unmet(Payment payment, PaymentEvent event, Instant now) {
        return switch (event.kind()) {
            case ADMIT, APPROVE, ENDORSE, SCHEDULE, FILE, INPUT, RELEASE, SUBMIT -> ordering(payment, event, now);
            case CAPTURE, CAPTURE_FULL, VOID, EXPIRE, REFUND_FULL -> CardGuards.unmet(rules, payment, event, now);
            case DISPUTE_WON,
                    DISPUTE_WON_AFTER_REFUND,
                    DISPUTE_WON_AFTER_FULL_REFUND,
                    DISPUTE_LOST,
                    DISPUTE_LOST_PART -> CardGuards.unmet(rules, payment, event, now);
            case REFUND ->
                rules.rail() == Rail.CARD ? CardGuards.unmet(rules, payment, event, now) : sepaRefund(payment, event);
            case REJECT -> operatorReject(event.fact());
            case ITEM_REJECTED -> unless(event.fact().code().equals("900"), code(event) + ", expected 900");
            case RETURN -> returned(payment, event);
            case CLAIM -> claimed(payment, event);
            case UNPAID ->
                unless(
                        event.fact().report().isEmpty() || event.fact().report().equals("ARUDD"),
                        "report '" + event.fact().report() + "', expected ARUDD");
            case INDEMNITY_CLAIM ->
                unless(
                        event.fact().report().equals("DDICA"),
                        "report '" + event.fact().report() + "', expected DDICA");
            case REVERSE -> reversal(payment, now);
            case RECALL -> recall(payment, event, now);
            case CHALLENGE, DEBIT -> indemnity(payment, event, now);
            case DISHONOUR, CONTEST, SETTLE_DISHONOUR -> dishonour(payment, event, now);
            case REPRESENT, REINITIATE, REDEPOSIT, RESEND -> again(payment, event, now);
            case TIMEOUT, DUE, PRESUME_SETTLED, CLEAR, ANSWER_OVERDUE, FINALISE -> clock(payment, event.kind(), now);
            default -> Optional.empty();
        };
    }

    private Optional<String> ordering(Payment payment, PaymentEvent event, Instant now) {
        LocalDate today = payments.today(now);
        return switch (event.kind()) {
            case ADMIT -> unless(rules.approvals().isEmpty(), "rules " + rules.name() + " ask for approval");
            case APPROVE, ENDORSE -> approval(payment, event);
            case RELEASE -> rules.rail() == Rail.WIRE ? wireRelease(payment, event, now) : Optional.empty();
            case SUBMIT -> sepaSubmission(payment, event, today);
            case INPUT ->
                payments.mandates().refusal(payment.order(), payments.asOf(now)).map(refusal -> refusal.sentence());
            default -> window(payment.order(), today);
        };
    }

    private Optional<String> approval(Payment payment, PaymentEvent event) {
        ApprovalPolicy policy = rules.approvals().orElseGet(() -> ApprovalPolicy.of(1));
        Optional<String> objection = policy.objection(
                payment.amount(),
                payment.makers(),
                payment.approvals(),
                event.stamp().by());
        if (objection.isPresent()) {
            return objection;
        }
        int needed = policy.needed(payment.amount());
        int would = payment.approvals().count() + 1;
        return unless(
                event.kind() == Kind.ENDORSE || would >= needed,
                would + " of " + needed + " approvals of " + Amounts.text(payment.amount()));
    }

    private Optional<String> window(PaymentOrder order, LocalDate today) {
        LocalDate earliest = today.minusDays(rules.daysBack());
        LocalDate latest = today.plusDays(rules.daysAhead());
        LocalDate wanted = order.requestedOn();
        return unless(
                !wanted.isBefore(earliest) && !wanted.isAfter(latest),
                "wanted on " + wanted + ", expected " + earliest + " to " + latest);
    }

    private Optional<String> wireRelease(Payment payment, PaymentEvent event, Instant now) {
        String uetr = payment.order().uetr();
        if (!event.stamp().key().value().equals(uetr)) {
            return Optional.of("released under key '" + event.stamp().key() + "', expected the UETR " + uetr);
        }
        LocalDate taken =
                rules.settlement().earliestSettlement(payment.amount(), now).taken();
        LocalDate today = payments.today(now);
        return unless(
                taken.equals(today),
                "given at " + now.atZone(rules.zone()).toLocalTime() + " on " + today + ", the bank takes it for "
                        + taken);
    }

    private Optional<String> sepaSubmission(Payment payment, PaymentEvent event, LocalDate today) {
        if (!payment.exists() || payments.railTable(payment).own() != LifecycleTable.Standard.SEPA_COLLECTION) {
            return Optional.empty();
        }
        LocalDate due = day(event);
        return unless(calendar.between(today, due) >= 1, "submitted " + today + " for " + due);
    }

    private Optional<String> operatorReject(Fact fact) {
        if (rules.rail() != Rail.ACH || !fact.code().startsWith("R")) {
            return Optional.empty();
        }
        ReturnReason reason = reason(fact);
        return unless(
                !reason.known() || reason.window().kind() == ReturnWindow.Kind.NEXT_FILE,
                reason.label() + " is no code of the operator");
    }

    private Optional<String> returned(Payment payment, PaymentEvent event) {
        Fact fact = event.fact();
        ReturnReason reason = reason(fact);
        return switch (rules.rail()) {
            case ACH ->
                unless(
                        reason.category() != ReturnReason.Category.DISHONOURED_RETURN
                                && reason.category() != ReturnReason.Category.CONTESTED_DISHONOUR,
                        reason.label() + " answers a return, it is none");
            case EFT_CA ->
                unless(
                        !reason.known() || fact.code().matches("90[1-9]|91[0-9]|92[0-2]|990"),
                        code(event) + ", expected 901 to 922 or 990");
            case SEPA -> sepaReturn(payment, event, reason);
            case CHEQUE -> unless(!fact.code().isBlank(), "no code, expected why the cheque came back");
            default -> Optional.empty();
        };
    }

    private Optional<String> sepaReturn(Payment payment, PaymentEvent event, ReturnReason reason) {
        boolean debit = payments.railTable(payment).own() == LifecycleTable.Standard.SEPA_COLLECTION;
        String report = event.fact().report();
        if (debit && !report.isEmpty() && !report.equals("RETURN")) {
            return Optional.of("message " + report + ", expected RETURN");
        }
        int days = rules.terms(payment.order()).scheme().equals(Optional.of(RailTerms.SepaScheme.SDD_CORE)) ? 5 : 3;
        return inTime(event, payment.settledOn().map(day -> calendar.plus(day, days)), reason.code() + " came on ");
    }

    private Optional<String> sepaRefund(Payment payment, PaymentEvent event) {
        Fact fact = event.fact();
        if (!fact.report().isEmpty() && !fact.report().equals("REFUND")) {
            return Optional.of("message " + fact.report() + ", expected REFUND");
        }
        if (!fact.code().matches("MD06|MD01")) {
            return Optional.of(code(event) + ", expected MD06 or MD01");
        }
        if (!rules.terms(payment.order()).scheme().equals(Optional.of(RailTerms.SepaScheme.SDD_CORE))) {
            return Optional.of("scheme "
                    + rules.terms(payment.order()).scheme().map(Enum::name).orElse("not said") + ", expected SDD_CORE");
        }
        ReturnReason reason = rules.returnCodes().reason(Rail.SEPA, "REFUND", fact.code());
        return inTime(
                event,
                payment.settledOn().flatMap(day -> reason.deadline(rules.terms(payment.order()), day, calendar)),
                fact.code() + " came on ");
    }

    private Optional<String> claimed(Payment payment, PaymentEvent event) {
        if (!event.fact().code().matches("91[5-9]|92[01]")) {
            return Optional.of(code(event) + ", expected 915 to 921");
        }
        Optional<LocalDate> last = payment.settledOn()
                .flatMap(day -> reason(event.fact()).deadline(rules.terms(payment.order()), day, calendar));
        return last.isEmpty()
                ? Optional.of(code(event) + " has no window for "
                        + rules.terms(payment.order())
                                .padCategory()
                                .map(Enum::name)
                                .orElse("a credit"))
                : inTime(event, last, code(event) + " came on ");
    }

    private Optional<String> reversal(Payment payment, Instant now) {
        if (rules.rail() != Rail.ACH && rules.rail() != Rail.SEPA) {
            return Optional.empty();
        }
        LocalDate last = calendar.plus(payment.settledOn().orElseThrow(), REVERSAL_DAYS);
        LocalDate today = payments.today(now);
        return unless(!today.isAfter(last), "reversed " + today + ", expected by " + last);
    }

    private Optional<String> recall(Payment payment, PaymentEvent event, Instant now) {
        Fact fact = event.fact();
        if (rules.rail() == Rail.EFT_CA) {
            return unless(
                    fact.code().equals("903") || fact.report().matches("[EF]"),
                    code(event) + " in segment '" + fact.report() + "', expected 903, or an error file E or F");
        }
        if (rules.rail() != Rail.SEPA) {
            return Optional.empty();
        }
        String report = fact.code().matches("DUPL|TECH|FRAD") ? "RECALL" : "RFRO";
        if (!fact.code().matches("DUPL|TECH|FRAD|CUST|AC03|AM09")) {
            return Optional.of(code(event) + ", expected DUPL, TECH, FRAD or an originator's request CUST, AC03, AM09");
        }
        LocalDate last = rules.returnCodes()
                .reason(Rail.SEPA, report, fact.code())
                .deadline(rules.terms(payment.order()), payment.settledOn().orElseThrow(), calendar)
                .orElseThrow();
        LocalDate today = payments.today(now);
        return unless(!today.isAfter(last), fact.code() + " asked " + today + ", expected by " + last);
    }

    /** A challenge comes before the debit date, fourteen working days after the advice; the debit not before it. */
    private Optional<String> indemnity(Payment payment, PaymentEvent event, Instant now) {
        LocalDate advice =
                payment.last(Kind.INDEMNITY_CLAIM).map(PaymentGuards::day).orElseThrow();
        LocalDate debitDate = calendar.plus(advice, INDEMNITY_DAYS);
        if (event.kind() == Kind.DEBIT) {
            return unless(
                    !day(event).isBefore(debitDate),
                    "debited " + day(event) + " for an advice of " + advice + ", expected not before " + debitDate);
        }
        if (!CHALLENGEABLE.contains(event.fact().code())) {
            return Optional.of("reason " + code(event) + ", expected one of 1, 2, 4, 5, 6, 8");
        }
        LocalDate today = payments.today(now);
        return unless(today.isBefore(debitDate), "challenged " + today + ", expected before " + debitDate);
    }

    private Optional<String> dishonour(Payment payment, PaymentEvent event, Instant now) {
        LocalDate today = payments.today(now);
        if (event.kind() == Kind.DISHONOUR) {
            LocalDate last = calendar.plus(returnSettledOn(payment), DISHONOUR_DAYS);
            return reason(event.fact()).category() == ReturnReason.Category.DISHONOURED_RETURN
                    ? unless(!today.isAfter(last), "dishonoured " + today + ", expected by " + last)
                    : Optional.of(code(event) + ", expected R61, R62 or R67 to R70");
        }
        LocalDate last = calendar.plus(
                payment.last(Kind.DISHONOUR).map(PaymentGuards::day).orElseThrow(), CONTEST_DAYS);
        if (event.kind() == Kind.SETTLE_DISHONOUR) {
            return unless(today.isAfter(last), "today is " + today + ", it may be contested until " + last);
        }
        return reason(event.fact()).category() == ReturnReason.Category.CONTESTED_DISHONOUR
                ? inTime(event, Optional.of(last), code(event) + " came on ")
                : Optional.of(code(event) + ", expected R71 to R77");
    }

    private static LocalDate returnSettledOn(Payment payment) {
        return payment.last(Kind.RETURN).map(PaymentGuards::day).orElseThrow();
    }

    private Optional<String> again(Payment payment, PaymentEvent event, Instant now) {
        if (event.kind() == Kind.RESEND) {
            String code = payment.lastReturn().map(Fact::code).orElse("");
            return unless(code.matches("900|904"), "it came back with '" + code + "', expected 900 or 904");
        }
        Payment.RetryProposal proposal = payments.proposeRetry(payment, payments.asOf(now));
        if (!proposal.isAllowed()) {
            return Optional.of(proposal.answer().evidence().sentence());
        }
        PaymentOrder wanted = event.fact().order().orElseGet(payment::order);
        if (Amounts.minor(wanted.amount()) != Amounts.minor(payment.amount())) {
            return Optional.of("the retry asks for " + Amounts.text(wanted.amount()) + ", expected "
                    + Amounts.text(payment.amount()));
        }
        PaymentOrder marked = proposal.order();
        boolean isMarked = wanted.entryDescription().equals(marked.entryDescription())
                && wanted.transactionCode().equals(marked.transactionCode());
        return unless(
                isMarked,
                "the retry has entry description '" + wanted.entryDescription() + "' and transaction code '"
                        + wanted.transactionCode() + "', expected "
                        + proposal.answer().marking());
    }

    private Optional<String> clock(Payment payment, Kind kind, Instant now) {
        LocalDate today = payments.today(now);
        switch (kind) {
            case TIMEOUT -> {
                Instant awaited = payments.answerDue(payment).orElse(now);
                return unless(!now.isBefore(awaited), "it is " + now + ", an answer is awaited until " + awaited);
            }
            case DUE -> {
                LocalDate due = payment.expectedOn().orElse(today);
                return unless(!today.isBefore(due), "today is " + today + ", due " + due);
            }
            case PRESUME_SETTLED -> {
                return after(today, calendar.plus(payment.settledOn().orElseThrow(), rules.answerDays()));
            }
            case CLEAR -> {
                LocalDate held = payments.heldUntil(payment).orElse(today);
                return unless(!today.isBefore(held), "today is " + today + ", held until " + held);
            }
            case ANSWER_OVERDUE -> {
                LocalDate asked =
                        payment.last(Kind.RECALL).map(PaymentGuards::day).orElse(today);
                return after(today, calendar.plus(asked, RECALL_ANSWER_DAYS));
            }
            default -> {
                Optional<LocalDate> last = payments.finalAt(payment);
                return last.isEmpty()
                        ? Optional.of("it can be taken back without end")
                        : after(today, last.orElseThrow());
            }
        }
    }

    private static Optional<String> after(LocalDate today, LocalDate last) {
        return unless(today.isAfter(last), "today is " + today + ", expected after " + last);
    }

    private static Optional<String> inTime(PaymentEvent event, Optional<LocalDate> last, String what) {
        return last.filter(day(event)::isAfter).map(day -> what + day(event) + ", expected by " + day);
    }

    private ReturnReason reason(Fact fact) {
        return rules.returnCodes().reason(rules.rail(), fact.report(), fact.code());
    }

    private static LocalDate day(PaymentEvent event) {
        return event.fact().on().orElseThrow();
    }

    private static String code(PaymentEvent event) {
        return "code '" + event.fact().code() + "'";
    }

    static Optional<String> unless(boolean holds, String why) {
        return holds ? Optional.empty() : Optional.of(why);
    }
}
