package io.counterfoil.examples.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the world from a seed: bookings become invoices, invoices are paid by card or transfer, some fail, some are never paid. Same seed, same world.
 */
public final class WorldGenerator {

    private static final long SEED = 20270331L;
    private static final int INVOICES_A_DAY = 20;
    private static final long[] RATES = {2800, 3500, 4500, 6000, 8500, 12000};
    private static final LocalDate BILLING_KNOWS_CARDS_UNTIL = LocalDate.of(2027, 3, 25);
    private static final LocalDate BILLING_KNOWS_TRANSFERS_UNTIL = LocalDate.of(2027, 3, 19);
    private static final String[] DECLINES = {"insufficient_funds", "card_declined", "expired_card", "do_not_honor"};

    private final Random random = new Random(SEED);
    private final List<Customer> customers = Names.customers(random);
    private final List<Bill> bills = new ArrayList<>();
    private final List<CardAttempt> attempts = new ArrayList<>();
    private final Map<String, Long> refunds = new TreeMap<>();
    private final Set<String> disputed = new HashSet<>();
    private final Map<String, String> billing = new TreeMap<>();
    private final Map<String, String> paidBy = new TreeMap<>();
    private int sequence;

    private WorldGenerator() {}

    static World generate() {
        return new WorldGenerator().world();
    }

    private World world() {
        issueInvoices();
        List<Bill> byTransfer = new ArrayList<>();
        for (Bill bill : bills) {
            if (bill.customer().paysByTransfer()) {
                byTransfer.add(bill);
            } else {
                payByCard(bill);
            }
        }
        attempts.sort(Comparator.comparing(CardAttempt::at).thenComparing(CardAttempt::sequence));
        plantSecondPayment();
        StripeBooks stripe = new StripeBooks(attempts, refunds, disputed);
        BankBooks bank = new BankBooks(random, byTransfer, stripe.payouts());
        tellBilling(bank.invoicesPaid());
        return new World(
                List.copyOf(customers),
                List.copyOf(bills),
                List.copyOf(attempts),
                stripe.rows(),
                stripe.payouts(),
                refunds,
                disputed,
                bank.lines(),
                bank.cashBook(),
                billing,
                paidBy);
    }

    private void issueInvoices() {
        int number = 0;
        for (LocalDate day = World.FIRST_DAY; !day.isAfter(World.LAST_DAY); day = day.plusDays(1)) {
            for (int n = 0; World.isBusinessDay(day) && n < INVOICES_A_DAY + random.nextInt(3) - 1; n++) {
                Customer customer = customers.get(random.nextInt(customers.size()));
                long net = RATES[random.nextInt(RATES.length)] * (1 + random.nextInt(8));
                net += random.nextInt(4) == 0 ? 1450L * (2 + random.nextInt(14)) : 0;
                long gross = customer.currency().equals("EUR") ? net : net + net / 5;
                number++;
                bills.add(new Bill(
                        World.text("INV-2027-%04d", number),
                        World.text("BK-%05d", 40000 + number * 3),
                        customer,
                        gross,
                        day,
                        day.plusDays(customer.paysByTransfer() ? 30 : 14),
                        random.nextInt(160) == 0));
            }
        }
    }

    private void payByCard(Bill bill) {
        if (bill.voided()) {
            return;
        }
        int fate = random.nextInt(1000);
        int delay = fate < 820 ? random.nextInt(6) : 6 + random.nextInt(16);
        if (fate >= 975) {
            return;
        }
        Instant at = moment(bill.issuedOn().plusDays(delay));
        if (fate >= 940) {
            attempt(bill, at, CardAttempt.Outcome.FAILED, bill.amountMinor());
            return;
        }
        if (fate >= 890) {
            attempt(bill, at, CardAttempt.Outcome.FAILED, bill.amountMinor());
            at = at.plusSeconds(86_400L * (1 + random.nextInt(4)));
        }
        boolean slow = fate % 97 == 3;
        LocalDate day = LocalDate.ofInstant(at, World.LONDON);
        if (slow && day.isAfter(World.LAST_DAY.minusDays(5))) {
            attempt(bill, at, CardAttempt.Outcome.PROCESSING, bill.amountMinor());
            return;
        }
        long amount = fate % 211 == 5
                ? bill.amountMinor() - 1000
                : fate % 307 == 11 ? bill.amountMinor() + 500 : bill.amountMinor();
        CardAttempt paid = attempt(bill, at, CardAttempt.Outcome.SUCCEEDED, amount);
        if (paid != null && fate % 89 == 1 && day.isBefore(World.LAST_DAY.minusDays(12))) {
            refunds.put(paid.charge(), amount);
        }
        if (paid != null
                && disputed.isEmpty()
                && day.isAfter(LocalDate.of(2027, 3, 1))
                && bill.customer().currency().equals("GBP")) {
            disputed.add(paid.charge());
        }
    }

    private @Nullable CardAttempt attempt(Bill bill, Instant at, CardAttempt.Outcome outcome, long amount) {
        if (!at.isBefore(World.CLOSE)) {
            return null;
        }
        int how = random.nextInt(100);
        CardAttempt.Naming naming = how < 90
                ? CardAttempt.Naming.METADATA
                : how < 95
                        ? CardAttempt.Naming.REFERENCE
                        : how < 98 ? CardAttempt.Naming.DESCRIPTION : CardAttempt.Naming.NOTHING;
        String decline = outcome == CardAttempt.Outcome.FAILED ? DECLINES[random.nextInt(DECLINES.length)] : "";
        CardAttempt made = new CardAttempt(bill, ++sequence, at, outcome, decline, naming, amount);
        attempts.add(made);
        return made;
    }

    /** Somebody pays an invoice that was paid already: the resent link was used although the first payment had gone through. */
    private void plantSecondPayment() {
        CardAttempt first = attempts.stream()
                .filter(a -> a.outcome() == CardAttempt.Outcome.SUCCEEDED
                        && a.bill().issuedOn().getMonthValue() == 2)
                .findFirst()
                .orElseThrow();
        Instant again = moment(LocalDate.of(2027, 3, 30));
        attempts.add(new CardAttempt(
                first.bill(),
                ++sequence,
                again,
                CardAttempt.Outcome.SUCCEEDED,
                "",
                CardAttempt.Naming.METADATA,
                first.amountMinor()));
        attempts.sort(Comparator.comparing(CardAttempt::at).thenComparing(CardAttempt::sequence));
    }

    private void tellBilling(Map<String, BankLine> paidByTransfer) {
        Map<String, CardAttempt> last = new HashMap<>();
        for (CardAttempt attempt : attempts) {
            boolean known = !LocalDate.ofInstant(attempt.at(), World.LONDON).isAfter(BILLING_KNOWS_CARDS_UNTIL);
            if (known && attempt.outcome() != CardAttempt.Outcome.PROCESSING) {
                last.putIfAbsent(attempt.bill().number(), attempt);
                last.computeIfPresent(
                        attempt.bill().number(), (n, a) -> a.outcome() == CardAttempt.Outcome.SUCCEEDED ? a : attempt);
            }
        }
        int unpaidMarkedPaid = 0;
        for (Bill bill : bills) {
            CardAttempt known = last.get(bill.number());
            BankLine line = paidByTransfer.get(bill.number());
            if (bill.voided()) {
                billing.put(bill.number(), "VOID");
            } else if (known != null) {
                boolean paid =
                        known.outcome() == CardAttempt.Outcome.SUCCEEDED && known.amountMinor() >= bill.amountMinor();
                billing.put(
                        bill.number(),
                        paid ? "PAID" : known.outcome() == CardAttempt.Outcome.FAILED ? "FAILED" : "PENDING");
                if (paid) {
                    paidBy.put(bill.number(), known.intent());
                }
            } else if (line != null && !line.bookedOn().isAfter(BILLING_KNOWS_TRANSFERS_UNTIL)) {
                billing.put(bill.number(), "PAID");
                paidBy.put(bill.number(), line.reference());
            } else {
                billing.put(bill.number(), "PENDING");
                if (unpaidMarkedPaid < 2
                        && line == null
                        && bill.dueOn().isBefore(LocalDate.of(2027, 2, 20))
                        && attempts.stream().noneMatch(a -> a.bill().equals(bill))) {
                    billing.put(bill.number(), "PAID");
                    unpaidMarkedPaid++;
                }
            }
        }
    }

    private Instant moment(LocalDate day) {
        return day.atTime(LocalTime.of(7 + random.nextInt(11), random.nextInt(60), random.nextInt(60)))
                .atZone(World.LONDON)
                .toInstant();
    }
}
