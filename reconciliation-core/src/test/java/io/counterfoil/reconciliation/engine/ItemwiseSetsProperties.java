package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.BankCharge;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.ChargeBearer;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Discount;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Searches that put explainers into the amounts, against asking the explainers about every set. */
class ItemwiseSetsProperties {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));

    private static final List<DifferenceExplainer> ALL = List.of(
            DifferenceExplainer.providerFee(FeeSchedule.percent("2.9", CAD.of("0.30")), RoundingMode.HALF_UP),
            DifferenceExplainer.surcharge(FeeSchedule.percent("1.5", CAD.of("0.00")), RoundingMode.DOWN),
            DifferenceExplainer.discount(
                    "even",
                    item -> Integer.parseInt(item.id().value().substring(1)) % 2 == 0
                            ? Optional.of(new Discount(new BigDecimal("2"), DAY.plusDays(1)))
                            : Optional.empty(),
                    RoundingMode.HALF_EVEN),
            DifferenceExplainer.bankCharge(
                    ChargeBearer.SHA,
                    List.of(
                            new BankCharge(BankCharge.Station.ON_THE_WAY, CAD.of("0.15")),
                            new BankCharge(BankCharge.Station.PAYEES_BANK, CAD.of("0.40")),
                            new BankCharge(BankCharge.Station.PAYERS_BANK, CAD.of("9.00")))),
            DifferenceExplainer.rounding(),
            DifferenceExplainer.tolerance(CAD.of("0.05"), CAD.of("0.02")),
            DifferenceExplainer.providerFee(
                    FeeSchedule.percent("1", Amounts.in("USD").of("0.10")), RoundingMode.HALF_UP));

    /** The same explainer that says nothing about single items. */
    private record Asked(DifferenceExplainer of) implements DifferenceExplainer {
        @Override
        public String identity() {
            return of.identity();
        }

        @Override
        public List<Offer> offers(Question question) {
            return of.offers(question);
        }
    }

    private static ItemBatch batch(String prefix, long[] minor, int day) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (int i = 0; i < minor.length; i++) {
            batch.id(prefix + i)
                    .amount(CAD.ofMinor(minor[i]))
                    .day(DAY.plusDays(day))
                    .account("bank")
                    .add();
        }
        return batch.build();
    }

    private static Reconciliation run(
            long[] left, long[] right, int day, List<DifferenceExplainer> explainers, boolean exact) {
        Pass pass = Pass.oneToMany("sets")
                .on(ACCOUNT)
                .explain(explainers.toArray(DifferenceExplainer[]::new))
                .maxSetSize(4)
                .maxCoincidence("1000")
                .confirm();
        return Reconciler.builder(MatchPlan.named("explained")
                        .pass(exact ? pass : pass.amount(Tolerance.absolute("0.01")))
                        .build())
                .limits(new MatchLimits(5_000_000, 200_000, 5_000_000, 100, 200, 1_000_000))
                .build()
                .match(batch("l", left, day), batch("r", right, 0), AS_OF);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-25 REC-17 a search with explainers put into the amounts finds the sets of asking about each")
    void equalsAskingAboutEach(
            @ForAll @IntRange(min = 1, max = 7) int items,
            @ForAll @IntRange(min = 1, max = 127) int which,
            @ForAll @IntRange(min = 0, max = 3) int day,
            @ForAll boolean exact,
            @ForAll long seed) {
        Random random = new Random(seed);
        long[] right = random.longs(items, 5, 40).map(x -> x * 100).toArray();
        for (int i = 0; i < items; i++) {
            right[i] *= random.nextInt(8) == 0 ? -1 : 1;
        }
        long[] left = new long[1 + random.nextInt(2)];
        for (int l = 0; l < left.length; l++) {
            long sum = 0;
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                long item = right[random.nextInt(items)];
                sum += item;
                if (item > 0 && random.nextInt(3) > 0) {
                    sum -= Math.round(item * 0.029) + 30;
                }
                sum += item > 0 && random.nextInt(4) == 0 ? item * 15 / 1000 : 0;
                sum -= random.nextInt(4) == 0 ? item / 50 : 0;
            }
            left[l] = sum + random.nextInt(3) - 1 - (random.nextInt(4) == 0 ? 15 : 0);
            left[l] = left[l] == 0 ? 1 : left[l];
        }
        List<DifferenceExplainer> some = new ArrayList<>();
        List<DifferenceExplainer> asked = new ArrayList<>();
        for (int e = 0; e < ALL.size(); e++) {
            if ((which >> e & 1) == 1) {
                some.add(ALL.get(e));
                asked.add(new Asked(ALL.get(e)));
            }
        }
        Reconciliation fast = run(left, right, day, some, exact);
        Reconciliation slow = run(left, right, day, asked, exact);
        assertThat(fast.matches().map(Match::toString).toList())
                .isEqualTo(slow.matches().map(Match::toString).toList());
        assertThat(fast.ambiguities()
                        .map(a -> a.count() + " " + a.alternatives())
                        .toList())
                .isEqualTo(slow.ambiguities()
                        .map(a -> a.count() + " " + a.alternatives())
                        .toList());
        assertThat(fast.certificate()).isEqualTo(slow.certificate());
    }

    @Test
    @DisplayName("REC-23 REC-26 two hundred items with fees are searched to the end, where asking about each is cut")
    void largePool() {
        Random random = new Random(3);
        long[] right = random.longs(200, 1_000_000, 9_000_000).toArray();
        long net = 0;
        for (int i : new int[] {17, 80, 141}) {
            net += right[i] - Math.round(right[i] * 0.029) - 30;
        }
        Reconciliation run = run(new long[] {net}, right, 0, List.of(ALL.get(0)), true);
        assertThat(run.truncations()).isEmpty();
        assertThat(run.ambiguities()).isNotEmpty();
        assertThat(run.ambiguities().findFirst().orElseThrow().alternatives())
                .anySatisfy(match -> assertThat(match.right().stream()
                                .map(p -> p.item().value())
                                .toList())
                        .containsExactlyInAnyOrder("r17", "r80", "r141"));
        assertThat(run(new long[] {net}, right, 0, List.of(new Asked(ALL.get(0))), true)
                        .truncations())
                .hasSize(1);
    }

    @Test
    @DisplayName("REC-25 what an explainer offers beside its items has zero inside")
    void zeroInside() {
        assertThat(DifferenceExplainer.ByItem.between(-3, 0).low()).isEqualTo(-3);
        assertThatThrownBy(() -> DifferenceExplainer.ByItem.between(1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 1 to 3");
        assertThatThrownBy(() -> DifferenceExplainer.ByItem.between(-3, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
