package io.counterfoil.reconciliation.item;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.item.internal.Prints;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** Checks records and appends them to columns; what fails is kept as a rejection and counted. Not thread-safe until it is finished. */
final class Intake {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

    private static final Instant FIRST_INSTANT = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST_INSTANT = Instant.parse("2101-01-01T00:00:00Z");

    /** The fields of the record being taken in. */
    static final class Draft {
        @Nullable
        String id;

        @Nullable
        CurrencyUnit currency;

        long minor;
        boolean amountKnown;

        @Nullable
        MonetaryAmount open;

        @Nullable
        LocalDate day;

        @Nullable
        LocalDate due;

        @Nullable
        Instant instant;

        @Nullable
        String party;

        @Nullable
        String account;

        @Nullable
        String group;

        @Nullable
        String text;

        Item.@Nullable Fault fault;

        String faultSentence = "";
        private final List<String> references = new ArrayList<>(2);

        void reference(String reference) {
            if (!reference.isBlank() && (references.isEmpty() || !references.contains(reference))) {
                references.add(reference);
            }
        }

        /** Forgets the record, for the next one. */
        void clear() {
            id = null;
            currency = null;
            minor = 0;
            amountKnown = false;
            open = null;
            day = null;
            due = null;
            instant = null;
            party = null;
            account = null;
            group = null;
            text = null;
            fault = null;
            faultSentence = "";
            references.clear();
        }

        void fault(Item.Fault code, String sentence) {
            if (fault == null) {
                fault = code;
                faultSentence = sentence;
            }
        }
    }

    private final String recordType;
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Diagnostic> remarks = new ArrayList<>();
    private final List<CurrencyUnit> currencies = new ArrayList<>();
    private final List<Amounts> amounts = new ArrayList<>();
    private final Map<String, CurrencyUnit> known = new HashMap<>();
    private IdIndex index = IdIndex.none();
    Columns columns = new Columns();
    RunningTotals takenTotals = new RunningTotals();
    RunningTotals rejectedTotals = new RunningTotals();
    String source = "records";
    SignConvention sign = SignConvention.IN_POSITIVE;
    final Draft draft = new Draft();
    long taken;

    Intake(String recordType) {
        this.recordType = recordType;
    }

    void fingerprintKey(long high, long low) {
        if (columns.size > 0) {
            throw new IllegalStateException("a record was taken in before the fingerprint key, expected the key first");
        }
        columns = new Columns(new Prints(high, low));
    }

    List<Rejection> rejections() {
        return List.copyOf(rejections);
    }

    List<Diagnostic> remarks() {
        return List.copyOf(remarks);
    }

    List<CurrencyUnit> currencies() {
        return currencies;
    }

    Amounts amounts(int currency) {
        return amounts.get(currency);
    }

    int rowOf(String id) {
        return index.rowOf(columns, id);
    }

    void amount(MonetaryAmount amount) {
        try {
            amountMinor(Amounts.minor(amount), amount.getCurrency());
        } catch (ArithmeticException e) {
            draft.currency = amount.getCurrency();
            inexact(
                    amount.getNumber().numberValueExact(BigDecimal.class),
                    amount.getCurrency().getDefaultFractionDigits(),
                    String.valueOf(e.getMessage()));
        }
    }

    private void inexact(BigDecimal number, int digits, String sentence) {
        boolean exact = number.stripTrailingZeros().scale() <= digits;
        draft.fault(exact ? Item.Fault.AMOUNT_RANGE : Item.Fault.SCALE_INEXACT, sentence);
    }

    void amountMinor(long minor, CurrencyUnit currency) {
        draft.currency = currency;
        if (minor == Long.MIN_VALUE) {
            draft.fault(
                    Item.Fault.AMOUNT_RANGE, "amount " + minor + " minor units has no opposite, expected a larger one");
            return;
        }
        draft.minor = sign.normalise(minor);
        draft.amountKnown = true;
    }

    void amountText(@Nullable String number, @Nullable String currencyCode) {
        CurrencyUnit currency = currency(currencyCode);
        if (number == null || number.isBlank()) {
            draft.fault(Item.Fault.AMOUNT_FORMAT, "amount is missing, expected digits with an optional sign and point");
        } else if (currency != null) {
            Checked<Long> minor = Amounts.in(currency).parseMinor(number.strip());
            minor.value().ifPresentOrElse(value -> amountMinor(value, currency), () -> {
                draft.currency = currency;
                Diagnostic first = minor.diagnostics().get(0);
                draft.fault(codeOf(first), first.message());
            });
        }
    }

    private static Item.Fault codeOf(Diagnostic finding) {
        if (finding.code().is(Amounts.Fault.NOT_EXACT)) {
            return Item.Fault.SCALE_INEXACT;
        }
        return finding.code().is(Amounts.Fault.OVERFLOW) ? Item.Fault.AMOUNT_RANGE : Item.Fault.AMOUNT_FORMAT;
    }

    void debitOrCredit(@Nullable String debit, @Nullable String credit, @Nullable String currencyCode) {
        boolean out = debit != null && !debit.isBlank();
        boolean in = credit != null && !credit.isBlank();
        if (out && in) {
            currency(currencyCode);
            draft.fault(Item.Fault.BOTH_SIDES, "debit and credit are both filled, expected one of them");
            return;
        }
        amountText(out ? debit : credit, currencyCode);
        if (out && draft.amountKnown) {
            draft.minor = -draft.minor;
        }
    }

    private @Nullable CurrencyUnit currency(@Nullable String code) {
        if (code == null || code.isBlank()) {
            draft.fault(Item.Fault.CURRENCY_MISSING, "currency is missing, expected an ISO 4217 code");
            return null;
        }
        CurrencyUnit found = known.get(code);
        // the money API reads codes as regular expressions: only plain ones may reach it
        if (found == null && CODE.matcher(code).matches() && Monetary.isCurrencyAvailable(code)) {
            found = Monetary.getCurrency(code);
            known.put(code, found);
        }
        if (found == null || found.getDefaultFractionDigits() < 0) {
            draft.fault(
                    Item.Fault.CURRENCY_UNKNOWN,
                    "currency '" + shown(code) + "' is not known, expected an ISO 4217 code");
            return null;
        }
        draft.currency = found;
        return found;
    }

    private static String shown(String text) {
        String plain = text.length() <= 12 ? text : text.substring(0, 12) + "…";
        return plain.replaceAll("\\p{Cntrl}", "?");
    }

    /** Ends the record: an item, or a rejection. */
    void add() {
        taken++;
        CurrencyUnit currency = draft.currency;
        if (draft.amountKnown && currency != null) {
            takenTotals.add(currency, draft.minor);
        }
        check();
        Item.Fault fault = draft.fault;
        if (fault != null) {
            reject(taken, fault, draft.faultSentence);
            if (draft.amountKnown && currency != null) {
                rejectedTotals.add(currency, draft.minor);
            }
        } else {
            append();
        }
        draft.clear();
    }

    private void reject(long position, Item.Fault code, String sentence) {
        rejections.add(Rejection.of(Diagnostic.Location.of(source, position), recordType, code, sentence));
    }

    private void remark(Item.Fault code, String message) {
        remarks.add(Diagnostic.warning(code, message, Diagnostic.Location.of(source, taken)));
    }

    private void check() {
        String id = draft.id;
        if (id == null || id.isBlank()) {
            draft.fault(Item.Fault.ID_MISSING, "id is missing, expected one that is unique on its side");
        } else if (isMalformed(id)) {
            draft.fault(Item.Fault.ID_FORMAT, "id has control or malformed characters, expected plain text");
        }
        CurrencyUnit currency = draft.currency;
        if (currency == null) {
            draft.fault(
                    draft.amountKnown ? Item.Fault.CURRENCY_MISSING : Item.Fault.AMOUNT_FORMAT,
                    "amount is missing, expected one in a currency");
        } else if (currency.getDefaultFractionDigits() < 0) {
            draft.fault(
                    Item.Fault.CURRENCY_UNKNOWN,
                    "currency " + currency.getCurrencyCode()
                            + " has no minor unit, expected one that money is kept in");
        } else if (!draft.amountKnown) {
            draft.fault(Item.Fault.AMOUNT_FORMAT, "amount is missing, expected one");
        }
        LocalDate day = draft.day;
        if (day == null) {
            draft.fault(Item.Fault.DATE_MISSING, "day is missing, expected the booking day");
        } else if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            draft.fault(Item.Fault.DATE_IMPLAUSIBLE, "day " + day + " is implausible, expected 1970 to 2100");
        }
        Instant instant = draft.instant;
        if (instant != null && (instant.isBefore(FIRST_INSTANT) || instant.isAfter(LAST_INSTANT))) {
            draft.fault(Item.Fault.DATE_IMPLAUSIBLE, "instant " + instant + " is implausible, expected 1970 to 2100");
        }
        checkOpen();
    }

    private void checkOpen() {
        MonetaryAmount open = draft.open;
        if (open == null || draft.fault != null) {
            return;
        }
        CurrencyUnit currency = draft.currency;
        long minor;
        try {
            minor = sign.normalise(Amounts.minor(open));
        } catch (ArithmeticException e) {
            draft.fault(Item.Fault.OPEN_INVALID, "open amount: " + e.getMessage());
            return;
        }
        boolean sameSign = Long.signum(minor) * Long.signum(draft.minor) >= 0;
        if (!open.getCurrency().equals(currency) || !sameSign || Math.abs(minor) > Math.abs(draft.minor)) {
            draft.fault(
                    Item.Fault.OPEN_INVALID,
                    "open amount is larger than the amount or of other sign or currency, expected a part of it");
        }
    }

    static boolean isMalformed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                continue;
            }
            if (Character.isISOControl(c) || c == '\uFFFD') {
                return true;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String clean(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!isMalformed(text)) {
            return text;
        }
        remark(Item.Fault.TEXT_REPLACED, "malformed or control characters were replaced");
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFD ? ' ' : c)
                .forEach(plain::appendCodePoint);
        String replaced = plain.toString().strip();
        return replaced.isEmpty() ? null : replaced;
    }

    private void append() {
        Columns to = columns;
        LocalDate day = java.util.Objects.requireNonNull(draft.day);
        to.reserve();
        int row = to.size;
        to.ids.add(java.util.Objects.requireNonNull(draft.id));
        to.amount[row] = draft.minor;
        to.currency[row] = currencyNumber(java.util.Objects.requireNonNull(draft.currency));
        to.day[row] = Math.toIntExact(day.toEpochDay());
        MonetaryAmount open = draft.open;
        long openMinor = open == null ? draft.minor : sign.normalise(Amounts.minor(open));
        if (to.open != null || openMinor != draft.minor) {
            to.setOpen(openMinor);
        }
        LocalDate due = draft.due;
        if (to.due != null || due != null) {
            to.setDue(due == null ? Columns.NO_DAY : Math.toIntExact(due.toEpochDay()));
        }
        Instant instant = draft.instant;
        if (instant != null) {
            to.setInstant(nanos(instant));
        }
        for (int i = 0; i < draft.references.size(); i++) {
            String reference = draft.references.get(i);
            String plain = clean(reference);
            if (plain != null) {
                to.addReference(plain);
            }
        }
        to.referenceEnd[row] = to.references.size();
        to.party[row] = to.parties.code(clean(draft.party));
        to.account[row] = to.accounts.code(clean(draft.account));
        to.group[row] = to.groups.code(clean(draft.group));
        String text = clean(draft.text);
        to.setText(text == null ? null : PanRedactor.redact(text));
        to.size++;
        if (openMinor == 0) {
            remark(Item.Fault.ZERO_AMOUNT, "nothing is open, the item is excluded");
        }
        if (due != null && due.isBefore(day)) {
            remark(Item.Fault.DUE_BEFORE_ISSUE, "due on " + due + ", before the day " + day);
        }
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    private short currencyNumber(CurrencyUnit currency) {
        int at = currencies.indexOf(currency);
        if (at < 0) {
            at = currencies.size();
            currencies.add(currency);
            amounts.add(Amounts.in(currency));
        }
        return (short) at;
    }

    /** Rejects what came twice, indexes the rest and gives back spare room. */
    void finish() {
        IdIndex.Twins twins = IdIndex.twins(columns);
        if (!twins.isEmpty()) {
            for (int row : twins.rows()) {
                Item.Fault code = twins.isConflict(row) ? Item.Fault.ID_CONFLICT : Item.Fault.DUPLICATE_RECORD;
                String why = code == Item.Fault.ID_CONFLICT
                        ? "another record has this id and other content, both are out"
                        : "an equal record came before it";
                rejections.add(Rejection.of(
                        Diagnostic.Location.of(source).field("id " + columns.ids.text(row)), recordType, code, why));
                rejectedTotals.add(currencies.get(columns.currency[row]), columns.amount[row]);
            }
            columns = IdIndex.without(columns, twins);
        }
        columns.seal();
        index = twins.isEmpty() ? twins.index() : IdIndex.of(columns);
    }

    /** An intake of these rows alone. */
    Intake part(int[] rows, boolean withRejections) {
        Intake part = new Intake(recordType);
        part.currencies.addAll(currencies);
        part.amounts.addAll(amounts);
        part.columns = new Columns(columns.prints);
        part.taken = rows.length;
        for (int row : rows) {
            part.columns.appendRow(columns, row);
            part.takenTotals.add(currencies.get(columns.currency[row]), columns.amount[row]);
        }
        if (withRejections) {
            part.rejections.addAll(rejections);
            part.remarks.addAll(remarks);
            part.taken += rejections.size();
            part.takenTotals.addAll(rejectedTotals);
            part.rejectedTotals.addAll(rejectedTotals);
        }
        part.columns.seal();
        part.index = IdIndex.of(part.columns);
        return part;
    }

    /** The same intake, with every row on the account. */
    Intake onAccount(String account) {
        Intake copy = new Intake(recordType);
        copy.rejections.addAll(rejections);
        copy.remarks.addAll(remarks);
        copy.currencies.addAll(currencies);
        copy.amounts.addAll(amounts);
        copy.takenTotals = takenTotals;
        copy.rejectedTotals = rejectedTotals;
        copy.taken = taken;
        copy.index = index;
        copy.columns = columns.onAccount(account);
        return copy;
    }
}
