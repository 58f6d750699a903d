package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import javax.money.MonetaryAmount;

/**
 * Inverts a fee schedule. Between the limits of tiers the net never falls by more than rounding as the gross rises, so a binary search finds where it can be the
 * wanted one, and every gross there is tried. A cascade is inverted line by line from its last. What is found is checked against the schedule itself.
 */
final class GrossFromNet {

    private static final long MAX_TRIED = 200_000;
    private static final long CEILING = 1L << 53;

    enum InverseCode implements Code {
        GROSS,
        NO_GROSS,
        LIMIT_CANDIDATES;

        @Override
        public String id() {
            return "FEE." + name();
        }
    }

    private final FeeSchedule schedule;
    private final RoundingMode rounding;
    private boolean cut;

    private GrossFromNet(FeeSchedule schedule, RoundingMode rounding) {
        this.schedule = schedule;
        this.rounding = rounding;
    }

    static Resolution<MonetaryAmount> of(FeeSchedule schedule, MonetaryAmount net, RoundingMode rounding) {
        Amounts money = Amounts.in(schedule.currency());
        if (!net.getCurrency().getCurrencyCode().equals(schedule.currency().getCurrencyCode())) {
            throw new IllegalArgumentException("net is in " + net.getCurrency().getCurrencyCode() + ", the schedule in "
                    + schedule.currency().getCurrencyCode() + ", expected one currency");
        }
        GrossFromNet inverse = new GrossFromNet(schedule, rounding);
        List<MonetaryAmount> found =
                inverse.solve(Amounts.minor(net)).stream().map(money::ofMinor).toList();
        if (inverse.cut) {
            return new Resolution.Truncated<>(found, InverseCode.LIMIT_CANDIDATES, MAX_TRIED);
        }
        String wanted =
                "a net of " + Amounts.plain(net) + " " + net.getCurrency().getCurrencyCode();
        if (found.isEmpty()) {
            return new Resolution.None<>(List.of(
                    Obstacle.of(InverseCode.NO_GROSS, "no gross amount leaves " + wanted + " by the schedule")));
        }
        Evidence evidence = Evidence.of(InverseCode.GROSS, found.size() + " gross amounts leave " + wanted);
        return found.size() == 1
                ? new Resolution.Unique<>(found.get(0), evidence)
                : new Resolution.Ambiguous<>(found, Resolution.SolutionCount.exactly(found.size()), evidence);
    }

    private NavigableSet<Long> solve(long net) {
        NavigableSet<Long> candidates = new TreeSet<>();
        if (schedule instanceof FeeSchedule.Line line) {
            search(List.of(line), net, candidates);
        } else if (schedule instanceof FeeSchedule.Lines lines) {
            if (lines.mode() == FeeSchedule.Lines.Mode.PARALLEL) {
                search(lines.lines().stream().map(FeeSchedule.Lines.Named::line).toList(), net, candidates);
            } else {
                candidates = cascade(lines, net);
            }
        }
        NavigableSet<Long> proven = new TreeSet<>();
        Amounts money = Amounts.in(schedule.currency());
        for (long gross : candidates) {
            long fee = Amounts.minor(
                    schedule.expected(money.ofMinor(gross), rounding).amount());
            if (gross - fee == net) {
                proven.add(gross);
            }
        }
        return proven;
    }

    /** What the last line was charged on, then the line before it, and so on; what is left never falls below nothing. */
    private NavigableSet<Long> cascade(FeeSchedule.Lines lines, long net) {
        NavigableSet<Long> bases = new TreeSet<>(List.of(net));
        if (net <= 0) {
            return small(lines, net);
        }
        for (int at = lines.lines().size() - 1; at >= 0; at--) {
            NavigableSet<Long> before = new TreeSet<>();
            for (long base : bases) {
                search(List.of(lines.lines().get(at).line()), base, before);
            }
            bases = before;
        }
        return bases;
    }

    /** Where a cascade takes everything, the fees of small amounts are more than the amounts: they are tried one by one. */
    private NavigableSet<Long> small(FeeSchedule.Lines lines, long net) {
        NavigableSet<Long> all = new TreeSet<>();
        Amounts money = Amounts.in(schedule.currency());
        long falls = falls(lines);
        for (long gross = 0; gross <= MAX_TRIED; gross++) {
            long left = gross
                    - Amounts.minor(
                            schedule.expected(money.ofMinor(gross), rounding).amount());
            if (left == net) {
                all.add(gross);
            }
            if (left > falls && gross > 0) {
                return all;
            }
        }
        cut = true;
        return all;
    }

    /** By how much the net can fall again as the gross rises: the steps of the fee at the limits of tiers, and rounding. */
    private static long falls(FeeSchedule.Lines lines) {
        BigDecimal falls = BigDecimal.valueOf(2L * lines.lines().size());
        for (FeeSchedule.Lines.Named named : lines.lines()) {
            NavigableSet<Long> limits = new TreeSet<>();
            limits(named.line(), limits);
            for (long limit : limits) {
                falls = falls.add(named.line()
                        .exactMinor(Math.addExact(limit, 1))
                        .subtract(named.line().exactMinor(limit))
                        .max(BigDecimal.ZERO));
            }
        }
        return falls.setScale(0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(CEILING))
                .longValueExact();
    }

    private void search(List<FeeSchedule.Line> lines, long net, NavigableSet<Long> into) {
        checkShares(lines);
        LongUnaryOperator netOf = gross -> {
            long left = gross;
            for (FeeSchedule.Line line : lines) {
                left = Math.subtractExact(
                        left, line.exactMinor(gross).setScale(0, rounding).longValueExact());
            }
            return left;
        };
        NavigableSet<Long> limits = new TreeSet<>();
        lines.forEach(line -> limits(line, limits));
        long slack = 2L * lines.size();
        long from = 0;
        for (long limit : limits) {
            segment(netOf, net, slack, new long[] {from, Math.min(limit, CEILING)}, into);
            from = Math.min(limit, CEILING) + 1;
        }
        segment(netOf, net, slack, new long[] {from, CEILING}, into);
    }

    private static void checkShares(List<FeeSchedule.Line> lines) {
        BigDecimal sum = BigDecimal.ZERO;
        for (FeeSchedule.Line line : lines) {
            sum = sum.add(share(line));
        }
        if (sum.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("fee lines take " + sum.toPlainString()
                    + " % together, expected at most 100: more cannot be turned round");
        }
    }

    private static BigDecimal share(FeeSchedule.Line line) {
        if (line instanceof FeeSchedule.Line.Percent percent) {
            return percent.percent();
        }
        if (line instanceof FeeSchedule.Line.Tiered tiered) {
            return tiered.tiers().stream()
                    .map(FeeSchedule.Tier::percent)
                    .max(BigDecimal::compareTo)
                    .orElse(BigDecimal.ZERO);
        }
        return line instanceof FeeSchedule.Line.AtLeast least
                ? share(least.line())
                : line instanceof FeeSchedule.Line.AtMost most ? share(most.line()) : BigDecimal.ZERO;
    }

    private static void limits(FeeSchedule.Line line, NavigableSet<Long> into) {
        if (line instanceof FeeSchedule.Line.Tiered tiered) {
            tiered.tiers().forEach(tier -> tier.upTo().map(Amounts::minor).ifPresent(into::add));
        } else if (line instanceof FeeSchedule.Line.AtLeast least) {
            limits(least.line(), into);
        } else if (line instanceof FeeSchedule.Line.AtMost most) {
            limits(most.line(), into);
        }
    }

    /** Every gross from the first to the last (both inside) that leaves the net. */
    private void segment(LongUnaryOperator netOf, long net, long slack, long[] ends, NavigableSet<Long> into) {
        if (ends[0] > ends[1]) {
            return;
        }
        long low = firstWhere(ends, gross -> netOf.applyAsLong(gross) < net - slack ? 0 : 1);
        long above = firstWhere(ends, gross -> netOf.applyAsLong(gross) <= net + slack ? 0 : 1);
        long tried = 0;
        for (long gross = low; gross < above; gross++) {
            if (++tried > MAX_TRIED) {
                cut = true;
                return;
            }
            if (netOf.applyAsLong(gross) == net) {
                into.add(gross);
            }
        }
    }

    /** A boundary of the test: everything before it is safely out, by the slack that the test leaves. One past the end where nothing passes. */
    private static long firstWhere(long[] ends, LongUnaryOperator passes) {
        long out = ends[0] - 1;
        long in = ends[1] + 1;
        while (in - out > 1) {
            long middle = out + (in - out) / 2;
            if (passes.applyAsLong(middle) == 0) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return in;
    }
}
