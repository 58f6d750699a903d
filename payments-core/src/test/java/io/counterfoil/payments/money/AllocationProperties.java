package io.counterfoil.payments.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Diagnostic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.money.MonetaryAmount;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

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

    /** Few distinct weights and small totals, so that fractions tie often. */
    @Provide
    Arbitrary<List<BigDecimal>> tyingWeights() {
        return Arbitraries.integers()
                .between(0, 6)
                .map(BigDecimal::valueOf)
                .list()
                .ofMinSize(1)
                .ofMaxSize(70)
                .filter(list -> list.stream().anyMatch(weight -> weight.signum() > 0));
    }

    @Property
    @Label("property 1: permuting the weights in any way permutes the parts, up to ties")
    void permutingTheWeightsPermutesThePartsUpToTies(
            @ForAll long total, @ForAll("weights") List<BigDecimal> weights, @ForAll long seed) {
        partsArePermuted(total, weights, seed);
    }

    @Property
    @Label("property 1: ... and where fractions tie")
    void permutingTiedWeightsPermutesTheParts(
            @ForAll @IntRange(min = -500, max = 500) int total,
            @ForAll("tyingWeights") List<BigDecimal> weights,
            @ForAll long seed) {
        partsArePermuted(total, weights, seed);
    }

    private static void partsArePermuted(long total, List<BigDecimal> weights, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, weights.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        List<Long> parts = parts(total, weights);
        List<Long> permuted = parts(total, order.stream().map(weights::get).toList());
        List<BigInteger> fractions = fractions(total, weights);
        Map<BigInteger, Long> sums = new HashMap<>();
        Map<BigInteger, Long> permutedSums = new HashMap<>();
        Map<BigInteger, Integer> sizes = new HashMap<>();
        for (int at = 0; at < order.size(); at++) {
            BigInteger fraction = fractions.get(order.get(at));
            sizes.merge(fraction, 1, Integer::sum);
            sums.merge(fraction, parts.get(order.get(at)), Long::sum);
            permutedSums.merge(fraction, permuted.get(at), Long::sum);
        }
        assertThat(permutedSums).as("what equal fractions get together").isEqualTo(sums);
        Map<BigInteger, Boolean> passedOver = new HashMap<>();
        for (int at = 0; at < order.size(); at++) {
            BigInteger fraction = fractions.get(order.get(at));
            if (sizes.get(fraction) == 1) {
                assertThat(permuted.get(at)).isEqualTo(parts.get(order.get(at)));
            }
            boolean served = isServed(total, weights, order.get(at), permuted.get(at));
            assertThat(served && passedOver.getOrDefault(fraction, false))
                    .as("of tied fractions the lowest index is served first")
                    .isFalse();
            passedOver.merge(fraction, !served, Boolean::logicalOr);
        }
    }

    /** What is left of each share above its whole units, over the common denominator. */
    private static List<BigInteger> fractions(long total, List<BigDecimal> weights) {
        BigInteger sum = whole(weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        return weights.stream()
                .map(weight ->
                        BigInteger.valueOf(total).abs().multiply(whole(weight)).mod(sum))
                .toList();
    }

    private static boolean isServed(long total, List<BigDecimal> weights, int at, long part) {
        BigInteger sum = whole(weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        BigInteger floor =
                BigInteger.valueOf(total).abs().multiply(whole(weights.get(at))).divide(sum);
        return !BigInteger.valueOf(part).abs().equals(floor);
    }

    private static BigInteger whole(BigDecimal weight) {
        return weight.movePointRight(4).toBigIntegerExact();
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
    @Label("property 2: a text is the number it says, or is refused where that is finer than the currency")
    void aTextIsTheNumberItSays(
            @ForAll("signs") String sign,
            @ForAll @NumericChars @StringLength(min = 1, max = 17) String whole,
            @ForAll @NumericChars @StringLength(max = 4) String decimals) {
        String text = sign + whole + (decimals.isEmpty() ? "" : "." + decimals);
        BigDecimal number = new BigDecimal(text);
        for (String currency : List.of("CAD", "JPY", "BHD")) {
            Amounts amounts = Amounts.in(currency);
            BigDecimal minor = number.movePointRight(amounts.fractionDigits());
            boolean exact = minor.stripTrailingZeros().scale() <= 0;
            boolean fits = minor.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
            assertThat(amounts.parseMinor(text).value())
                    .isEqualTo(exact && fits ? Optional.of(minor.longValueExact()) : Optional.empty());
            if (!exact || !fits) {
                assertThat(amounts.parseMinor(text).diagnostics())
                        .extracting(Diagnostic::code)
                        .containsExactly(exact ? Amounts.Fault.OVERFLOW : Amounts.Fault.NOT_EXACT);
            }
        }
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of("", "+", "-");
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
