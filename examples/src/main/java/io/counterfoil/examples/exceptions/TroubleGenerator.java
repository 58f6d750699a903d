package io.counterfoil.examples.exceptions;

import io.counterfoil.examples.exceptions.Script.BookRecord;
import io.counterfoil.examples.exceptions.Script.Notice;
import io.counterfoil.examples.exceptions.Script.ReturnNote;
import io.counterfoil.examples.world.BankLine;
import io.counterfoil.examples.world.Customer;
import io.counterfoil.examples.world.Names;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.rail.Rail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a week from a seed: lines and records that fit, and among them what does not. Not thread-safe. */
final class TroubleGenerator {

    /** Days whose statements the desk has on the next morning; troubles happen on these. */
    private static final List<LocalDate> SEEN =
            List.of(Week.after(Week.MONDAY, -1), Week.MONDAY, Week.MISSING.plusDays(1), Week.MISSING.plusDays(2));

    private static final String[] RETURN_CODES = {"0", "1", "B"};

    private final Random random;
    private final List<Customer> customers;
    private final List<BankLine> lines = new ArrayList<>();
    private final List<BookRecord> records = new ArrayList<>();
    private final List<PaymentOrder> collections = new ArrayList<>();
    private final List<ReturnNote> returns = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final Set<Long> amounts = new HashSet<>();
    private int number = 100;

    TroubleGenerator(long seed) {
        random = new Random(seed);
        customers = Names.customers(random);
    }

    Script script() {
        for (LocalDate day = SEEN.get(0); day.isBefore(Week.FRIDAY); day = Week.after(day, 1)) {
            ordinary(day);
        }
        for (Trouble.Kind kind : Trouble.Kind.values()) {
            int more = kind == Trouble.Kind.STATEMENT_LATE || kind.least() == 0 ? 0 : random.nextInt(2);
            for (int n = 0; n < kind.least() + more; n++) {
                make(kind);
            }
        }
        goodNotices();
        notices.sort(Comparator.comparing(Notice::at).thenComparing(Notice::id));
        return new Script(lines, records, collections, returns, notices, troubles);
    }

    private String next(String prefix) {
        return prefix + String.format(Locale.ROOT, "-%04d", number++);
    }

    /** Every amount comes once, so that nothing fits by its amount alone. */
    private long amount(int least, int range) {
        long amount;
        do {
            amount = 100L * least + random.nextInt(100 * range);
        } while (!amounts.add(amount));
        return amount;
    }

    private Customer customer() {
        return customers.get(random.nextInt(customers.size()));
    }

    /** What fits: receipts, payouts and supplier payments, each with its record. */
    private void ordinary(LocalDate day) {
        for (int n = 12 + random.nextInt(7); n > 0; n--) {
            boolean isOut = random.nextInt(4) == 0;
            long minor = isOut ? -amount(50, 900) : amount(30, 2_000);
            String reference = next(isOut ? "PAY" : "RCT");
            line(day, minor, customer().bankName(), reference);
            record(reference, day, Week.after(day, 2), minor, day, null);
        }
    }

    private String line(LocalDate day, long minor, String name, String text) {
        String id = "G" + day.toString().replace("-", "") + String.format(Locale.ROOT, "%04d", number++);
        lines.add(
                new BankLine("GBP", day, minor, id, "", name, "", text, minor < 0 ? BankLine.DEBIT : BankLine.CREDIT));
        return id;
    }

    private String record(
            String reference, LocalDate day, LocalDate due, long minor, LocalDate from, @Nullable LocalDate until) {
        String id = "BK-" + reference;
        records.add(new BookRecord(id, reference, day, due, minor, from, until));
        return id;
    }

    /** A day whose trouble is seen on the next morning and can be gone on Friday. */
    private LocalDate early() {
        return SEEN.get(random.nextInt(3));
    }

    private void make(Trouble.Kind kind) {
        LocalDate day = early();
        LocalDate opened = Week.after(day, 1);
        LocalDate solved = Week.after(opened, 1);
        switch (kind) {
            case FEE_NOT_RECORDED -> {
                long minor = amount(5, 60);
                String text = next("CHARGE");
                shows(kind, line(day, -minor, "", text), minor, opened, solved);
                record(text, day, day, -minor, solved, null);
            }
            case MANDATE_ABUSED -> {
                long minor = amount(100, 700);
                shows(kind, line(day, -minor, "KEYHOLD SERVICES", next("DDR")), minor, opened, null);
            }
            case RECORDED_LATE -> {
                long minor = amount(50, 1_500);
                String text = next("RCT");
                shows(kind, line(day, minor, "", text), minor, opened, solved);
                record(text, day, day, minor, solved, null);
            }
            case PAYER_UNKNOWN -> {
                long minor = amount(50, 500);
                LocalDate late = SEEN.get(random.nextInt(SEEN.size()));
                shows(kind, line(late, minor, "M OKONKWO", "THANK YOU"), minor, Week.after(late, 1), null);
            }
            case DEBIT_RETURNED -> returned(day, opened, solved);
            case BOOKED_TWICE -> twice(day, opened);
            case PAYOUT_LATE, PAYOUT_REFUSED -> payout(kind);
            case KEYED_WRONG -> {
                long minor = amount(100, 900);
                long wrong = minor + 100L * (1 + random.nextInt(8)) * 9;
                String text = next("PAY");
                line(day, -minor, customer().bankName(), text);
                String id = record(text, day, Week.after(day, 2), -wrong, day, solved);
                record(text, day, Week.after(day, 2), -minor, solved, null);
                shows(kind, id, wrong - minor, opened, solved);
            }
            case STATEMENT_LATE -> {
                long moved = lines.stream()
                        .filter(line -> line.bookedOn().equals(Week.MISSING))
                        .mapToLong(BankLine::amountMinor)
                        .sum();
                shows(kind, "statement", Math.abs(moved), Week.after(Week.MISSING, 2), Week.FRIDAY);
            }
            case NOTICE_UNREADABLE -> unreadable();
            case NOTICE_UNKNOWN -> throw new IllegalArgumentException(kind + " comes with the notices of a day");
        }
    }

    private void shows(Trouble.Kind kind, String id, long minor, LocalDate opened, @Nullable LocalDate resolved) {
        troubles.add(new Trouble(kind, id, minor, opened, resolved));
    }

    private void returned(LocalDate day, LocalDate opened, LocalDate solved) {
        long minor = amount(20, 80);
        String reference = next("DDC");
        String member = "member-" + reference;
        collections.add(PaymentOrder.builder()
                .id(reference)
                .direction(Rail.Direction.DEBIT)
                .amount(Week.GBP.ofMinor(minor))
                .payer(member)
                .payee("parlour-rooms")
                .instrument(BankAccountRef.of("GB", "200000", String.format(Locale.ROOT, "5577%04d", number)))
                .mandate("ddi-" + member)
                .requestedOn(Week.after(day, -2))
                .endToEndId(reference)
                .build());
        shows(Trouble.Kind.DEBIT_RETURNED, line(day, -minor, "", "UNPAID DD " + reference), minor, opened, solved);
        returns.add(new ReturnNote(reference, RETURN_CODES[random.nextInt(RETURN_CODES.length)], solved));
    }

    private void twice(LocalDate day, LocalDate opened) {
        BankLine line = lines.stream()
                .filter(one -> one.bookedOn().equals(day) && one.text().startsWith("RCT"))
                .filter(one ->
                        troubles.stream().noneMatch(trouble -> trouble.id().equals(one.reference())))
                .filter(one -> records.stream()
                        .anyMatch(record -> record.reference().equals(one.text()) && record.isThere(opened)))
                .findFirst()
                .orElseThrow();
        lines.add(line);
        shows(Trouble.Kind.BOOKED_TWICE, line.reference(), line.amountMinor(), opened, null);
    }

    /** Left Stripe, due at the bank on Monday: comes two days later, or not at all. A day of grace is given before it is looked for. */
    private void payout(Trouble.Kind kind) {
        long minor = amount(500, 6_000);
        LocalDate due = Week.MONDAY;
        String trace = next("STP");
        String id = record(trace, due, due, minor, due, null);
        boolean comes = kind == Trouble.Kind.PAYOUT_LATE;
        if (comes) {
            line(Week.after(due, 2), minor, "STRIPE PAYMENTS UK LTD", "STRIPE " + trace);
        }
        shows(kind, id, minor, Week.after(due, 2), comes ? Week.after(due, 3) : null);
    }

    private void unreadable() {
        LocalDate day = Week.MONDAY.plusDays(random.nextInt(4));
        String id = next("evt_bad");
        Instant at = Week.at(day, 7, random.nextInt(60));
        String body = random.nextBoolean()
                ? "{\"id\":\"" + id + "\",\"object\":\"event\",\"type\":"
                : "{\"object\":\"event\",\"made\":\"" + id + "\"}";
        notices.add(new Notice(id, body, at, true));
        shows(Trouble.Kind.NOTICE_UNREADABLE, id, 0, day, Week.after(day, 1));
    }

    /** Notices that are in order, of a type that nobody knows, sent again, and forged. */
    private void goodNotices() {
        for (LocalDate day = Week.MONDAY; !day.isAfter(Week.FRIDAY); day = day.plusDays(1)) {
            for (int n = 0; n < 3; n++) {
                String id = next("evt");
                boolean isKnown = n > 0;
                String object = isKnown
                        ? "{\"id\":\"po_" + id
                                + "\",\"object\":\"payout\",\"amount\":1000,\"currency\":\"gbp\",\"status\":\"in_transit\","
                                + "\"arrival_date\":1805500800,\"created\":1805328000,\"automatic\":true,\"type\":\"bank_account\",\"method\":\"standard\"}"
                        : "{\"id\":\"thing_" + id + "\",\"object\":\"brand_new_object\",\"amount\":1}";
                String type = isKnown ? "payout.created" : "brand_new_object.created";
                Instant at = Week.at(day, 6, 10 * n + random.nextInt(10));
                String body = "{\"id\":\"" + id
                        + "\",\"object\":\"event\",\"api_version\":\"2026-07-29.dahlia\",\"created\":"
                        + at.getEpochSecond() + ",\"livemode\":false,\"type\":\"" + type + "\",\"data\":{\"object\":"
                        + object + "}}";
                notices.add(new Notice(id, body, at, true));
                if (!isKnown) {
                    shows(Trouble.Kind.NOTICE_UNKNOWN, id, 0, day, day.equals(Week.FRIDAY) ? null : Week.after(day, 1));
                }
                if (n == 2) {
                    notices.add(new Notice(id, body, at.plusSeconds(600), true));
                    notices.add(new Notice(next("evt_forged"), body, at.plusSeconds(900), false));
                }
            }
        }
    }
}
