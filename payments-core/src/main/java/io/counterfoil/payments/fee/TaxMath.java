package io.counterfoil.payments.fee;

import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Taxes as fractions of whole numbers, rounded once. */
final class TaxMath {

    private TaxMath() {}

    /** A line with the rates that are due on it. */
    record Item(TaxBill.Draft draft, List<TaxRates.Rate> due, String exemption) {
        long minor() {
            return Amounts.minor(draft.price());
        }
    }

    /** A tax of a line as a fraction of minor units; the denominator is above zero. */
    private record Exact(BigInteger numerator, BigInteger denominator) {

        long rounded(RoundingMode mode) {
            return new BigDecimal(numerator)
                    .divide(new BigDecimal(denominator), 0, mode)
                    .longValueExact();
        }

        Exact plus(Exact other) {
            return new Exact(numerator.add(other.numerator), denominator);
        }

        long floor() {
            return rounded(RoundingMode.FLOOR);
        }

        BigInteger fraction() {
            return numerator.mod(denominator);
        }
    }

    static List<TaxBill.Line> lines(
            List<Item> items, TaxBill.Prices prices, TaxBill.Rounding rounding, RoundingMode mode) {
        List<List<Exact>> exact =
                items.stream().map(item -> exact(item, prices)).toList();
        List<long[]> taxes = exact.stream()
                .map(line -> line.stream()
                        .mapToLong(tax -> rounding == TaxBill.Rounding.PER_LINE ? tax.rounded(mode) : tax.floor())
                        .toArray())
                .toList();
        if (rounding == TaxBill.Rounding.PER_DOCUMENT) {
            groups(items).values().forEach(group -> share(group, exact, taxes, mode));
        }
        return IntStream.range(0, items.size())
                .mapToObj(at -> line(items.get(at), taxes.get(at), prices))
                .toList();
    }

    /** Every tax of the line. With rate r on the price, or on the price and the taxes t before it, a tax is r or r(1+t) of the net. */
    private static List<Exact> exact(Item item, TaxBill.Prices prices) {
        List<BigDecimal> shares = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (TaxRates.Rate rate : item.due()) {
            BigDecimal share = rate.percent().movePointLeft(2);
            if (rate.base() == TaxRates.Base.PRICE_AND_TAXES) {
                share = share.multiply(BigDecimal.ONE.add(sum));
            }
            shares.add(share);
            sum = sum.add(share);
        }
        BigDecimal whole = prices == TaxBill.Prices.INCLUSIVE ? BigDecimal.ONE.add(sum) : BigDecimal.ONE;
        int scale = shares.stream().mapToInt(BigDecimal::scale).reduce(whole.scale(), Math::max);
        BigInteger denominator = whole.setScale(scale).unscaledValue();
        return shares.stream()
                .map(share -> new Exact(
                        share.setScale(scale).unscaledValue().multiply(BigInteger.valueOf(item.minor())), denominator))
                .toList();
    }

    /** A tax of a line: position of the line, position of the tax in it. */
    private record Cell(int line, int tax) {}

    /** Taxes that are rounded together: one tax of one place under one set of rates, so that their fractions have one denominator. */
    private record GroupKey(List<TaxRates.Rate> rates, int tax) {}

    private static Map<GroupKey, List<Cell>> groups(List<Item> items) {
        Map<GroupKey, List<Cell>> groups = new LinkedHashMap<>();
        for (int line = 0; line < items.size(); line++) {
            List<TaxRates.Rate> due = items.get(line).due();
            for (int tax = 0; tax < due.size(); tax++) {
                groups.computeIfAbsent(new GroupKey(due, tax), key -> new ArrayList<>())
                        .add(new Cell(line, tax));
            }
        }
        return groups;
    }

    /** Rounds the sum once; what it has above the floors goes to the largest fractions, the first line first. */
    private static void share(List<Cell> group, List<List<Exact>> exact, List<long[]> taxes, RoundingMode mode) {
        Exact sum = group.stream()
                .map(cell -> exact.get(cell.line()).get(cell.tax()))
                .reduce(Exact::plus)
                .orElseThrow();
        long floors = group.stream()
                .mapToLong(cell -> taxes.get(cell.line())[cell.tax()])
                .reduce(0, Math::addExact);
        long above = Math.subtractExact(sum.rounded(mode), floors);
        Comparator<Cell> byFraction = Comparator.comparing(
                cell -> exact.get(cell.line()).get(cell.tax()).fraction());
        group.stream().sorted(byFraction.reversed()).limit(above).forEach(cell -> taxes.get(cell.line())[cell.tax()]++);
    }

    private static TaxBill.Line line(Item item, long[] taxes, TaxBill.Prices prices) {
        TaxBill.Draft draft = item.draft();
        Amounts amounts = Amounts.in(draft.price().getCurrency());
        List<TaxBill.Charge> charges = new ArrayList<>();
        long sum = 0;
        for (int at = 0; at < taxes.length; at++) {
            TaxRates.Rate rate = item.due().get(at);
            charges.add(new TaxBill.Charge(rate.place(), rate.tax(), rate.percent(), amounts.ofMinor(taxes[at])));
            sum = Math.addExact(sum, taxes[at]);
        }
        long net = prices == TaxBill.Prices.INCLUSIVE ? Math.subtractExact(item.minor(), sum) : item.minor();
        return new TaxBill.Line(
                draft.reference(), draft.place(), draft.suppliedOn(), amounts.ofMinor(net), charges, item.exemption());
    }
}
