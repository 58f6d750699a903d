package io.counterfoil.bankfiles.cpa;

import io.counterfoil.bankfiles.cpa.CpaFile.Originator;
import io.counterfoil.bankfiles.cpa.CpaFile.Variant;
import io.counterfoil.bankfiles.cpa.internal.CpaLayouts;
import io.counterfoil.bankfiles.fixedwidth.Folding;
import io.counterfoil.bankfiles.fixedwidth.Layout;
import io.counterfoil.bankfiles.fixedwidth.LineEnds;
import io.counterfoil.bankfiles.fixedwidth.Problems;
import io.counterfoil.bankfiles.fixedwidth.YearDay;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.AccountNumberCheck;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentOrder.Fault;
import io.counterfoil.payments.rail.Rail;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges segments, then makes records of six. Not thread-safe. */
final class CpaAssembly {

    private static final int SEGMENTS = 6;
    private static final long MOST = 9_999_999_999L;
    private static final long MOST_SUM = 99_999_999_999_999L;
    private static final String ORDER = "DCEF";
    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("ddMMyy", Locale.ROOT);

    private final Originator originator;
    private final int number;
    private final Instant now;
    private final Problems problems = new Problems("cpa file");

    CpaAssembly(Originator originator, int number, Instant now) {
        this.originator = originator;
        this.number = number;
        this.now = now;
    }

    /**
     * A segment that is to be in the file, before it is judged.
     *
     * @param order as it is or was sent
     * @param account of the other side
     * @param name of the other side
     * @param corrects trace of the original; empty where it corrects none
     */
    record Planned(PaymentOrder order, AccountNumber account, String name, String corrects) {

        char record() {
            boolean debit = order.direction() == Rail.Direction.DEBIT;
            return corrects.isEmpty() ? debit ? 'D' : 'C' : debit ? 'F' : 'E';
        }

        String label() {
            return "order " + order.id();
        }
    }

    Checked<CpaFile> build(List<Planned> planned) {
        checkOriginator();
        if (planned.isEmpty()) {
            problems.error(ImportCode.FIELD_MISSING, "segments", "the file has no payment, expected at least one");
        }
        Set<String> seen = new HashSet<>();
        long[] sums = new long[ORDER.length()];
        for (Planned one : planned) {
            check(one);
            if (!seen.add(one.order().id().value() + one.corrects())) {
                problems.error(
                        Fault.ORDER_EXISTS, one.label(), one.label() + " stands twice in the file, expected once");
            }
            sums[ORDER.indexOf(one.record())] += Amounts.minor(one.order().amount());
        }
        for (long sum : sums) {
            if (sum > MOST_SUM) {
                problems.error(Fault.OVER_LIMIT, "file", "the file sums to more than 14 digits hold");
            }
        }
        if (originator.variant() == Variant.EIGHTY_COLUMNS) {
            checkUniform(planned);
            return problems.result(() -> eighty(planned));
        }
        return problems.result(() -> write(planned));
    }

    private void checkOriginator() {
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, "originator id", originator.id(), 10);
        problems.form(Fault.TOO_LONG, "dataCentre", originator.dataCentre(), "[0-9]{5}", "5 digits");
        problems.form(Fault.CURRENCY, "currency", originator.currency(), "CAD|USD", "CAD or USD");
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, "shortName", originator.shortName(), 15);
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, "longName", originator.longName(), 30);
        problems.form(Fault.TOO_LONG, "debitType", originator.debitType(), "[0-9]{3}", "3 digits");
        problems.form(Fault.TOO_LONG, "creditType", originator.creditType(), "[0-9]{3}", "3 digits");
        problems.form(
                Fault.CHARACTERS,
                "routingLine",
                originator.routingLine(),
                "|\\$\\$[ -~]*",
                "nothing or a line from $$ on");
        account("returns", originator.returns());
        if (number < 1 || number > 9999) {
            problems.error(
                    ImportCode.FILE_CREATION_NUMBER,
                    "file creation number",
                    "file creation number " + number + ", expected 1 to 9999");
        }
    }

    private void account(String label, AccountNumber account) {
        AccountNumberCheck.Result result = AccountNumberCheck.canada().check(account);
        if (result instanceof AccountNumberCheck.Result.Valid) {
            return;
        }
        problems.error(
                result instanceof AccountNumberCheck.Result.Invalid invalid ? invalid.code() : Fault.INSTRUMENT,
                label,
                "account " + account + " does not hold, expected transit, institution and 7 to 12 digits");
    }

    private void check(Planned one) {
        String label = one.label();
        PaymentOrder order = one.order();
        account(label, one.account());
        String currency = order.amount().getCurrency().getCurrencyCode();
        if (!currency.equals(originator.currency())) {
            problems.error(Fault.CURRENCY, label, "amount in " + currency + ", expected " + originator.currency());
        }
        if (Amounts.minor(order.amount()) > MOST) {
            problems.error(
                    Fault.OVER_LIMIT, label, "amount " + Amounts.text(order.amount()) + ", expected at most 10 digits");
        }
        if (Folding.CAPITALS.fold(one.name(), 30).isEmpty()) {
            problems.error(ImportCode.FIELD_MISSING, label, "the name of the other side is missing, expected a text");
        }
        problems.text(
                ImportCode.FIELD_MISSING,
                Fault.TOO_LONG,
                label,
                Folding.CAPITALS.fold(order.endToEndId()).strip(),
                19);
        String written = Folding.CAPITALS.fold(order.endToEndId(), 19);
        if (!written.equals(order.endToEndId())) {
            problems.warning(
                    Fault.CHARACTERS,
                    label,
                    "cross-reference '" + order.endToEndId() + "' is written as '" + written
                            + "', expected capitals\nMaybe find its return by the trace number.");
        }
        problems.form(Fault.TERMS, label, type(order), "[0-9]{3}", "a transaction type of 3 digits");
        if (!one.corrects().isEmpty()) {
            problems.form(ImportCode.FIELD_MISSING, label, one.corrects(), "[0-9]{22}", "a trace number of 22 digits");
        }
        if (order.requestedOn().getYear() < 2000 || order.requestedOn().getYear() > 2099) {
            problems.error(
                    Fault.TOO_LATE, label, "wanted on " + order.requestedOn() + ", expected a day of this century");
        }
    }

    private String type(PaymentOrder order) {
        if (!order.transactionCode().isEmpty()) {
            return order.transactionCode();
        }
        return order.direction() == Rail.Direction.DEBIT ? originator.debitType() : originator.creditType();
    }

    private CpaFile write(List<Planned> planned) {
        List<String> records = new ArrayList<>();
        Map<PaymentId, String> traces = new LinkedHashMap<>();
        if (!originator.routingLine().isEmpty()) {
            records.add(originator.routingLine());
        }
        long count = 1;
        LocalDate today = now.atZone(originator.zone()).toLocalDate();
        records.add(head(CpaLayouts.HEADER.blank(), 'A', count)
                .put("date", YearDay.text(today))
                .put("centre", originator.dataCentre())
                .put("currency", originator.currency())
                .written());
        long sequence = 0;
        for (int at = 0; at < ORDER.length(); at++) {
            char type = ORDER.charAt(at);
            List<Planned> those =
                    planned.stream().filter(one -> one.record() == type).toList();
            for (int from = 0; from < those.size(); from += SEGMENTS) {
                StringBuilder segments = new StringBuilder();
                for (Planned one : those.subList(from, Math.min(those.size(), from + SEGMENTS))) {
                    String trace = trace(++sequence);
                    segments.append(segment(one, trace));
                    traces.put(one.order().id(), trace);
                }
                count++;
                records.add(head(CpaLayouts.DETAIL.blank(), type, count)
                        .put("segments", segments.toString())
                        .written());
            }
        }
        records.add(trailer(planned, count + 1));
        return new CpaFile(records, LineEnds.UNIX, traces);
    }

    private Layout.Line head(Layout.Line line, char type, long count) {
        return line.put("type", String.valueOf(type))
                .put("count", count)
                .put("originator", Folding.CAPITALS.fold(originator.id(), 10))
                .put("number", number);
    }

    private String trace(long sequence) {
        return String.format(Locale.ROOT, "0000%s%04d%09d", originator.dataCentre(), number, sequence);
    }

    private String segment(Planned one, String trace) {
        PaymentOrder order = one.order();
        return CpaLayouts.SEGMENT
                .blank()
                .put("type", type(order))
                .put("amount", Amounts.minor(order.amount()))
                .put("date", YearDay.text(order.requestedOn()))
                .put("institution", one.account().ref().routing())
                .put("account", digits(one.account()))
                .put("trace", trace)
                .put("stored", "000")
                .put("shortName", Folding.CAPITALS.fold(originator.shortName(), 15))
                .put("name", Folding.CAPITALS.fold(one.name(), 30))
                .put("longName", Folding.CAPITALS.fold(originator.longName(), 30))
                .put("user", Folding.CAPITALS.fold(originator.id(), 10))
                .put("reference", Folding.CAPITALS.fold(order.endToEndId(), 19))
                .put("returnInstitution", originator.returns().ref().routing())
                .put("returnAccount", digits(originator.returns()))
                .put("sundry", Folding.CAPITALS.fold(order.entryDescription(), 15))
                .put("original", one.corrects())
                .written();
    }

    private static String digits(AccountNumber account) {
        return account.number().replaceAll("[\\s-]", "");
    }

    private String trailer(List<Planned> planned, long count) {
        Layout.Line line = head(CpaLayouts.TRAILER.blank(), 'Z', count);
        Map<Character, String> names = Map.of('C', "credit", 'D', "debit", 'E', "errorCredit", 'F', "errorDebit");
        names.forEach((type, name) -> {
            List<Planned> those =
                    planned.stream().filter(one -> one.record() == type).toList();
            line.put(
                            name,
                            those.stream()
                                    .mapToLong(one -> Amounts.minor(one.order().amount()))
                                    .sum())
                    .put(name + "s", those.size());
        });
        return line.written();
    }

    private void checkUniform(List<Planned> planned) {
        long kinds = planned.stream()
                .map(one -> one.record() + type(one.order()) + one.order().requestedOn())
                .distinct()
                .count();
        if (kinds > 1 || planned.stream().anyMatch(one -> !one.corrects().isEmpty())) {
            problems.error(
                    Fault.TERMS,
                    "file",
                    "lines of 80 columns carry one direction, transaction type and due date and no correction, got "
                            + kinds);
        }
    }

    private CpaFile eighty(List<Planned> planned) {
        PaymentOrder first = planned.get(0).order();
        String due = DAY_FIRST.format(first.requestedOn());
        List<String> lines = new ArrayList<>();
        Map<PaymentId, String> traces = new LinkedHashMap<>();
        if (!originator.routingLine().isEmpty()) {
            lines.add(originator.routingLine());
        }
        lines.add(EIGHTY_HEADER
                .blank()
                .put("type", "H")
                .put("originator", Folding.CAPITALS.fold(originator.id(), 10))
                .put("direction", first.direction() == Rail.Direction.DEBIT ? "D" : "C")
                .put("code", type(first))
                .put("due", due)
                .put("shortName", Folding.CAPITALS.fold(originator.shortName(), 15))
                .put("institution", originator.returns().ref().routing())
                .put("account", digits(originator.returns()))
                .put("number", number)
                .written());
        for (Planned one : planned) {
            String reference = Folding.CAPITALS.fold(one.order().endToEndId(), 19);
            traces.put(one.order().id(), reference);
            lines.add(EIGHTY_DETAIL
                    .blank()
                    .put("type", "D")
                    .put("name", Folding.CAPITALS.fold(one.name(), 23))
                    .put("due", due)
                    .put("reference", reference)
                    .put("institution", one.account().ref().routing())
                    .put("account", digits(one.account()))
                    .put("amount", Amounts.minor(one.order().amount()))
                    .written());
        }
        lines.add(EIGHTY_TRAILER
                .blank()
                .put("type", "T")
                .put("count", planned.size())
                .put(
                        "value",
                        planned.stream()
                                .mapToLong(one -> Amounts.minor(one.order().amount()))
                                .sum())
                .written());
        return new CpaFile(lines, LineEnds.UNIX, traces);
    }

    private static final Layout EIGHTY_HEADER = Layout.of(
            "H",
            80,
            "type:1 originator:2-11 direction:12 code:13-15 due:16-21 shortName:22-36 institution:37-45 account:46-57 number:58-61#");
    private static final Layout EIGHTY_DETAIL = Layout.of(
            "D", 80, "type:1 name:2-24 due:25-30 reference:31-49 institution:50-58 account:59-70 amount:71-80#");
    private static final Layout EIGHTY_TRAILER = Layout.of("T", 80, "type:1 count:2-9# value:10-23#");

    /** A file that was read, where its trailer is what its segments sum to. */
    static Checked<CpaFile> checked(List<String> records, LineEnds ends, Diagnostic.Location at) {
        Optional<String> fault = fault(
                records.stream().filter(record -> !record.startsWith("$$")).toList());
        return fault.isPresent()
                ? Checked.failed(Diagnostic.error(ImportCode.NOT_CPA005, fault.get(), at))
                : Checked.of(new CpaFile(records, ends, Map.of()));
    }

    private static Optional<String> fault(List<String> records) {
        if (records.size() < 2
                || records.get(0).charAt(0) != 'A'
                || records.get(records.size() - 1).charAt(0) != 'Z') {
            return Optional.of("the file has no header A or no trailer Z");
        }
        long debit = 0;
        long credit = 0;
        for (String record : records) {
            boolean debits = "DJ".indexOf(record.charAt(0)) >= 0;
            if (!debits && "CI".indexOf(record.charAt(0)) < 0) {
                continue;
            }
            for (int at = 24; at < record.length(); at += 240) {
                String amount = record.substring(at + 3, at + 13);
                if (amount.isBlank()) {
                    break;
                }
                if (!amount.matches("[0-9]{10}")) {
                    return Optional.of("an amount of a segment is no number");
                }
                debit += debits ? Long.parseLong(amount) : 0;
                credit += debits ? 0 : Long.parseLong(amount);
            }
        }
        String trailer = records.get(records.size() - 1);
        String sums = String.format(Locale.ROOT, "%014d/%014d", debit, credit);
        return sums.equals(trailer.substring(24, 38) + "/" + trailer.substring(46, 60))
                ? Optional.empty()
                : Optional.of(
                        "the trailer is not what the segments sum to\nMaybe ask Imports to prove the file: its receipt says which.");
    }
}
