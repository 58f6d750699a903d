package io.counterfoil.examples.clientservices;

import io.counterfoil.examples.clientservices.Plan.Bill;
import io.counterfoil.examples.clientservices.Plan.Card;
import io.counterfoil.examples.clientservices.Plan.Credit;
import io.counterfoil.examples.clientservices.Plan.Debit;
import io.counterfoil.examples.clientservices.Plan.Fate;
import io.counterfoil.examples.clientservices.Plan.Mail;
import io.counterfoil.examples.clientservices.Plan.SupplierInvoice;
import io.counterfoil.examples.clientservices.Plan.Wire;
import io.counterfoil.examples.clientservices.Plan.WireFate;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a month from a seed. Not thread-safe. */
final class PlanGenerator {

    static final List<String> CLIENTS =
            List.of("maple-gym", "north-dental", "river-daycare", "summit-storage", "cedar-legal");
    /** Takes little and pays nearly all of it out: what comes back late finds nothing there. */
    static final String THIN = CLIENTS.get(4);

    static final List<String> SUPPLIERS = List.of("arctic-paper", "bright-cleaning", "copper-print", "old-press");
    /** Its account is closed: what it is paid comes back. */
    static final String CLOSED_SUPPLIER = SUPPLIERS.get(3);

    private static final String[] FIRST = {"Ada", "Bram", "Chloe", "Dev", "Elise", "Farid", "Gwen", "Hugo"};
    private static final String[] LAST = {"Amari", "Bouchard", "Chen", "Dubois", "Eng", "Fortin", "Gagnon", "Hall"};

    private final Random random;
    private final List<Debit> debits = new ArrayList<>();

    PlanGenerator(long seed) {
        random = new Random(seed);
    }

    Plan plan() {
        debits();
        Map<String, Long> openings = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            openings.put(CLIENTS.get(i), 500_000L + random.nextInt(300_000));
        }
        openings.put(THIN, 0L);
        return new Plan(openings, debits, suppliers(), wires(), credits(), bills(), cards(), mails());
    }

    private long cents(int least, int most) {
        return (long) least + random.nextInt(most - least);
    }

    private void debits() {
        List<LocalDate> days = Month.workingDays();
        for (LocalDate day : days) {
            int count = 3 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                debit(CLIENTS.get(random.nextInt(4)), cents(2_500, 62_500), day, Fate.SETTLES);
            }
        }
        List<Integer> early = new ArrayList<>();
        for (int i = 0; i < debits.size(); i++) {
            if (!debits.get(i).filedOn().isAfter(Month.march(17))) {
                early.add(i);
            }
        }
        Collections.shuffle(early, random);
        List<Fate> fates = List.of(
                Fate.RETRIED,
                Fate.RETRIED,
                Fate.RETRIED,
                Fate.ACCOUNT_CLOSED,
                Fate.ACCOUNT_CLOSED,
                Fate.CLOSED_LATE,
                Fate.EDIT_REJECT);
        for (int i = 0; i < fates.size(); i++) {
            Debit one = debits.get(early.get(i));
            debits.set(
                    early.get(i),
                    new Debit(
                            one.id(),
                            one.client(),
                            one.payer(),
                            one.name(),
                            one.account(),
                            one.minor(),
                            one.filedOn(),
                            fates.get(i)));
        }
        debit(THIN, 64_000, days.get(0), Fate.CLAIMED);
        debit(THIN, 30_000, Month.march(24), Fate.SETTLES);
    }

    private void debit(String client, long minor, LocalDate day, Fate fate) {
        int number = debits.size() + 1;
        String name = FIRST[random.nextInt(FIRST.length)] + " " + LAST[random.nextInt(LAST.length)];
        debits.add(new Debit(
                text("P-%04d", number),
                client,
                text("payer-%04d", number),
                name,
                text("%07d", 1_000_000 + random.nextInt(8_000_000)),
                minor,
                day,
                fate));
    }

    static String text(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** Runs are on Tuesdays and pay what is due before the next one; what looks like an invoice that was paid is left to a person. */
    private List<SupplierInvoice> suppliers() {
        List<SupplierInvoice> invoices = new ArrayList<>();
        for (String client : List.of(CLIENTS.get(0), CLIENTS.get(2))) {
            for (int number = 1; number <= 14; number++) {
                LocalDate invoicedOn = Month.march(1).minusDays(number);
                LocalDate dueOn = Month.march(2).plusDays(random.nextInt(40));
                invoices.add(new SupplierInvoice(
                        text("S%s-%02d", client.substring(0, 1).toUpperCase(Locale.ROOT), number),
                        client,
                        SUPPLIERS.get(number == 3 ? 3 : number % 3),
                        cents(9_000, 70_000),
                        invoicedOn,
                        number == 3 ? Month.march(11) : dueOn,
                        runOf(number == 3 ? Month.march(11) : dueOn)));
            }
        }
        SupplierInvoice first = invoices.get(0);
        invoices.add(new SupplierInvoice(
                first.number() + " ",
                first.client(),
                first.supplier(),
                first.minor(),
                first.invoicedOn(),
                first.dueOn(),
                null));
        return invoices;
    }

    private static @Nullable LocalDate runOf(LocalDate dueOn) {
        return Month.workingDays().stream()
                .filter(PlanGenerator::isRunDay)
                .filter(day -> !dueOn.isAfter(day.plusDays(6)))
                .findFirst()
                .orElse(null);
    }

    static boolean isRunDay(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.TUESDAY;
    }

    private List<Wire> wires() {
        int[] days = {3, 5, 10, 12, 17, 19, 24, 31};
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < days.length; i++) {
            WireFate fate =
                    i == 2 ? WireFate.RETURNED_SHORT : i == days.length - 1 ? WireFate.UNDER_WAY : WireFate.CREDITED;
            wires.add(wire(i + 1, CLIENTS.get(random.nextInt(4)), cents(50_000, 250_000), days[i], fate));
        }
        wires.add(wire(9, THIN, 60_000, 12, WireFate.CREDITED));
        return wires;
    }

    private Wire wire(int number, String client, long minor, int day, WireFate fate) {
        UUID made = new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & ~(3L << 62)) | (1L << 63));
        return new Wire(
                text("W-%02d", number),
                client,
                text("Beneficiary %02d Inc", number),
                made.toString(),
                minor,
                Month.march(day),
                number == 5 ? Plan.WRONG_WIRE_CHARGE : Plan.WIRE_CHARGE,
                fate);
    }

    private List<Credit> credits() {
        List<Credit> credits = new ArrayList<>();
        int[] days = {2, 3, 3, 4, 15, 16};
        for (int i = 0; i < days.length; i++) {
            String client = CLIENTS.get(i % 4);
            credits.add(new Credit(
                    text("FUND-%02d", i + 1),
                    "TRANSFER " + client.toUpperCase(Locale.ROOT),
                    client,
                    cents(900_000, 1_400_000),
                    Month.march(days[i])));
        }
        credits.add(new Credit("X-412", "PREAUTHORIZED PAYMENT UNKNOWN", null, -41_200, Month.march(9)));
        credits.add(new Credit("X-412R", "PAYMENT RETURNED", null, 41_200, Month.march(12)));
        credits.add(new Credit("TRF-88", "TRANSFER NORTH DENTAL", null, 125_000, Month.march(11)));
        credits.add(new Credit("CORR-7", "CORRECTION RETURNED ITEM", null, 3_150, Month.march(23)));
        credits.add(new Credit("X-077", "E-TRANSFER", null, 7_710, Month.march(24)));
        return credits;
    }

    private List<Bill> bills() {
        List<Bill> bills = new ArrayList<>();
        int[] days = {4, 4, 11, 11, 18, 18, 25, 25};
        for (int i = 0; i < days.length; i++) {
            String account = i == 5 ? "12345" : text("%010d", 1_000_000_000L + random.nextInt(900_000_000));
            bills.add(new Bill(
                    text("B-%02d", i + 1),
                    CLIENTS.get(i % 2 + 1),
                    account,
                    cents(4_000, 25_000),
                    Month.march(days[i])));
        }
        return bills;
    }

    private List<Card> cards() {
        int[] days = {1, 3, 8, 9, 15, 17, 22, 29, 30};
        List<Card> cards = new ArrayList<>();
        for (int i = 0; i < days.length; i++) {
            cards.add(new Card(text("C-%02d", i + 1), CLIENTS.get(3), cents(8_000, 60_000), Month.march(days[i])));
        }
        return cards;
    }

    private List<Mail> mails() {
        List<Mail> mails = new ArrayList<>();
        List<LocalDate> days = Month.workingDays();
        String[][] kinds = {
            {"support@", "Question about my statement", "statements"},
            {"support@", "Payment returned, why?", "returns"},
            {"finance@", "Remittance advice", "funding"},
            {"finance@", "Statement for our auditors", "statements"},
            {"support@", "Hello", "front"},
            {"support@", "Out of office", ""}
        };
        for (int i = 0; i < 36; i++) {
            String[] kind = kinds[random.nextInt(kinds.length)];
            String client = CLIENTS.get(random.nextInt(CLIENTS.size()));
            mails.add(mail(
                    i + 1,
                    client,
                    kind,
                    "Please have a look at "
                            + debits.get(random.nextInt(debits.size())).id() + ".",
                    days.get(random.nextInt(days.size() - 1))));
        }
        mails.add(mail(
                37,
                "north-dental",
                new String[] {"finance@", "Remittance advice", "funding"},
                "Our transfer TRF-88 of 1,250.00 was ours.",
                Month.march(15)));
        return mails;
    }

    private Mail mail(int number, String client, String[] kind, String body, LocalDate day) {
        String id = text("m-%02d@%s.example", number, client);
        String raw = String.join(
                "\r\n",
                "Message-ID: <" + id + ">",
                "From: office@" + client + ".example",
                "To: " + kind[0] + "processor.example",
                "Subject: " + kind[1],
                kind[2].isEmpty() ? "Auto-Submitted: auto-replied" : "X-Mailer: desk",
                "Content-Type: text/plain; charset=utf-8",
                "",
                body,
                "");
        return new Mail(id, raw, day, 9 + random.nextInt(5), kind[2]);
    }
}
