package io.counterfoil.examples.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The bank's side: payouts arriving, customers' transfers with whatever they wrote, suppliers, charges, and what nobody recorded. */
final class BankBooks {

    private final Random random;
    private final List<BankLine> lines = new ArrayList<>();
    private final List<CashBookRow> cashBook = new ArrayList<>();
    private final Map<String, BankLine> invoicesPaid = new TreeMap<>();
    private final Map<String, Integer> numbers = new TreeMap<>();

    BankBooks(Random random, List<Bill> byTransfer, List<StripePayout> payouts) {
        this.random = random;
        payouts.forEach(this::payout);
        transfers(byTransfer);
        suppliers();
        charges();
        surprises();
        lines.sort(Comparator.comparing(BankLine::currency)
                .thenComparing(BankLine::bookedOn)
                .thenComparing(BankLine::reference));
    }

    List<BankLine> lines() {
        return List.copyOf(lines);
    }

    List<CashBookRow> cashBook() {
        return List.copyOf(cashBook);
    }

    Map<String, BankLine> invoicesPaid() {
        return invoicesPaid;
    }

    private void payout(StripePayout payout) {
        if (payout.status().equals("paid")) {
            String currency = payout.currency().toUpperCase(Locale.ROOT);
            add(
                    currency,
                    payout.arrivalOn(),
                    payout.amountMinor(),
                    payout.trace(),
                    "STRIPE PAYMENTS UK LTD",
                    "",
                    payout.trace().isEmpty() ? "STRIPE" : "STRIPE " + payout.trace(),
                    BankLine.CREDIT);
        }
    }

    /** Customers who transfer pay some invoices one by one and some together, a few days around the due day. */
    private void transfers(List<Bill> byTransfer) {
        Map<Customer, List<Bill>> byCustomer = new LinkedHashMap<>();
        byTransfer.stream()
                .filter(bill -> !bill.voided())
                .forEach(bill -> byCustomer
                        .computeIfAbsent(bill.customer(), c -> new ArrayList<>())
                        .add(bill));
        byCustomer.forEach((customer, bills) -> {
            int at = 0;
            while (at < bills.size()) {
                int together = random.nextInt(7) == 0 ? Math.min(bills.size() - at, 2 + random.nextInt(3)) : 1;
                List<Bill> paid = bills.subList(at, at + together);
                at += together;
                LocalDate around = paid.get(0).dueOn().plusDays(random.nextInt(16) - 18);
                LocalDate known = paid.get(together - 1).issuedOn().plusDays(1);
                LocalDate day = World.businessDaysLater(around.isBefore(known) ? known : around, 0);
                if (random.nextInt(12) > 0 && !day.isAfter(World.LAST_DAY)) {
                    transfer(customer, paid, day);
                }
            }
        });
    }

    private void transfer(Customer customer, List<Bill> paid, LocalDate day) {
        long sum = paid.stream().mapToLong(Bill::amountMinor).sum();
        int slip = random.nextInt(60);
        long amount = slip == 0 ? sum - 1500 : slip == 1 ? sum + 2000 : sum;
        String text = paid.size() > 1 ? several(paid) : sloppy(paid.get(0).number(), random.nextInt(10));
        BankLine line = add(
                "GBP",
                day,
                amount,
                random.nextInt(3) == 0 ? text : "",
                customer.bankName(),
                customer.iban(),
                text,
                BankLine.CREDIT);
        paid.forEach(bill -> invoicesPaid.put(bill.number(), line));
    }

    /** How payers write invoice numbers. */
    private static String sloppy(String number, int way) {
        String year = number.substring(4, 8);
        String last = number.substring(9);
        return switch (way) {
            case 0 -> "inv " + year + " " + last;
            case 1 -> "INV" + year + last;
            case 2 -> "INVOICE " + year + "/" + last;
            case 3 -> number.replace('0', 'O');
            case 4 -> "ROOM HIRE " + number.toLowerCase(Locale.ROOT);
            case 5 -> "MEETING ROOMS";
            case 6 -> "YOUR REF INV-" + year + "-" + Integer.parseInt(last);
            default -> number;
        };
    }

    private String several(List<Bill> paid) {
        if (random.nextInt(3) == 0) {
            return "PARLOUR ROOMS STATEMENT";
        }
        StringBuilder text = new StringBuilder("FOR");
        paid.forEach(bill -> text.append(' ').append(bill.number()));
        return text.toString();
    }

    private void suppliers() {
        String[] payees = {
            "Brightwater Cleaning", "Oakhurst Property", "Volta Energy", "Pantry Direct", "Linkline Telecom"
        };
        int number = 0;
        for (LocalDate day = World.FIRST_DAY; !day.isAfter(World.LAST_DAY); day = day.plusDays(1)) {
            if (World.isBusinessDay(day) && random.nextInt(2) == 0) {
                number++;
                String payee = payees[random.nextInt(payees.length)];
                long amount = -(12_000L + random.nextInt(300_000));
                String reference = World.text("PAY-%04d", number);
                cashBook.add(new CashBookRow(World.text("CB-%04d", number), day, "GBP", amount, payee, reference));
                LocalDate booked = World.businessDaysLater(day, random.nextInt(2));
                if (!booked.isAfter(World.LAST_DAY)) {
                    add(
                            "GBP",
                            booked,
                            amount,
                            reference,
                            payee.toUpperCase(Locale.ROOT),
                            "",
                            reference,
                            BankLine.DEBIT);
                }
            }
        }
    }

    private void charges() {
        for (int month = 1; month <= 3; month++) {
            LocalDate last = LocalDate.of(2027, month, 1).plusMonths(1).minusDays(1);
            LocalDate day = World.isBusinessDay(last)
                    ? last
                    : LocalDate.of(2027, month, 1)
                            .plusMonths(1)
                            .minusDays(last.getDayOfWeek().getValue() - 4L);
            add(
                    "GBP",
                    day,
                    -2350 - 35L * month,
                    "",
                    "",
                    "",
                    World.text("BANK CHARGES %02d/2027", month),
                    BankLine.CHARGES);
            add("EUR", day, -1200, "", "", "", World.text("ACCOUNT FEE %02d/2027", month), BankLine.CHARGES);
        }
    }

    /** A debit that nobody recorded, a receipt that the bank booked twice, and money from somebody unknown. */
    private void surprises() {
        add(
                "GBP",
                LocalDate.of(2027, 3, 30),
                -41_200,
                "",
                "KEYHOLD SERVICES",
                "",
                "DDR KEYHOLD SERVICES 00417",
                BankLine.DIRECT_DEBIT);
        add("GBP", LocalDate.of(2027, 3, 24), 18_750, "", "M OKONKWO", "", "THANK YOU", BankLine.CREDIT);
        BankLine twice = lines.stream()
                .filter(line -> line.bookedOn().equals(LocalDate.of(2027, 3, 17))
                        && !line.iban().isEmpty())
                .findFirst()
                .or(() -> lines.stream()
                        .filter(line -> line.bookedOn().getMonthValue() == 3
                                && !line.iban().isEmpty())
                        .findFirst())
                .orElseThrow();
        lines.add(twice);
    }

    private BankLine add(
            String currency,
            LocalDate day,
            long amount,
            String endToEnd,
            String name,
            String iban,
            String text,
            String code) {
        int number = numbers.merge(currency + day, 1, Integer::sum);
        String reference = currency.charAt(0) + day.toString().replace("-", "") + World.text("%03d", number);
        BankLine line = new BankLine(currency, day, amount, reference, endToEnd, name, iban, text, code);
        lines.add(line);
        return line;
    }
}
