package io.counterfoil.bankfiles.nacha;

import io.counterfoil.bankfiles.fixedwidth.Folding;
import io.counterfoil.bankfiles.fixedwidth.Layout;
import io.counterfoil.bankfiles.fixedwidth.LineEnds;
import io.counterfoil.bankfiles.fixedwidth.Problems;
import io.counterfoil.bankfiles.nacha.NachaFile.Originator;
import io.counterfoil.bankfiles.nacha.internal.NachaCodes;
import io.counterfoil.bankfiles.nacha.internal.NachaLayouts;
import io.counterfoil.bankfiles.nacha.internal.NachaRecords;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes records of what was planned: batches by class, description and day, traces in order, controls at last. Not thread-safe. */
final class NachaAssembly {

    static final String MODIFIERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);
    private static final long MOST_SEQUENCE = 9_999_999;
    private static final long MOST_AMOUNT = 9_999_999_999L;
    private static final long MOST_SUM = 999_999_999_999L;
    private static final int MOST_RECORDS = 999_999;
    private static final int LOAN_CREDIT = 52;
    private static final int LOAN_REVERSAL = 55;
    private static final int MOST_BATCHES = 999_999;

    private final Originator originator;
    private final int fileOfDay;
    private final long firstSequence;
    private final Instant now;
    private final Problems problems = new Problems("nacha file");

    NachaAssembly(Originator originator, int fileOfDay, long firstSequence, Instant now) {
        this.originator = originator;
        this.fileOfDay = fileOfDay;
        this.firstSequence = firstSequence;
        this.now = now;
    }

    /** Entries of one batch, by what their header says. */
    private record Group(String entryClass, String description, LocalDate on) {}

    Checked<NachaFile> build(List<Planned> planned) {
        checkOriginator();
        if (planned.isEmpty()) {
            problems.error(ImportCode.FIELD_MISSING, "entries", "the file has no entry, expected at least one");
        }
        Map<Group, List<Planned.Ready>> groups = new LinkedHashMap<>();
        PlannedCheck check = new PlannedCheck(originator, now, problems);
        for (Planned one : planned) {
            Optional<Planned.Ready> ready = check.ready(one);
            ready.ifPresent(entry -> groups.computeIfAbsent(
                            new Group(entry.entryClass(), entry.description(), entry.on()), key -> new ArrayList<>())
                    .add(entry));
        }
        checkSums(planned.size(), groups.values().stream().map(this::sums).toList());
        if (groups.size() > MOST_BATCHES) {
            problems.error(Fault.TOO_LONG, "batches", "the file has " + groups.size() + " batches, expected fewer");
        }
        return problems.result(() -> write(groups));
    }

    private void checkOriginator() {
        problems.form(Fault.TOO_LONG, "destination", originator.destination(), "[0-9]{9}", "9 digits");
        problems.form(Fault.TOO_LONG, "origin", originator.origin(), "[ -~]{9,10}", "9 or 10 characters");
        problems.form(Fault.TOO_LONG, "companyId", originator.companyId(), "[ -~]{1,10}", "1 to 10 characters");
        problems.form(Fault.TOO_LONG, "odfi", originator.odfi(), "[0-9]{8}", "8 digits");
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, "companyName", originator.companyName(), 16);
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, "description", originator.description(), 10);
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, "destinationName", originator.destinationName(), 23);
        problems.text(ImportCode.FIELD_MISSING, Fault.TOO_LONG, "originName", originator.originName(), 23);
        problems.form(
                Fault.TOO_LONG,
                "discretionaryData",
                originator.discretionaryData(),
                "[ -~]{0,20}",
                "at most 20 characters");
        if (fileOfDay < 1 || fileOfDay > MODIFIERS.length()) {
            problems.error(Fault.TOO_LONG, "fileOfDay", "file " + fileOfDay + " of the day, expected 1 to 36");
        }
        originator
                .offset()
                .filter(account -> !account.routing().matches("[0-9]{9}")
                        || account.number().strip().length() > 17)
                .ifPresent(account -> problems.error(
                        Fault.INSTRUMENT,
                        "offset",
                        "offset account " + account + ", expected 9 digits and at most 17"));
    }

    /** What the entries of a batch sum to, without those that balance it. */
    private record Sums(long debit, long credit, long records) {}

    private Sums sums(List<Planned.Ready> entries) {
        long debit = 0;
        long credit = 0;
        long records = 0;
        for (Planned.Ready entry : entries) {
            if (NachaCodes.sign(entry.code()) < 0) {
                debit += entry.amount();
            } else {
                credit += entry.amount();
            }
            records += 1 + entry.texts().size() + (entry.answer() == null ? 0 : 1);
        }
        return new Sums(debit, credit, records);
    }

    /** Amounts have ten digits, sums twelve, counts of a batch six, trace numbers seven of their own. */
    private void checkSums(long entries, List<Sums> batches) {
        boolean balanced = originator.offset().isPresent();
        long most = balanced ? MOST_AMOUNT : MOST_SUM;
        long debit = 0;
        long credit = 0;
        long traces = entries;
        for (Sums batch : batches) {
            if (batch.debit() > most || batch.credit() > most) {
                problems.error(
                        Fault.OVER_LIMIT,
                        "batch",
                        balanced
                                ? "a batch sums to more than 10 digits hold, expected what one offsetting entry takes"
                                : "a batch sums to more than 12 digits hold");
            }
            if (batch.records() > MOST_RECORDS) {
                problems.error(
                        Fault.TOO_LONG,
                        "batch",
                        "a batch has " + batch.records() + " entries and addenda, expected at most " + MOST_RECORDS);
            }
            debit += batch.debit();
            credit += batch.credit();
            traces += balanced ? Long.signum(batch.debit()) + Long.signum(batch.credit()) : 0;
        }
        if (balanced ? debit + credit > MOST_SUM : debit > MOST_SUM || credit > MOST_SUM) {
            problems.error(Fault.OVER_LIMIT, "file", "the file sums to more than 12 digits hold");
        }
        if (firstSequence < 1 || firstSequence > MOST_SEQUENCE - traces + 1) {
            problems.error(Fault.TOO_LONG, "trace", "trace numbers from " + firstSequence + " leave seven digits");
        }
    }

    private NachaFile write(Map<Group, List<Planned.Ready>> groups) {
        List<Layout.Line> records = new ArrayList<>();
        Map<PaymentId, String> traces = new LinkedHashMap<>();
        records.add(header(originator, MODIFIERS.charAt(fileOfDay - 1), now));
        long sequence = firstSequence;
        long number = 0;
        for (Map.Entry<Group, List<Planned.Ready>> group : groups.entrySet()) {
            number++;
            List<Planned.Ready> entries = new ArrayList<>(group.getValue());
            originator.offset().ifPresent(account -> entries.addAll(offsets(account, entries)));
            records.add(batch(group.getKey(), entries, number));
            for (Planned.Ready entry : entries) {
                String trace = originator.odfi() + String.format(Locale.ROOT, "%07d", sequence++);
                records.addAll(entry.lines(trace));
                PaymentId id = entry.id();
                if (id != null) {
                    traces.put(id, trace);
                }
            }
            records.add(NachaLayouts.BATCH_CONTROL
                    .blank()
                    .put("type", "8")
                    .put("service", service(entries))
                    .put("companyId", originator.companyId())
                    .put("odfi", originator.odfi())
                    .put("number", String.format(Locale.ROOT, "%07d", number)));
        }
        records.add(NachaLayouts.FILE_CONTROL.blank().put("type", "9"));
        return new NachaFile(NachaRecords.controlled(records), LineEnds.UNIX, traces);
    }

    private static Layout.Line header(Originator originator, char modifier, Instant now) {
        ZonedDateTime made = now.atZone(originator.zone());
        return NachaLayouts.FILE
                .blank()
                .put("type", "1")
                .put("priority", "01")
                .put("destination", " " + originator.destination())
                .put("origin", originator.origin().length() == 9 ? " " + originator.origin() : originator.origin())
                .put("date", DAY.format(made))
                .put("time", TIME.format(made))
                .put("modifier", String.valueOf(modifier))
                .put("size", "094")
                .put("blocking", "10")
                .put("format", "1")
                .put("destinationName", Folding.ASCII.fold(originator.destinationName(), 23))
                .put("originName", Folding.ASCII.fold(originator.originName(), 23));
    }

    private Layout.Line batch(Group group, List<Planned.Ready> entries, long number) {
        return NachaLayouts.BATCH
                .blank()
                .put("type", "5")
                .put("service", service(entries))
                .put("company", Folding.ASCII.fold(originator.companyName(), 16))
                .put("discretionary", originator.discretionaryData())
                .put("companyId", originator.companyId())
                .put("class", group.entryClass())
                .put("description", Folding.ASCII.fold(group.description(), 10))
                .put("descriptiveDate", DAY.format(group.on()))
                .put("effective", DAY.format(group.on()))
                .put("status", "1")
                .put("odfi", originator.odfi())
                .put("number", number);
    }

    private static String service(List<Planned.Ready> entries) {
        boolean debit = entries.stream().anyMatch(entry -> NachaCodes.sign(entry.code()) < 0);
        boolean credit = entries.stream().anyMatch(entry -> NachaCodes.sign(entry.code()) > 0);
        return debit && credit ? "200" : debit ? "225" : "220";
    }

    private List<Planned.Ready> offsets(AccountNumber account, List<Planned.Ready> entries) {
        List<Planned.Ready> offsets = new ArrayList<>();
        for (int sign : new int[] {-1, 1}) {
            long sum = entries.stream()
                    .filter(entry -> NachaCodes.sign(entry.code()) == sign)
                    .mapToLong(Planned.Ready::amount)
                    .sum();
            if (sum > 0) {
                offsets.add(Planned.Ready.offset(account, sign < 0 ? 22 : 27, sum, originator, entries.get(0)));
            }
        }
        return offsets;
    }

    static boolean isControlled(List<Layout.Line> records) {
        try {
            return NachaRecords.controlled(records).equals(records);
        } catch (IllegalArgumentException e) {
            return false; // an amount or a bank is no number: the reader's receipt says which
        }
    }

    static Checked<NachaFile> reversal(
            List<Layout.Line> records, List<String> chosen, LocalDate on, Originator originator, Instant now) {
        Problems problems = new Problems("reversal");
        for (String trace : chosen) {
            long found = records.stream()
                    .filter(record ->
                            record.kind().equals("6") && record.text("trace").equals(trace))
                    .count();
            if (found != 1) {
                problems.error(
                        ImportCode.FIELD_MISSING,
                        "trace",
                        "trace number " + trace + " stands " + found + " times in the file, expected once");
            }
        }
        if (chosen.isEmpty()) {
            problems.error(ImportCode.FIELD_MISSING, "trace", "no entry is chosen, expected at least one");
        }
        List<Layout.Line> reversed = new ArrayList<>();
        reversed.add(header(originator, 'A', now));
        Layout.@Nullable Line batch = null;
        boolean open = false;
        for (Layout.Line record : records) {
            switch (record.written().charAt(0)) {
                case '5' -> {
                    batch = record;
                    open = false;
                }
                case '6' -> {
                    if (batch != null && chosen.contains(record.text("trace"))) {
                        if (!open) {
                            reversed.add(reversalBatch(batch, on));
                            open = true;
                        }
                        int code = (int) record.number("code");
                        if (code % 10 != 2 && code % 10 != 7) {
                            problems.error(
                                    ImportCode.BAD_TRANSACTION_CODE,
                                    "code",
                                    "entry " + record.text("trace") + " has code " + code
                                            + ", expected one of a payment with money");
                        }
                        reversed.add(record.copy()
                                .put("code", Integer.toString(opposite(code)))
                                .put("addenda", 0));
                    }
                }
                case '8' -> {
                    if (open) {
                        reversed.add(record.copy().put("service", "200"));
                        open = false;
                    }
                }
                default -> {
                    // headers and addenda are not taken over
                }
            }
        }
        reversed.add(NachaLayouts.FILE_CONTROL.blank().put("type", "9"));
        return problems.result(() -> new NachaFile(NachaRecords.controlled(reversed), LineEnds.UNIX, Map.of()));
    }

    /** The code that takes back another: a loan that was paid into has one of its own. */
    private static int opposite(int code) {
        return code == LOAN_CREDIT ? LOAN_REVERSAL : code % 10 == 2 ? code + 5 : code - 5;
    }

    private static Layout.Line reversalBatch(Layout.Line batch, LocalDate on) {
        return batch.copy()
                .put("service", "200")
                .put("description", "REVERSAL")
                .put("descriptiveDate", DAY.format(on))
                .put("effective", DAY.format(on))
                .put("settlement", "");
    }
}
