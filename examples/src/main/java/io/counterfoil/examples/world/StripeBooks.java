package io.counterfoil.examples.world;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The provider's side: fees, balance rows, refunds, a dispute, daily payouts, and one payout that failed. */
final class StripeBooks {

    private static final LocalDate FAILED_PAYOUT_DAY = LocalDate.of(2027, 2, 10);
    private static final long DISPUTE_FEE = 2000;

    private final List<StripeRow> rows = new ArrayList<>();
    private final List<StripePayout> payouts = new ArrayList<>();

    StripeBooks(List<CardAttempt> attempts, Map<String, Long> refunds, Set<String> disputed) {
        List<StripeRow> gross = new ArrayList<>();
        for (CardAttempt attempt : attempts) {
            if (attempt.outcome() == CardAttempt.Outcome.SUCCEEDED) {
                gross.add(charge(attempt));
                addRefund(gross, attempt, refunds.getOrDefault(attempt.charge(), 0L));
                if (disputed.contains(attempt.charge())) {
                    gross.add(dispute(attempt));
                }
            }
        }
        for (String currency : List.of("eur", "gbp")) {
            payOut(
                    currency,
                    gross.stream()
                            .filter(row -> row.currency().equals(currency))
                            .toList());
        }
        rows.addAll(gross);
        rows.sort(Comparator.comparing(StripeRow::created).thenComparing(StripeRow::id));
        payouts.sort(Comparator.comparing(StripePayout::created).thenComparing(StripePayout::id));
    }

    List<StripeRow> rows() {
        return List.copyOf(rows);
    }

    List<StripePayout> payouts() {
        return List.copyOf(payouts);
    }

    private static StripeRow charge(CardAttempt attempt) {
        String currency = attempt.bill().customer().currency().toLowerCase(Locale.ROOT);
        long fee = currency.equals("gbp")
                ? (attempt.amountMinor() * 15 + 500) / 1000 + 20
                : (attempt.amountMinor() * 25 + 500) / 1000 + 25;
        LocalDate day = LocalDate.ofInstant(attempt.at(), World.LONDON);
        return new StripeRow(
                attempt.row(),
                currency,
                "charge",
                "charge",
                attempt.amountMinor(),
                fee,
                attempt.charge(),
                attempt.at(),
                World.businessDaysLater(day, 2),
                "Meeting room booking");
    }

    private static void addRefund(List<StripeRow> gross, CardAttempt attempt, long amount) {
        if (amount > 0) {
            Instant at = attempt.at().plusSeconds(5 * 86_400L);
            gross.add(new StripeRow(
                    attempt.row() + "r",
                    charge(attempt).currency(),
                    "refund",
                    "refund",
                    -amount,
                    0,
                    World.text("re_3Q%05d", attempt.sequence()),
                    at,
                    LocalDate.ofInstant(at, World.LONDON),
                    "REFUND FOR CHARGE"));
        }
    }

    private static StripeRow dispute(CardAttempt attempt) {
        Instant at = attempt.at().plusSeconds(9 * 86_400L);
        return new StripeRow(
                attempt.row() + "d",
                charge(attempt).currency(),
                "adjustment",
                "dispute",
                -attempt.amountMinor(),
                DISPUTE_FEE,
                World.text("dp_3Q%05d", attempt.sequence()),
                at,
                LocalDate.ofInstant(at, World.LONDON),
                "Chargeback withdrawal");
    }

    private void payOut(String currency, List<StripeRow> gross) {
        List<StripeRow> waiting = new ArrayList<>(gross);
        int number = 0;
        for (LocalDate day = World.FIRST_DAY; !day.isAfter(World.LAST_DAY); day = day.plusDays(1)) {
            if (!World.isBusinessDay(day)) {
                continue;
            }
            LocalDate today = day;
            Instant created = day.atTime(0, 5).atZone(World.LONDON).toInstant();
            List<StripeRow> due = waiting.stream()
                    .filter(row ->
                            !row.availableOn().isAfter(today) && row.created().isBefore(created))
                    .toList();
            long sum = due.stream().mapToLong(StripeRow::netMinor).sum();
            if (sum <= 0) {
                continue;
            }
            waiting.removeAll(due);
            number++;
            boolean fails = currency.equals("gbp") && day.equals(FAILED_PAYOUT_DAY);
            StripePayout payout = payout(currency, number, day, due, sum, fails);
            payouts.add(payout);
            StripeRow own = payout.rows().get(payout.rows().size() - 1);
            rows.add(own);
            if (fails) {
                StripeRow back = failure(payout, own);
                rows.add(back);
                waiting.add(back);
            }
        }
    }

    private static StripePayout payout(
            String currency, int number, LocalDate day, List<StripeRow> due, long sum, boolean fails) {
        Instant created = day.atTime(0, 5).atZone(World.LONDON).toInstant();
        LocalDate arrival = World.businessDaysLater(day, 1);
        String code = World.text("%s%03d", currency.equals("gbp") ? "G" : "E", number);
        StripeRow own = new StripeRow(
                "txn_po" + code, currency, "payout", "payout", -sum, 0, "po_" + code, created, day, "STRIPE PAYOUT");
        List<StripeRow> members = new ArrayList<>(due);
        members.sort(Comparator.comparing(StripeRow::created).thenComparing(StripeRow::id));
        members.add(own);
        String status = fails ? "failed" : arrival.isAfter(World.LAST_DAY) ? "in_transit" : "paid";
        String trace = number % 3 == 0 ? "" : "STRP" + code + World.text("%06d", (sum * 7 + number) % 1_000_000);
        return new StripePayout("po_" + code, currency, sum, created, arrival, status, trace, members);
    }

    private static StripeRow failure(StripePayout payout, StripeRow own) {
        Instant at = payout.arrivalOn()
                .plusDays(1)
                .atTime(9, 30)
                .atZone(World.LONDON)
                .toInstant();
        return new StripeRow(
                own.id() + "f",
                payout.currency(),
                "payout_failure",
                "payout_reversal",
                payout.amountMinor(),
                0,
                payout.id(),
                at,
                LocalDate.ofInstant(at, World.LONDON),
                "STRIPE PAYOUT FAILURE");
    }
}
