package io.counterfoil.examples.paymentdesk;

import io.counterfoil.examples.paymentdesk.Script.Act;
import io.counterfoil.examples.paymentdesk.Script.Booking;
import io.counterfoil.examples.paymentdesk.Script.Kind;
import io.counterfoil.examples.world.BankLine;
import io.counterfoil.examples.world.Customer;
import io.counterfoil.examples.world.Names;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Makes a week from a seed: how many invoices meet each fate, whose they are, what they are worth, and when things happen. Not thread-safe. */
final class WeekGenerator {

    private static final String[] DECLINES = {
        "pm_card_visa_chargeDeclinedInsufficientFunds",
        "pm_card_chargeDeclinedExpiredCard",
        "pm_card_visa_chargeDeclinedLostCard",
        "pm_card_chargeDeclinedIncorrectCvc",
        "pm_card_visa_chargeDeclined",
        "pm_card_chargeDeclinedProcessingError"
    };
    private static final String[] CARDS = {"pm_card_visa", "pm_card_mastercard", "pm_card_amex"};
    private static final String[] PREFIXES = {"INV ", "INVOICE ", "YOUR REF ", "ROOM HIRE ", ""};

    private final Random random;
    private final List<Booking> bookings = new ArrayList<>();
    private final List<Act> acts = new ArrayList<>();
    private final List<BankLine> lines = new ArrayList<>();
    private final Set<Long> amounts = new HashSet<>();
    private int declines;

    WeekGenerator(long seed) {
        random = new Random(seed);
    }

    Script script() {
        List<Fate> fates = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            int more = fate.least() > 2 ? random.nextInt(3) : 0;
            for (int n = 0; n < fate.least() + more; n++) {
                fates.add(fate);
            }
        }
        Collections.shuffle(fates, random);
        List<Customer> customers = new ArrayList<>(Names.customers(random).stream()
                .filter(customer -> customer.currency().equals("GBP"))
                .toList());
        Collections.shuffle(customers, random);
        long twin = amount();
        for (int number = 0; number < fates.size(); number++) {
            Fate fate = fates.get(number);
            LocalDate due = due(fate);
            bookings.add(new Booking(
                    String.format(Locale.ROOT, "INV-2027-%04d", 400 + number),
                    customers.get(number),
                    fate == Fate.TWIN ? twin : amount(),
                    due.minusDays(14),
                    due,
                    fate));
        }
        bookings.forEach(this::live);
        payTwin();
        acts.sort(Comparator.comparing(Act::at)
                .thenComparing(act -> act.booking().number())
                .thenComparing(Act::kind));
        return new Script(bookings, acts, lines);
    }

    /** No two invoices are worth the same, save those that are meant to be. */
    private long amount() {
        long amount;
        do {
            amount = 100L * (90 + random.nextInt(1_800)) * 6 / 5;
        } while (!amounts.add(amount));
        return amount;
    }

    private LocalDate due(Fate fate) {
        return switch (fate) {
            case NOT_DUE -> Week.FRIDAY.plusDays(3L + random.nextInt(9));
            case SILENT_LONG -> Week.MONDAY.minusDays(46L + random.nextInt(12));
            case SILENT -> Week.MONDAY.minusDays(4L + random.nextInt(32));
            default -> Week.MONDAY.minusDays(1L + random.nextInt(8));
        };
    }

    /** A moment of the working day, or of the weekend before. */
    private Instant on(int day) {
        return Week.at(Week.MONDAY.plusDays(day), 10 + random.nextInt(6), random.nextInt(60));
    }

    private Instant before() {
        return on(-1 - random.nextInt(2));
    }

    private void live(Booking booking) {
        switch (booking.fate()) {
            case PAID_AT_THE_WEEKEND, VOIDED_MEANWHILE, WRITE_REFUSED, WRITE_LOST -> pays(booking, before(), card());
            case PAID_BY_LINK -> pays(booking, on(random.nextInt(4)), card());
            case FAILED_BEFORE_PAID_NOW -> {
                pays(booking, on(-3), decline());
                pays(booking, on(random.nextInt(4)), card());
            }
            case DECLINED -> pays(booking, on(random.nextInt(4)), decline());
            case DECLINED_THEN_PAID -> {
                pays(booking, on(random.nextInt(2)), decline());
                pays(booking, on(2 + random.nextInt(2)), card());
            }
            case DEBIT_SETTLES -> debit(booking, on(-1), "pm_bacsDebit_success");
            case DEBIT_UNDER_WAY -> debit(booking, on(2), "pm_bacsDebit_success");
            case DEBIT_FAILS -> debit(booking, on(-1), "pm_bacsDebit_insufficientFunds");
            case TRANSFER_ARRIVES -> {
                act(booking, on(random.nextInt(2)), Kind.ARRANGES_TRANSFER, "");
                transfer(booking, booking.amountMinor(), 2 + random.nextInt(2), quoted(booking));
            }
            case TRANSFER_MISSING -> act(booking, on(-3), Kind.ARRANGES_TRANSFER, "");
            case PROPOSAL_KEPT -> {
                act(booking, on(1), Kind.ACCEPTS, "two");
                transfer(booking, booking.amountMinor() / 2, 2, quoted(booking));
                act(booking, on(4), Kind.ASKS_FOR_LINK, "");
            }
            case PROPOSAL_BROKEN -> act(booking, on(1), Kind.ACCEPTS, "two");
            case PROPOSAL_DECLINED -> act(booking, on(2), Kind.DECLINES, "");
            case PAID_TWICE -> {
                pays(booking, before(), card());
                transfer(booking, booking.amountMinor(), random.nextInt(3), quoted(booking));
            }
            case SILENT -> {
                if (random.nextInt(2) == 0) {
                    act(booking, on(random.nextInt(5)), Kind.ASKS_FOR_LINK, "");
                }
            }
            case PROPOSAL_EXPIRES, SILENT_LONG, NOT_DUE, TWIN -> {
                // nothing is heard of them
            }
        }
    }

    private void act(Booking booking, Instant at, Kind kind, String with) {
        acts.add(new Act(at, booking, kind, with));
    }

    private void pays(Booking booking, Instant at, String method) {
        act(booking, at, Kind.PAYS, method);
    }

    /** Whoever pays by debit sees nothing happen for days and asks for another link. */
    private void debit(Booking booking, Instant at, String method) {
        pays(booking, at, method);
        act(booking, booking.fate() == Fate.DEBIT_UNDER_WAY ? on(3) : on(0), Kind.ASKS_FOR_LINK, "");
    }

    private String card() {
        return CARDS[random.nextInt(CARDS.length)];
    }

    /** Every kind of decline comes, whatever the seed. */
    private String decline() {
        return DECLINES[declines++ % DECLINES.length];
    }

    /** How payers write the number of what they pay. */
    private String quoted(Booking booking) {
        String prefix = PREFIXES[random.nextInt(PREFIXES.length)];
        String digits = booking.number().substring(4);
        return switch (random.nextInt(3)) {
            case 0 -> prefix + booking.number();
            case 1 -> prefix + "INV" + digits.replace("-", "");
            default -> "INV " + digits.replace('-', ' ');
        };
    }

    private void transfer(Booking booking, long minor, int day, String text) {
        credit(
                Week.MONDAY.plusDays(day),
                minor,
                booking.customer().bankName(),
                booking.customer().iban(),
                text);
    }

    private void payTwin() {
        Booking one = bookings.stream()
                .filter(booking -> booking.fate() == Fate.TWIN)
                .findFirst()
                .orElseThrow();
        credit(Week.MONDAY.plusDays(1), one.amountMinor(), "A PAYER", "", "MEETING ROOMS");
    }

    private void credit(LocalDate day, long minor, String name, String iban, String text) {
        String reference = "G" + day.toString().replace("-", "") + String.format(Locale.ROOT, "%03d", lines.size() + 1);
        lines.add(new BankLine("GBP", day, minor, reference, "", name, iban, text, BankLine.CREDIT));
    }
}
