package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Two sides of lines, as crowded as asked: how many references, amounts and days there are to choose from. Made from a seed. */
record Crowd(int lines, int references, int amounts, int days, long seed) {

    static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final String LONG = "a reference of more than eighteen characters ";

    static final BusinessCalendar CALENDAR = BusinessCalendar.of(HolidayCalendar.of(
            "test",
            Set.of(DAY.plusDays(2)),
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            DateRange.of(DAY.minusYears(1), DAY.plusDays(6))));

    /** Passes on one reference that follow each other, passes on amounts and codes, and one that only the general engine knows. */
    static final List<MatchPlan> PLANS = List.of(
            MatchPlan.named("reference, then reference within a tolerance")
                    .pass(Pass.oneToOne("exact")
                            .on(REFERENCE, AMOUNT)
                            .within(Window.days(0, 2))
                            .confirm())
                    .pass(Pass.oneToOne("near")
                            .on(REFERENCE)
                            .amount(Tolerance.absolute("0.02"))
                            .within(Window.days(-1, 3).from(Side.LEFT))
                            .evidence(PARTY)
                            .confirm())
                    .pass(Pass.oneToOne("reference")
                            .on(REFERENCE)
                            .within(Window.days(0, 30))
                            .suggest())
                    .build(),
            MatchPlan.named("contest scopes and codes")
                    .pass(Pass.oneToOne("party")
                            .on(REFERENCE, PARTY)
                            .amount(Tolerance.percent("1").butAtMost("0.05"))
                            .contest(Tolerance.percent("4"))
                            .confirm())
                    .pass(Pass.oneToOne("account")
                            .on(REFERENCE, AMOUNT, ACCOUNT)
                            .within(Window.businessDays(0, 1))
                            .contest(Window.businessDays(0, 4))
                            .suggest())
                    .pass(Pass.oneToOne("interchangeable")
                            .on(REFERENCE, AMOUNT)
                            .interchangeable(Pass.Interchange.Order.OLDEST_FIRST, REFERENCE, AMOUNT)
                            .suggest())
                    .build(),
            MatchPlan.named("amounts and codes")
                    .pass(Pass.oneToOne("amount and day")
                            .on(AMOUNT)
                            .within(Window.days(0, 1))
                            .contest(Window.days(0, 4))
                            .evidence(PARTY)
                            .confirm())
                    .pass(Pass.oneToOne("amount and party")
                            .on(AMOUNT, PARTY)
                            .evidence(ACCOUNT)
                            .suggest())
                    .pass(Pass.oneToOne("reference")
                            .on(REFERENCE)
                            .amount(Tolerance.absolute("0.01"))
                            .suggest())
                    .pass(Pass.oneToMany("set").on(PARTY).maxSetSize(3).suggest())
                    .build());

    /** A line of either side, before it is taken in. */
    record Line(
            String id, long minor, String currency, int day, String party, String account, List<String> references) {

        void add(ItemBatch.Builder batch, long factor, int daysLater) {
            long size = Math.abs(minor) * factor;
            batch.id(id)
                    .amount(
                            (minor < 0 ? "-" : "") + size / 100 + "."
                                    + String.valueOf(100 + size % 100).substring(1),
                            currency)
                    .day(DAY.plusDays(day + daysLater))
                    .party(party)
                    .account(account);
            references.forEach(batch::reference);
            batch.add();
        }
    }

    List<Line> lines(String name) {
        Random random = new Random(seed + name.hashCode());
        List<Line> made = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            long minor = (long) (random.nextInt(amounts) + 1) * (random.nextInt(8) == 0 ? -1 : 1);
            List<String> named = new ArrayList<>();
            int count = random.nextInt(12) == 0 ? random.nextInt(3) : 1;
            for (int k = 0; k < count; k++) {
                int number = random.nextInt(5) == 0 ? 0 : random.nextInt(references);
                named.add((number % 3 == 1 ? LONG : number % 7 == 2 ? "é" : "R-") + number);
            }
            made.add(new Line(
                    name + i,
                    minor,
                    random.nextInt(9) == 0 ? "EUR" : "GBP",
                    random.nextInt(days),
                    random.nextInt(3) == 0 ? "" : "p" + random.nextInt(2),
                    random.nextInt(3) == 0 ? "" : "a" + random.nextInt(2),
                    named));
        }
        return made;
    }

    static ItemBatch batch(List<Line> lines) {
        return batch(ItemBatch.builder(), lines);
    }

    static ItemBatch batch(ItemBatch.Builder batch, List<Line> lines) {
        lines.forEach(line -> line.add(batch, 1, 0));
        return batch.build();
    }

    /** Sparse, tight, on one reference, and hopelessly alike. */
    static Arbitrary<Crowd> any() {
        Arbitrary<Integer> lines = Arbitraries.integers().between(0, 60);
        return Arbitraries.oneOf(
                Arbitraries.longs().map(seed -> new Crowd(40, 30, 400, 6, seed)),
                lines.flatMap(n -> Arbitraries.longs().map(seed -> new Crowd(n, 4, 9, 3, seed))),
                Arbitraries.longs().map(seed -> new Crowd(60, 1, 5_000, 9, seed)),
                Arbitraries.longs().map(seed -> new Crowd(25, 2, 3, 2, seed)));
    }
}
