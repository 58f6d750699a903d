package io.counterfoil.payments.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.money.MonetaryAmount;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of payments specification 7.1 and 7.2. */
class AllocationProperties {

    @Provide
    Arbitrary<List<BigDecimal>> weights() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1000000"))
                .ofScale(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .filter(list -> list.stream().anyMatch(weight -> weight.signum() > 0));
    }

    @Property
    @Label("property 1: parts sum to the total, each within a unit of its share")
    void partsSumToTheTotalAndStayWithinOneUnitOfTheirShare(
            @ForAll long total, @ForAll("weights") List<BigDecimal> weights) {
        List<Long> parts = parts(total, weights);
        assertThat(parts.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(BigInteger.valueOf(total));
        BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        for (int at = 0; at < parts.size(); at++) {
            // |part - total * weight / sum| < 1, without dividing
            BigDecimal share = BigDecimal.valueOf(total).multiply(weights.get(at));
            BigDecimal distance = BigDecimal.valueOf(parts.get(at))
                    .multiply(sum)
                    .subtract(share)
                    .abs();
            assertThat(distance).isLessThan(sum);
            if (weights.get(at).signum() == 0) {
                assertThat(parts.get(at)).isZero();
            }
        }
    }

    @Property
    @Label("property 1: turning the weights round turns the parts round, up to ties")
    void turningTheWeightsRoundTurnsThePartsRoundUpToTies(
            @ForAll long total, @ForAll("weights") List<BigDecimal> weights) {
        Assume.that(weights.stream().distinct().count() == weights.size());
        List<BigDecimal> reversed = new ArrayList<>(weights);
        java.util.Collections.reverse(reversed);
        List<Long> parts = parts(total, weights);
        List<Long> back = parts(total, reversed);
        java.util.Collections.reverse(back);
        for (int at = 0; at < parts.size(); at++) {
            assertThat(Math.abs(parts.get(at) - back.get(at))).isLessThanOrEqualTo(1);
        }
    }

    @Property
    void onlyProportionsCount(@ForAll long total, @ForAll("weights") List<BigDecimal> weights) {
        List<BigDecimal> larger = weights.stream()
                .map(weight -> weight.multiply(new BigDecimal("12.5")))
                .toList();
        assertThat(parts(total, larger)).isEqualTo(parts(total, weights));
    }

    @Property
    void theTwoFormsAgree(@ForAll long total, @ForAll("weights") List<BigDecimal> weights) {
        long[] whole = weights.stream()
                .mapToLong(weight -> weight.movePointRight(4).longValueExact())
                .toArray();
        assertThat(Arrays.stream(Allocation.ofMinor(total, whole)).boxed().toList())
                .isEqualTo(parts(total, weights));
    }

    @Property
    @Label("property 2: an amount written is read back")
    void plainTextReadsBackAsTheSameAmount(@ForAll long minor) {
        for (String currency : List.of("CAD", "JPY", "BHD", "PTS")) {
            Amounts amounts = Amounts.in(currency);
            MonetaryAmount amount = amounts.ofMinor(minor);
            assertThat(amounts.of(Amounts.plain(amount))).isEqualTo(amount);
            assertThat(Amounts.minor(amount)).isEqualTo(minor);
        }
    }

    @Property
    void totalsAddAsNumbersDo(@ForAll List<Integer> cad, @ForAll List<Integer> gbp) {
        Totals totals = Totals.none();
        for (int minor : cad) {
            totals = totals.plus(Amounts.in("CAD").ofMinor(minor));
        }
        Totals pounds = Totals.none();
        for (int minor : gbp) {
            pounds = pounds.plus(Amounts.in("GBP").ofMinor(minor));
        }
        Totals both = totals.plus(pounds);
        assertThat(Amounts.minor(both.in(Amounts.in("CAD").currency())))
                .isEqualTo(cad.stream().mapToLong(Integer::longValue).sum());
        assertThat(Amounts.minor(both.in(Amounts.in("GBP").currency())))
                .isEqualTo(gbp.stream().mapToLong(Integer::longValue).sum());
        assertThat(both.minus(pounds)).isEqualTo(totals);
        assertThat(both.minus(both).isZero()).isTrue();
    }

    private static List<Long> parts(long total, List<BigDecimal> weights) {
        return new ArrayList<>(Allocation.of(Amounts.in("CAD").ofMinor(total), weights).stream()
                .map(Amounts::minor)
                .toList());
    }
}
