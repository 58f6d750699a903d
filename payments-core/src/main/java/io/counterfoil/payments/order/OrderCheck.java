package io.counterfoil.payments.order;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder.Fault;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.money.MonetaryAmount;

/** Judges an order by the rules of its rail before a payment exists: every fault is named, none stops the others (PAY-13). */
final class OrderCheck {

    private static final Pattern UUID_4 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private final Payments payments;
    private final RailRules rules;
    private final PaymentOrder order;
    private final LocalDate today;
    private final List<Diagnostic> found = new ArrayList<>();

    private OrderCheck(Payments payments, PaymentOrder order, AsOf asOf) {
        this.payments = payments;
        this.rules = payments.rules();
        this.order = order;
        this.today = asOf.effective();
    }

    static Checked<PaymentOrder> of(Payments payments, PaymentOrder order, AsOf asOf) {
        OrderCheck check = new OrderCheck(payments, order, asOf);
        check.direction();
        check.amount();
        check.day();
        check.instrument();
        check.texts();
        check.mandate(asOf);
        check.terms();
        check.uetr();
        check.accounts();
        return check.found.stream().anyMatch(fault -> fault.level() == Diagnostic.Level.ERROR)
                ? Checked.failed(check.found)
                : Checked.of(order, check.found);
    }

    private void direction() {
        if (rules.table(order.direction()).isEmpty()) {
            error(Fault.DIRECTION, "direction", "rail " + rules.name() + " takes no " + order.direction());
        }
    }

    private void amount() {
        String currency = order.amount().getCurrency().getCurrencyCode();
        if (!rules.currencies().isEmpty() && !rules.currencies().contains(currency)) {
            error(
                    Fault.CURRENCY,
                    "amount",
                    "amount in " + currency + ", expected " + String.join(" or ", rules.currencies()));
        }
        for (MonetaryAmount limit : rules.limits()) {
            if (limit.getCurrency().getCurrencyCode().equals(currency)
                    && Amounts.minor(order.amount()) > Amounts.minor(limit)) {
                error(
                        Fault.OVER_LIMIT,
                        "amount",
                        "amount " + Amounts.text(order.amount()) + ", expected at most " + Amounts.text(limit));
            }
        }
    }

    private void day() {
        LocalDate wanted = order.requestedOn();
        LocalDate earliest = today.minusDays(rules.daysBack());
        LocalDate latest = today.plusDays(rules.daysAhead());
        if (wanted.isBefore(earliest)) {
            error(Fault.TOO_EARLY, "requestedOn", "wanted on " + wanted + ", expected not before " + earliest);
        }
        if (wanted.isAfter(latest)) {
            error(Fault.TOO_LATE, "requestedOn", "wanted on " + wanted + ", expected not after " + latest);
        }
        try {
            if (!rules.calendar().isBusinessDay(wanted)) {
                found.add(Diagnostic.warning(
                        Fault.NOT_A_BUSINESS_DAY,
                        "wanted on " + wanted + ", no business day of "
                                + rules.calendar().name() + ", expected it to settle on "
                                + rules.calendar().plus(wanted, 0),
                        at("requestedOn")));
            }
            rules.calendar().plus(wanted, rules.settlement().processingDays() + 1);
        } catch (HolidayCalendar.NotCoveredException e) {
            error(Fault.CALENDAR_ENDS, "requestedOn", "wanted on " + wanted + ": " + e.getMessage());
        }
    }

    private void instrument() {
        Instrument.Kind kind = order.instrument().kind();
        if (!rules.instruments().contains(kind)) {
            error(
                    Fault.INSTRUMENT,
                    "instrument",
                    order.instrument().masked() + " on rail " + rules.name() + ", expected one of "
                            + rules.instruments());
        }
        if (order.instrument() instanceof Instrument.CardToken card
                && card.validThrough().filter(YearMonth.from(today)::isAfter).isPresent()) {
            error(
                    Fault.CARD_EXPIRED,
                    "instrument",
                    card.masked() + " was valid through " + card.validThrough().orElseThrow() + ", expected "
                            + YearMonth.from(today) + " or later");
        }
    }

    private void texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("remittance", order.remittance().text());
        texts.put("reference", order.remittance().reference());
        texts.put("endToEndId", order.endToEndId());
        texts.put("entryDescription", order.entryDescription());
        texts.put("transactionCode", order.transactionCode());
        Pattern allowed = Pattern.compile(rules.characters());
        texts.forEach((field, text) -> {
            text.codePoints()
                    .mapToObj(Character::toString)
                    .filter(character -> !allowed.matcher(character).matches())
                    .findFirst()
                    .ifPresent(character -> error(
                            Fault.CHARACTERS,
                            field,
                            field + " has the character '" + character + "', expected " + rules.characters()));
            Integer most = rules.lengths().get(field);
            if (most != null && text.length() > most) {
                error(Fault.TOO_LONG, field, field + " has " + text.length() + " characters, expected at most " + most);
            }
        });
    }

    private void mandate(AsOf asOf) {
        if (order.direction() != Rail.Direction.DEBIT || !rules.mandateNeeded()) {
            return;
        }
        if (order.mandate().isEmpty()) {
            error(Fault.MANDATE_MISSING, "mandate", "a debit on " + rules.name() + " without mandate, expected one");
            return;
        }
        payments.mandates()
                .refusal(order, asOf)
                .ifPresent(refusal -> error(refusal.code(), "mandate", refusal.sentence()));
    }

    private void terms() {
        RailTerms terms = rules.terms(order);
        boolean foreign = terms.rail() != rules.rail()
                || terms.direction().filter(said -> said != order.direction()).isPresent();
        if (foreign) {
            error(
                    Fault.TERMS,
                    "terms",
                    "terms of " + terms.rail()
                            + terms.direction().map(said -> " " + said).orElse("") + ", expected those of "
                            + rules.rail() + " " + order.direction());
            return;
        }
        try {
            rules.finality().window(terms);
        } catch (IllegalArgumentException e) {
            error(Fault.TERMS, "terms", String.valueOf(e.getMessage()));
        }
    }

    private void uetr() {
        if (rules.rail() == Rail.WIRE && !UUID_4.matcher(order.uetr()).matches()) {
            error(
                    Fault.UETR,
                    "uetr",
                    "UETR '" + order.uetr() + "', expected a UUID of version 4 in lower case, one for each wire");
        }
    }

    private void accounts() {
        for (String missing : payments.bookings().missingAccounts(order)) {
            error(
                    Fault.ACCOUNT_MISSING,
                    "accounts",
                    "no account plays role " + missing + " in "
                            + order.amount().getCurrency().getCurrencyCode() + ", expected one in the account map");
        }
    }

    private void error(Code code, String field, String message) {
        found.add(Diagnostic.error(code, message, at(field)));
    }

    private Diagnostic.Location at(String field) {
        return Diagnostic.Location.of("order " + order.id()).field(field);
    }
}
