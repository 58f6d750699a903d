package io.counterfoil.bankfiles.nacha;

import io.counterfoil.bankfiles.fixedwidth.Folding;
import io.counterfoil.bankfiles.fixedwidth.Layout;
import io.counterfoil.bankfiles.fixedwidth.Problems;
import io.counterfoil.bankfiles.nacha.NachaFile.Originator;
import io.counterfoil.bankfiles.nacha.internal.NachaCodes;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.AccountNumberCheck;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentOrder.Fault;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges entries by the rules of the file: every problem is named, none stops the others. Not thread-safe. */
final class PlannedCheck {

    private static final Set<String> CLASSES = Set.of("PPD", "CCD", "CTX", "WEB", "TEL");
    private static final Set<String> OTHER_COLUMNS = Set.of("ADV", "IAT");
    private static final String RETRY = "RETRY PYMT";
    private static final long MOST = 9_999_999_999L;
    private static final int ADDENDA = 80;
    private static final int MOST_ADDENDA = 9_999;

    private final Originator originator;
    private final Instant now;
    private final Problems problems;
    private final Set<String> orders = new HashSet<>();

    PlannedCheck(Originator originator, Instant now, Problems problems) {
        this.originator = originator;
        this.now = now;
        this.problems = problems;
    }

    Optional<Planned.Ready> ready(Planned planned) {
        int before = problems.errors();
        account(planned);
        PaymentOrder order = planned.order();
        return order == null ? answer(planned, before) : payment(planned, order, before);
    }

    private void account(Planned planned) {
        AccountNumber account = planned.account();
        AccountNumberCheck.Result result = AccountNumberCheck.aba().check(account);
        if (!(result instanceof AccountNumberCheck.Result.Valid)) {
            problems.error(
                    result instanceof AccountNumberCheck.Result.Invalid invalid ? invalid.code() : Fault.INSTRUMENT,
                    planned.label(),
                    "routing number of " + account + " does not hold, expected 9 digits with their check digit");
            return;
        }
        String number = account.number().strip();
        if (!number.matches("[0-9A-Za-z -]{1,17}")) {
            problems.error(
                    Fault.INSTRUMENT,
                    planned.label(),
                    "account " + account + " has " + number.length()
                            + " characters, expected 1 to 17 letters, digits, blanks or hyphens");
        }
    }

    private Optional<Planned.Ready> payment(Planned planned, PaymentOrder order, int before) {
        String label = planned.label();
        long amount = amount(order, label);
        if (!orders.add(order.id().value())) {
            problems.error(Fault.ORDER_EXISTS, label, label + " stands twice in the file, expected once");
        }
        if (!CLASSES.contains(planned.entryClass())) {
            problems.error(
                    Fault.TERMS,
                    label,
                    "entry class '" + planned.entryClass() + "', expected one of PPD, CCD, CTX, WEB, TEL");
        }
        boolean debitOnly = planned.entryClass().equals("TEL");
        if (debitOnly && order.direction() == Rail.Direction.CREDIT) {
            problems.error(Fault.DIRECTION, label, "a credit in class TEL, expected a debit");
        }
        int code = code(order, label);
        String id = Folding.ASCII.fold(order.endToEndId()).strip();
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, label, id, 15);
        String name = Folding.ASCII.fold(planned.name(), nameWidth(planned.entryClass()));
        if (name.isEmpty()) {
            problems.error(ImportCode.FIELD_MISSING, label, "the name of the other side is missing, expected a text");
        }
        String description = description(order);
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, label, description, 10);
        List<String> texts = texts(planned.entryClass(), order, label);
        Optional<LocalDate> on = day(order, label);
        if (problems.errors() > before || on.isEmpty()) {
            return Optional.empty();
        }
        Layout.Line line = Planned.Ready.line(planned.account(), code, amount).put("id", id);
        if (planned.entryClass().equals("CTX")) {
            line.put("name", String.format(java.util.Locale.ROOT, "%04d", texts.size()) + name);
        } else {
            line.put("name", name);
        }
        if (planned.entryClass().equals("WEB") || planned.entryClass().equals("TEL")) {
            line.put("discretionary", order.mandate().isPresent() ? "R" : "S");
        }
        return Optional.of(new Planned.Ready(
                order.id(), planned.entryClass(), description, on.get(), code, amount, line, texts, null));
    }

    private static int nameWidth(String entryClass) {
        return entryClass.equals("CTX") ? 16 : 22;
    }

    private long amount(PaymentOrder order, String label) {
        String currency = order.amount().getCurrency().getCurrencyCode();
        if (!currency.equals("USD")) {
            problems.error(Fault.CURRENCY, label, "amount in " + currency + ", expected USD");
            return -1;
        }
        long minor = Amounts.minor(order.amount());
        if (minor > MOST) {
            problems.error(
                    Fault.OVER_LIMIT, label, "amount " + Amounts.text(order.amount()) + ", expected at most 10 digits");
            return -1;
        }
        return minor;
    }

    private int code(PaymentOrder order, String label) {
        int direction = order.direction() == Rail.Direction.DEBIT ? -1 : 1;
        if (order.transactionCode().isEmpty()) {
            return direction < 0 ? 27 : 22;
        }
        int code = order.transactionCode().matches("[2-5][0-9]") ? Integer.parseInt(order.transactionCode()) : -1;
        boolean live = code % 10 == 2 || code % 10 == 7 || code == 55;
        if (!live || NachaCodes.sign(code) != direction) {
            problems.error(
                    ImportCode.BAD_TRANSACTION_CODE,
                    label,
                    "transaction code '" + order.transactionCode() + "' of a " + order.direction()
                            + ", expected such as " + (direction < 0 ? "27 or 37" : "22 or 32"));
            return -1;
        }
        return code;
    }

    private String description(PaymentOrder order) {
        if (!order.entryDescription().isBlank()) {
            return Folding.ASCII.fold(order.entryDescription()).strip();
        }
        return order.presentment() > 1 ? RETRY : originator.description();
    }

    /** Remittance in addenda of 80 characters: as many as it takes in CTX, one elsewhere, none in TEL. */
    private List<String> texts(String entryClass, PaymentOrder order, String label) {
        String said = order.remittance().reference().isEmpty()
                ? order.remittance().text()
                : order.remittance().reference();
        String text = Folding.ASCII.fold(said).strip();
        int most = entryClass.equals("CTX") ? MOST_ADDENDA : entryClass.equals("TEL") ? 0 : 1;
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < text.length(); at += ADDENDA) {
            parts.add(text.substring(at, Math.min(text.length(), at + ADDENDA)));
        }
        if (parts.size() > most) {
            problems.error(
                    Fault.TOO_LONG,
                    label,
                    "remittance of " + text.length() + " characters in class " + entryClass + ", expected at most "
                            + most * ADDENDA);
        }
        return parts;
    }

    /** The wanted day, or the first on which the bank can settle; said where it is another. */
    private Optional<LocalDate> day(PaymentOrder order, String label) {
        LocalDate wanted = order.requestedOn();
        RailTerms.@Nullable Settlement settlement = originator.settlement().orElse(null);
        if (settlement == null) {
            return Optional.of(wanted);
        }
        try {
            LocalDate rolled = settlement.calendar().roll(wanted, BusinessCalendar.Roll.FOLLOWING);
            RailTerms.Settlement.Earliest earliest = settlement.earliestSettlement(order.amount(), now);
            LocalDate on = rolled.isBefore(earliest.date()) ? earliest.date() : rolled;
            if (!on.equals(wanted)) {
                problems.warning(
                        on.equals(rolled) ? Fault.NOT_A_BUSINESS_DAY : Fault.TOO_EARLY,
                        label,
                        "wanted on " + wanted + ", takes effect on " + on
                                + (on.equals(rolled) ? ", the next business day" : ": " + earliest.sentence()));
            }
            return Optional.of(on);
        } catch (HolidayCalendar.NotCoveredException e) {
            problems.error(Fault.CALENDAR_ENDS, label, "wanted on " + wanted + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Planned.Ready> answer(Planned planned, int before) {
        String label = planned.label();
        Planned.Answer answer = planned.answer();
        if (answer != null) {
            boolean returned = answer.kind().equals("99");
            problems.form(
                    ImportCode.CODE_UNKNOWN,
                    label,
                    answer.code(),
                    returned ? "R[0-9]{2}" : "C[0-9]{2}",
                    returned ? "a code such as R01" : "a code such as C01");
            problems.form(ImportCode.FIELD_MISSING, label, answer.originalTrace(), "[0-9]{15}", "15 digits");
            problems.form(ImportCode.FIELD_MISSING, label, answer.originalBank(), "[0-9]{8}", "8 digits");
            int most = returned ? 44 : 29;
            if (answer.text().length() > most) {
                problems.error(
                        Fault.TOO_LONG,
                        label,
                        "addenda text of " + answer.text().length() + " characters, expected at most " + most);
            }
            if (!returned && answer.text().isBlank()) {
                problems.error(ImportCode.FIELD_MISSING, label, "a change without corrected data, expected some");
            }
        }
        if (!NachaCodes.ENTRY_CLASSES.contains(planned.entryClass()) || OTHER_COLUMNS.contains(planned.entryClass())) {
            problems.error(
                    Fault.TERMS,
                    label,
                    "entry class '" + planned.entryClass() + "', expected one of Nacha's with domestic entries");
        }
        if (problems.errors() > before) {
            return Optional.empty();
        }
        String id = answer == null ? "" : Folding.ASCII.fold(answer.reference(), 15);
        Layout.Line line = Planned.Ready.line(planned.account(), planned.code(), planned.amount())
                .put("id", id)
                .put("name", Folding.ASCII.fold(planned.name(), 22));
        return Optional.of(new Planned.Ready(
                null,
                planned.entryClass(),
                originator.description(),
                planned.on(),
                planned.code(),
                planned.amount(),
                line,
                List.of(),
                answer));
    }
}
