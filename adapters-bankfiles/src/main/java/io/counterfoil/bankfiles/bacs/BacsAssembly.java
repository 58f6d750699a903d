package io.counterfoil.bankfiles.bacs;

import io.counterfoil.bankfiles.bacs.BacsFile.ServiceUser;
import io.counterfoil.bankfiles.bacs.internal.Standard18Lines;
import io.counterfoil.bankfiles.bacs.internal.Standard18Reader;
import io.counterfoil.bankfiles.fixedwidth.Folding;
import io.counterfoil.bankfiles.fixedwidth.LineEnds;
import io.counterfoil.bankfiles.fixedwidth.Problems;
import io.counterfoil.bankfiles.fixedwidth.YearDay;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentOrder.Fault;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges lines, then writes labels, lines and contra records. Not thread-safe. */
final class BacsAssembly {

    private static final long MOST = 99_999_999_999L;
    private static final int MOST_LINES = 9_999_999;

    private final ServiceUser user;
    private final LocalDate processingDay;
    private final boolean multi;
    private final Problems problems = new Problems("bacs file");

    BacsAssembly(ServiceUser user, LocalDate processingDay, boolean multi) {
        this.user = user;
        this.processingDay = processingDay;
        this.multi = multi;
    }

    /**
     * A line that is to be in the file, before it is judged.
     *
     * @param label names it in problems
     * @param order null for an instruction
     * @param account of the other side
     * @param name of the other side
     * @param code transaction code
     * @param reference that the other side sees
     * @param pence how much
     * @param on the wanted day
     */
    record Planned(
            String label,
            @Nullable PaymentOrder order,
            AccountNumber account,
            String name,
            String code,
            String reference,
            long pence,
            LocalDate on) {

        static Planned order(PaymentOrder order, AccountNumber account, String name) {
            boolean debit = order.direction() == Rail.Direction.DEBIT;
            String standard = debit ? order.presentment() > 1 ? "18" : "17" : "99";
            return new Planned(
                    "order " + order.id(),
                    order,
                    account,
                    name,
                    order.transactionCode().isEmpty() ? standard : order.transactionCode(),
                    debit ? order.mandate().map(id -> id.value()).orElse(order.endToEndId()) : order.endToEndId(),
                    Amounts.minor(order.amount()),
                    order.requestedOn());
        }

        static Planned instruction(String code, AccountNumber account, String name, String reference, LocalDate on) {
            return new Planned("instruction " + code + " to " + account, null, account, name, code, reference, 0, on);
        }
    }

    Checked<BacsFile> build(List<Planned> planned) {
        checkUser();
        if (planned.isEmpty()) {
            problems.error(ImportCode.FIELD_MISSING, "lines", "the file has no line, expected at least one");
        }
        if (planned.size() > MOST_LINES) {
            problems.error(Fault.TOO_LONG, "lines", "the file has " + planned.size() + " lines, expected fewer");
        }
        Set<String> seen = new HashSet<>();
        long debit = 0;
        long credit = 0;
        for (Planned one : planned) {
            check(one);
            PaymentOrder order = one.order();
            if (order != null && !seen.add(order.id().value())) {
                problems.error(
                        Fault.ORDER_EXISTS, one.label(), one.label() + " stands twice in the file, expected once");
            }
            long pence = Math.min(one.pence(), MOST + 1); // more than fits is refused below, and does not leave 64 bits
            debit += Standard18Reader.sign(one.code()) < 0 ? pence : 0;
            credit += Standard18Reader.sign(one.code()) > 0 ? pence : 0;
        }
        if (debit > MOST || credit > MOST) {
            problems.error(Fault.OVER_LIMIT, "file", "the file sums to more than a contra record of 11 digits holds");
        }
        return problems.result(() -> write(planned));
    }

    private void checkUser() {
        problems.form(Fault.TOO_LONG, "service user number", user.number(), "[0-9]{6}", "6 digits");
        problems.form(Fault.TOO_LONG, "serial", user.serial(), "[0-9A-Z]{1,6}", "1 to 6 capitals or digits");
        account("our account", user.account());
        name("our name", user.name());
        if (user.fileNumber() < 1 || user.fileNumber() > 999) {
            problems.error(Fault.TOO_LONG, "fileNumber", "file number " + user.fileNumber() + ", expected 1 to 999");
        }
        day("processing day", processingDay);
    }

    private void account(String label, AccountNumber account) {
        if (!digits(account).matches("[0-9]{14}")) {
            problems.error(
                    Fault.INSTRUMENT,
                    label,
                    "account " + account + ", expected a sort code of 6 and a number of 8 digits");
        }
    }

    private void name(String label, String name) {
        if (Folding.BACS.fold(name, 18).isEmpty()) {
            problems.error(ImportCode.FIELD_MISSING, label, "a name is missing, expected a text");
        }
        characters(label, name);
    }

    private void characters(String label, String text) {
        if (user.refusesOtherCharacters() && !text.toUpperCase(Locale.ROOT).equals(Folding.BACS.fold(text))) {
            problems.error(
                    Fault.CHARACTERS,
                    label,
                    "a text has characters that Bacs does not carry, expected A-Z 0-9 . & / - '");
        }
    }

    private void day(String label, LocalDate day) {
        if (day.getYear() < 2000 || day.getYear() > 2099) {
            problems.error(Fault.TOO_LATE, label, "day " + day + ", expected one of this century");
        }
    }

    private void check(Planned one) {
        account(one.label(), one.account());
        name(one.label(), one.name());
        characters(one.label(), one.reference());
        day(one.label(), one.on());
        String reference = Folding.BACS.fold(one.reference()).strip();
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, one.label(), reference, 18);
        if (!reference.equals(one.reference())) {
            problems.warning(
                    Fault.CHARACTERS,
                    one.label(),
                    "reference '" + one.reference() + "' is written as '" + reference
                            + "', expected capitals\nMaybe a report will name it so.");
        }
        if (!multi && !one.on().equals(processingDay)) {
            problems.error(
                    Fault.TOO_LATE,
                    one.label(),
                    "wanted on " + one.on() + " in a file for " + processingDay
                            + ", expected the same day\nMaybe make the file multi-day.");
        }
        PaymentOrder order = one.order();
        if (order == null) {
            problems.form(ImportCode.BAD_TRANSACTION_CODE, one.label(), one.code(), "0[NCS]", "0N, 0C or 0S");
            return;
        }
        String currency = order.amount().getCurrency().getCurrencyCode();
        if (!currency.equals("GBP")) {
            problems.error(Fault.CURRENCY, one.label(), "amount in " + currency + ", expected GBP");
        }
        int wanted = order.direction() == Rail.Direction.DEBIT ? -1 : 1;
        if (Standard18Reader.sign(one.code()) != wanted) {
            problems.error(
                    ImportCode.BAD_TRANSACTION_CODE,
                    one.label(),
                    "transaction code '" + one.code() + "' of a " + order.direction() + ", expected such as "
                            + (wanted < 0 ? "17" : "99"));
        }
    }

    private static String digits(AccountNumber account) {
        return account.routing().replaceAll("[\\s-]", "") + account.number().replaceAll("[\\s-]", "");
    }

    private BacsFile write(List<Planned> planned) {
        List<String> data = new ArrayList<>();
        String ours = digits(user.account());
        Map<String, long[]> days = new TreeMap<>();
        for (Planned one : planned) {
            String day = multi ? " " + YearDay.text(one.on()).substring(1) : "";
            data.add(Standard18Lines.data(
                    digits(one.account()),
                    one.code(),
                    ours,
                    one.pence(),
                    day,
                    user.name(),
                    one.reference(),
                    one.name()));
            long[] sums = days.computeIfAbsent(day, key -> new long[2]);
            sums[0] += Standard18Reader.sign(one.code()) < 0 ? one.pence() : 0;
            sums[1] += Standard18Reader.sign(one.code()) > 0 ? one.pence() : 0;
        }
        days.forEach((day, sums) -> {
            if (sums[1] > 0) {
                data.add(Standard18Lines.data(ours, "17", ours, sums[1], day, user.name(), "CONTRA", user.name()));
            }
            if (sums[0] > 0) {
                data.add(Standard18Lines.data(ours, "99", ours, sums[0], day, user.name(), "CONTRA", user.name()));
            }
        });
        List<String> lines = new ArrayList<>(labels());
        lines.addAll(data);
        lines.addAll(ends(data));
        return new BacsFile(lines, LineEnds.UNIX);
    }

    private String date(LocalDate day) {
        return " " + YearDay.text(day).substring(1);
    }

    private List<String> labels() {
        String owner = user.number();
        return List.of(
                Standard18Lines.VOL1
                        .blank()
                        .put("label", "VOL1")
                        .put("serial", user.serial())
                        .put("owner", "    " + owner)
                        .put("level", "1")
                        .written(),
                header("HDR1", 0),
                second("HDR2"),
                Standard18Lines.UHL1
                        .blank()
                        .put("label", "UHL1")
                        .put("day", date(processingDay))
                        .put("receiver", "999999")
                        .put("currency", "00")
                        .put("country", "000000")
                        .put("work", multi ? "4 MULTI" : "1 DAILY")
                        .put("file", user.fileNumber())
                        .written());
    }

    private String header(String label, long blocks) {
        return Standard18Lines.HDR1
                .blank()
                .put("label", label)
                .put("file", "A" + user.number() + "S  1" + user.number())
                .put("set", user.serial())
                .put("section", 1)
                .put("sequence", user.fileNumber())
                .put("created", date(processingDay))
                .put("expires", date(processingDay))
                .put("blocks", blocks)
                .written();
    }

    private String second(String label) {
        return Standard18Lines.HDR2
                .blank()
                .put("label", label)
                .put("format", "F")
                .put("block", 2_000)
                .put("record", multi ? 106 : 100)
                .written();
    }

    private List<String> ends(List<String> data) {
        long[] sums = sums(data);
        return List.of(
                header("EOF1", 0),
                second("EOF2"),
                Standard18Lines.UTL1
                        .blank()
                        .put("label", "UTL1")
                        .put("debit", sums[0])
                        .put("credit", sums[1])
                        .put("debits", sums[2])
                        .put("credits", sums[3])
                        .written());
    }

    /** Debits, credits and how many of each, contra records among them. */
    private static long[] sums(List<String> data) {
        long[] sums = new long[4];
        for (String line : data) {
            int sign = Standard18Reader.sign(line.substring(15, 17));
            if (sign != 0) {
                int at = sign < 0 ? 0 : 1;
                sums[at] += Long.parseLong(line.substring(35, 46));
                sums[at + 2]++;
            }
        }
        return sums;
    }

    /** A file that was read, where its trailer is what its lines sum to. */
    static Checked<BacsFile> checked(List<String> lines, LineEnds ends, Diagnostic.Location at) {
        List<String> data = lines.stream()
                .filter(line -> line.charAt(0) >= '0' && line.charAt(0) <= '9')
                .toList();
        String trailer = lines.stream()
                .filter(line -> line.startsWith("UTL1"))
                .reduce((first, second) -> second)
                .orElse("");
        if (trailer.isEmpty()
                || data.stream().anyMatch(line -> !line.substring(35, 46).matches("[0-9]{11}"))) {
            return Checked.failed(Diagnostic.error(
                    ImportCode.NOT_BACS, "the file has no label UTL1, or an amount that is no number", at));
        }
        long[] sums = sums(data);
        String expected = String.format(Locale.ROOT, "%013d%013d%07d%07d", sums[0], sums[1], sums[2], sums[3]);
        return expected.equals(trailer.substring(4, 44))
                ? Checked.of(new BacsFile(lines, ends))
                : Checked.failed(Diagnostic.error(
                        ImportCode.TOTAL_VALUE,
                        "UTL1 is not what the lines sum to\nMaybe ask Imports to prove the file: its receipt says which.",
                        at));
    }
}
