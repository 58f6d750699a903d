package io.counterfoil.payments.fee;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Taxes against a slow reference with forty digits. */
class TaxProperties {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final MathContext FORTY = new MathContext(40);
    private static final LocalDate[] DAYS = {
        LocalDate.of(2009, 6, 1), LocalDate.of(2012, 6, 1), LocalDate.of(2014, 6, 1), LocalDate.of(2027, 3, 1)
    };

    record Priced(long minor, String place, LocalDate day) {}

    @Provide
    Arbitrary<List<Priced>> lines() {
        Arbitrary<String> places = Arbitraries.of("CA-QC", "CA-ON", "CA-PE", "CA-BC", "CA-AB", "GB");
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.longs().between(-1_000_000, 1_000_000), places, Arbitraries.of(DAYS))
                .as(Priced::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static TaxBill bill(
            List<Priced> lines, TaxBill.Prices prices, TaxBill.Rounding rounding, RoundingMode mode) {
        TaxBill.Builder builder =
                TaxRates.bundled().bill("B", PartyId.of("p")).prices(prices).rounding(rounding, mode);
        IntStream.range(0, lines.size())
                .forEach(at -> builder.line(
                        "l" + at,
                        CAD.ofMinor(lines.get(at).minor()),
                        lines.get(at).place(),
                        lines.get(at).day()));
        return builder.build().orThrow();
    }

    @Property
    @Label(
            "PAY-63 Net and taxes are the gross, the price given stays, and no tax is a unit or more from its exact share")
    void conserved(
            @ForAll("lines") List<Priced> lines,
            @ForAll TaxBill.Prices prices,
            @ForAll TaxBill.Rounding rounding,
            @ForAll RoundingMode mode) {
        RoundingMode used = mode == RoundingMode.UNNECESSARY ? RoundingMode.HALF_EVEN : mode;
        TaxBill bill = bill(lines, prices, rounding, used);
        assertThat(bill.gross()).isEqualTo(bill.net().add(bill.tax()));
        for (int at = 0; at < lines.size(); at++) {
            TaxBill.Line line = bill.lines().get(at);
            long given = lines.get(at).minor();
            assertThat(Amounts.minor(prices == TaxBill.Prices.INCLUSIVE ? line.gross() : line.net()))
                    .isEqualTo(given);
            List<BigDecimal> exact = exact(lines.get(at), prices);
            for (int tax = 0; tax < exact.size(); tax++) {
                BigDecimal charged =
                        BigDecimal.valueOf(Amounts.minor(line.charges().get(tax).amount()));
                assertThat(charged.subtract(exact.get(tax)).abs()).isLessThan(BigDecimal.ONE);
                if (rounding == TaxBill.Rounding.PER_LINE) {
                    assertThat(charged)
                            .isEqualByComparingTo(exact.get(tax)
                                    .setScale(20, RoundingMode.HALF_EVEN)
                                    .setScale(0, used));
                }
            }
        }
    }

    @Property
    @Label("PAY-63 Rounding by document rounds each tax of a place once")
    void perDocument(@ForAll("lines") List<Priced> lines, @ForAll TaxBill.Prices prices) {
        TaxBill bill = bill(lines, prices, TaxBill.Rounding.PER_DOCUMENT, RoundingMode.HALF_UP);
        Map<List<TaxRates.Rate>, BigDecimal> exact = new HashMap<>();
        Map<List<TaxRates.Rate>, Long> charged = new HashMap<>();
        for (int at = 0; at < lines.size(); at++) {
            Priced line = lines.get(at);
            List<TaxRates.Rate> rates =
                    TaxRates.bundled().inForce(line.place(), line.day()).orThrow();
            exact.merge(rates, exact(line, prices).get(0), BigDecimal::add);
            charged.merge(
                    rates, Amounts.minor(bill.lines().get(at).charges().get(0).amount()), Long::sum);
        }
        exact.forEach((rates, sum) -> assertThat(charged.get(rates))
                .isEqualTo(sum.setScale(20, RoundingMode.HALF_EVEN)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact()));
    }

    /** Taxes with forty digits: the price without tax found by division, then one tax after the other. */
    private static List<BigDecimal> exact(Priced line, TaxBill.Prices prices) {
        List<TaxRates.Rate> rates =
                TaxRates.bundled().inForce(line.place(), line.day()).orThrow();
        BigDecimal whole = BigDecimal.ONE;
        for (TaxRates.Rate rate : rates) {
            BigDecimal base = rate.base() == TaxRates.Base.PRICE ? BigDecimal.ONE : whole;
            whole = whole.add(base.multiply(rate.percent()).movePointLeft(2));
        }
        BigDecimal net = BigDecimal.valueOf(line.minor());
        if (prices == TaxBill.Prices.INCLUSIVE) {
            net = net.divide(whole, FORTY);
        }
        List<BigDecimal> taxes = new java.util.ArrayList<>();
        BigDecimal running = net;
        for (TaxRates.Rate rate : rates) {
            BigDecimal base = rate.base() == TaxRates.Base.PRICE ? net : running;
            BigDecimal tax = base.multiply(rate.percent()).movePointLeft(2);
            taxes.add(tax);
            running = running.add(tax);
        }
        return taxes;
    }
}
