package io.counterfoil.examples.clientservices;

import io.counterfoil.examples.clientservices.Plan.Debit;
import io.counterfoil.examples.clientservices.Plan.Fate;
import io.counterfoil.examples.clientservices.Plan.Wire;
import io.counterfoil.examples.clientservices.Plan.WireFate;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The bank's side. It reads the files that it is given by their columns, keeps its own balance in cents, and answers each evening with a statement (BAI2) and, where
 * something came back, a file of returns (CPA 005). Knows no ledger. Not thread-safe.
 */
final class Bank {

    static final String ORIGINATOR = "MAPLEPAY01";
    static final String CLOSED_ACCOUNT = "5550003";

    private static final int WIDTH = 1464;
    private static final int HEAD = 24;
    private static final int SEGMENT = 240;
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private final Map<String, Debit> plan = new HashMap<>();
    private final Map<LocalDate, List<Line>> lines = new TreeMap<>();
    private final Map<LocalDate, List<Item>> returns = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private long balance;
    private int statements;
    private int returnFiles;

    /** A line of the statement. */
    private record Line(long minor, String reference, String text) {}

    /** A returned item: the segment as it was sent, and why it comes back. */
    private record Item(char type, String code, String segment, long minor) {}

    /**
     * What the bank sends in the evening.
     *
     * @param statement the day's statement
     * @param returned the file of what came back; empty where nothing did
     * @param closing the balance that the bank keeps, in cents
     */
    record Evening(String statement, String returned, long closing) {}

    Bank(Plan month) {
        month.debits().forEach(debit -> plan.put(debit.id(), debit));
        balance = Plan.FLOAT
                + month.openings().values().stream().mapToLong(Long::longValue).sum();
        month.credits().forEach(one -> add(one.on(), one.minor(), one.reference(), one.text()));
        month.cards()
                .forEach(card -> add(card.depositedOn(), card.minor() - card.fee(), card.id(), "ACQUIRER DEPOSIT"));
        returns.computeIfAbsent(Month.march(16), day -> new ArrayList<>()).add(foreign());
    }

    /** A return that belongs to another originator. */
    private static Item foreign() {
        String segment = field("450", 3) + number(3_150, 10) + "027070" + number(11_112_345, 9) + field("7777777", 12)
                + number(9_999, 22) + "000" + field("", 15) + field("NOBODY WE KNOW", 30) + field("", 30)
                + field("OTHER00001", 10) + field("ZZ-1", 19) + number(1_234_500, 9) + field("", 12) + field("", 15)
                + number(0, 22) + field("", 2) + number(0, 11);
        return new Item('J', "905", segment, 3_150);
    }

    private void add(LocalDate day, long minor, String reference, String text) {
        lines.computeIfAbsent(day, any -> new ArrayList<>()).add(new Line(minor, reference, text));
    }

    /** A wire is handed over. */
    void wire(Wire wire) {
        if (wire.fate() != WireFate.UNDER_WAY) {
            add(wire.on(), -wire.minor(), wire.id(), "WIRE OUT " + wire.beneficiary());
            add(wire.on(), -wire.charge(), "CHG-" + wire.id(), "WIRE FEE");
        }
        if (wire.fate() == WireFate.RETURNED_SHORT) {
            add(Month.after(wire.on(), 5), wire.minor() - Plan.KEPT_OF_WIRE, wire.id() + "R", "WIRE RETURNED");
        }
    }

    /** The biller network collects the bills of a day on the next one. */
    void network(String reference, long minor, LocalDate on) {
        add(on, -minor, reference, "BILLER NETWORK");
    }

    /** The acquirer takes a disputed amount and its fee, or gives the amount back. */
    void chargeback(String reference, long minor, LocalDate on) {
        add(on, minor, reference, minor < 0 ? "CHARGEBACK" : "CHARGEBACK REVERSED");
    }

    /** A file of payments comes in. */
    void take(byte[] file) {
        String number = "";
        Map<String, Long> sums = new TreeMap<>();
        Map<String, LocalDate> days = new HashMap<>();
        for (String record : new String(file, StandardCharsets.US_ASCII).split("\n", -1)) {
            if (record.startsWith("A")) {
                number = record.substring(20, 24);
            } else if (record.startsWith("D") || record.startsWith("C")) {
                for (int at = HEAD; at + SEGMENT <= record.length(); at += SEGMENT) {
                    String segment = record.substring(at, at + SEGMENT);
                    if (!segment.isBlank()) {
                        LocalDate due = day(segment.substring(13, 19));
                        String key = "EFT" + number + record.charAt(0) + segment.substring(16, 19);
                        sums.merge(key, Long.parseLong(segment.substring(3, 13)), Math::addExact);
                        days.put(key, due);
                        plan(record.charAt(0), segment, due);
                    }
                }
            }
        }
        sums.forEach((key, sum) -> add(
                days.getOrDefault(key, LocalDate.MAX),
                key.charAt(7) == 'D' ? sum : -sum,
                key.substring(0, 8),
                "EFT FILE"));
    }

    private static LocalDate day(String text) {
        return LocalDate.ofYearDay(2000 + Integer.parseInt(text.substring(1, 3)), Integer.parseInt(text.substring(3)));
    }

    private void plan(char type, String segment, LocalDate due) {
        long minor = Long.parseLong(segment.substring(3, 13));
        String reference = segment.substring(150, 169).strip();
        if (type == 'C') {
            if (segment.substring(28, 40).strip().equals(CLOSED_ACCOUNT)) {
                back(Month.after(due, 1), new Item('I', "905", segment, minor));
            }
            return;
        }
        Debit debit = plan.get(reference);
        if (debit != null && debit.fate() != Fate.SETTLES && seen.add(reference)) {
            LocalDate on = debit.returnedOn();
            if (on != null) {
                back(on, new Item('J', debit.fate().code, segment, minor));
            }
        }
    }

    private void back(LocalDate day, Item item) {
        returns.computeIfAbsent(day, any -> new ArrayList<>()).add(item);
    }

    /** Ends a day. */
    Evening evening(LocalDate day) {
        List<Item> back = returns.getOrDefault(day, List.of());
        String file = back.isEmpty() ? "" : returned(day, back);
        String statement = statement(day);
        return new Evening(statement, file, balance);
    }

    private String returned(LocalDate day, List<Item> back) {
        String number = number(++returnFiles, 4);
        StringBuilder file = new StringBuilder();
        int count = 1;
        file.append(line("A" + number(count, 9) + field(ORIGINATOR, 10) + number + "0" + yearDay(day) + "00310"
                + field("", 20) + "CAD"));
        for (char type : new char[] {'I', 'J'}) {
            List<Item> own = back.stream().filter(item -> item.type() == type).toList();
            for (Item item : own) {
                count++;
                file.append(line(type + number(count, 9) + field(ORIGINATOR, 10) + number + answered(item)));
            }
            long sum = own.stream().mapToLong(Item::minor).sum();
            if (sum > 0) {
                add(day, type == 'I' ? sum : -sum, "RET" + number + (type == 'I' ? 'C' : 'D'), "EFT RETURNS");
            }
        }
        return file.append(line("Z" + number(count + 1, 9) + field(ORIGINATOR, 10) + number + totals(back, 'J')
                        + totals(back, 'I') + "0".repeat(44)))
                .toString();
    }

    private static String totals(List<Item> back, char type) {
        List<Item> own = back.stream().filter(item -> item.type() == type).toList();
        return number(own.stream().mapToLong(Item::minor).sum(), 14) + number(own.size(), 8);
    }

    /** The segment with the code in place of the type, which moves to the stored one, and the trace as that of the original. */
    private static String answered(Item item) {
        String sent = item.segment();
        return item.code()
                + sent.substring(3, 62)
                + sent.substring(0, 3)
                + sent.substring(65, 205)
                + sent.substring(40, 62)
                + sent.substring(227);
    }

    private static String yearDay(LocalDate day) {
        return number(day.getYear() % 100, 2) + number(day.getDayOfYear(), 3);
    }

    private static String line(String record) {
        return field(record, WIDTH) + "\n";
    }

    private static String field(String text, int width) {
        return PlanGenerator.text("%-" + width + "s", text);
    }

    private static String number(long value, int width) {
        return PlanGenerator.text("%0" + width + "d", value);
    }

    private String statement(LocalDate day) {
        List<Line> today = lines.getOrDefault(day, List.of());
        long closing = balance;
        long control = 0;
        StringBuilder records = new StringBuilder();
        int number = 0;
        for (Line line : today) {
            closing += line.minor();
            control += Math.abs(line.minor());
            records.append(PlanGenerator.text(
                    "16,%s,%d,,%s-%03d,%s,%s/\n",
                    line.minor() < 0 ? "495" : "195",
                    Math.abs(line.minor()),
                    SHORT_DAY.format(day),
                    ++number,
                    line.reference(),
                    line.text()));
        }
        control += balance + closing;
        int count = number + 2;
        String text = PlanGenerator.text(
                "01,BANK,%s,%s,2000,%d,80,,2/\n02,%s,BANK,1,%s,2400,CAD,2/\n03,10020030,,010,%d,,,015,%d,,/\n",
                ORIGINATOR, SHORT_DAY.format(day), ++statements, ORIGINATOR, SHORT_DAY.format(day), balance, closing);
        balance = closing;
        return text
                + records
                + PlanGenerator.text(
                        "49,%d,%d/\n98,%d,1,%d/\n99,%d,1,%d/\n",
                        control, count, control, count + 2, control, count + 4);
    }
}
