package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Explanation;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Offer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/** Finds every explanation with the fewest lines, by size; the last line of a size is looked up, not searched. Not thread-safe. */
final class ExplanationSearch {

    /** How many alternatives are handed out; all are counted. */
    private static final int SHOWN = 20;

    private static final long MAX_STEPS = 2_000_000;

    enum SearchCode implements Code {
        EXPLAINED,
        AMBIGUOUS,
        NOT_EXPLAINED,
        LIMIT_STEPS;

        @Override
        public String id() {
            return "DIFFERENCE." + name();
        }
    }

    private record Point(Code reason, long minor) {}

    private record Band(Code reason, long low, long high) {}

    private record Choice(List<Point> points, Map<Long, List<Point>> byMinor, List<Band> bands) {
        private static Choice of(Set<Point> points, Set<Band> bands) {
            return new Choice(
                    List.copyOf(points),
                    points.stream().collect(Collectors.groupingBy(Point::minor)),
                    List.copyOf(bands));
        }
    }

    private record Line(String reason, Code code, long minor) {}

    private final Amounts money;
    private final List<Choice> choices = new ArrayList<>();
    private final Set<List<Line>> found = new LinkedHashSet<>();
    private final List<Line> taken = new ArrayList<>();
    private long steps;

    private ExplanationSearch(MonetaryAmount residual, List<List<Offer>> offers) {
        money = Amounts.in(residual.getCurrency());
        for (List<Offer> ofOne : offers) {
            Set<Point> points = new LinkedHashSet<>();
            Set<Band> bands = new LinkedHashSet<>();
            for (Offer offer : ofOne) {
                read(offer, points, bands);
            }
            choices.add(Choice.of(points, bands));
        }
    }

    private void read(Offer offer, Set<Point> points, Set<Band> bands) {
        if (offer instanceof Offer.Points exact) {
            for (MonetaryAmount amount : exact.amounts()) {
                long minor = minor(offer, amount);
                if (minor != 0) {
                    points.add(new Point(offer.reason(), minor));
                }
            }
        } else if (offer instanceof Offer.Interval interval) {
            bands.add(new Band(offer.reason(), minor(offer, interval.low()), minor(offer, interval.high())));
        }
    }

    private long minor(Offer offer, MonetaryAmount amount) {
        if (!amount.getCurrency().getCurrencyCode().equals(money.currency().getCurrencyCode())) {
            throw new IllegalArgumentException(
                    "EXPLAINER_CONTRACT: offer of " + offer.reason().id() + " is in "
                            + amount.getCurrency().getCurrencyCode() + ", expected "
                            + money.currency().getCurrencyCode() + " as the difference");
        }
        return Amounts.minor(amount);
    }

    static Resolution<Explanation> of(MonetaryAmount residual, List<List<Offer>> offers, int maxLines) {
        if (maxLines < 1) {
            throw new IllegalArgumentException("explanations of " + maxLines + " lines, expected at least 1");
        }
        ExplanationSearch search = new ExplanationSearch(residual, offers);
        long minor = Amounts.minor(residual);
        for (int lines = 0; lines <= Math.min(maxLines, offers.size()) && search.found.isEmpty(); lines++) {
            search.take(0, lines, minor);
            if (search.steps > MAX_STEPS) {
                return new Resolution.Truncated<>(search.explanations(), SearchCode.LIMIT_STEPS, search.steps);
            }
        }
        return search.resolution(residual);
    }

    /** Takes so many lines more from the explainers from this one on; the rest must come to nothing. */
    private void take(int from, int lines, long rest) {
        if (lines == 0) {
            if (rest == 0) {
                keep();
            }
            return;
        }
        for (int at = from; at <= choices.size() - lines; at++) {
            if (lines == 1) {
                last(choices.get(at), rest);
                continue;
            }
            for (Point point : choices.get(at).points()) {
                if (++steps > MAX_STEPS) {
                    return;
                }
                taken.add(new Line(point.reason().id(), point.reason(), point.minor()));
                take(at + 1, lines - 1, Math.subtractExact(rest, point.minor()));
                taken.remove(taken.size() - 1);
            }
            band(at, lines, rest);
        }
    }

    private void keep() {
        found.add(taken.stream()
                .sorted(Comparator.comparing(Line::reason).thenComparing(Line::minor))
                .toList());
    }

    /** An interval line that is not the last: the lines after it are exact, and it takes what they leave. */
    private void band(int at, int lines, long rest) {
        for (Band band : choices.get(at).bands()) {
            exact(at + 1, lines - 1, rest, band);
        }
    }

    private void exact(int from, int lines, long rest, Band band) {
        if (lines == 0) {
            if (rest != 0 && band.low() <= rest && rest <= band.high()) {
                taken.add(new Line(band.reason().id(), band.reason(), rest));
                keep();
                taken.remove(taken.size() - 1);
            }
            return;
        }
        for (int at = from; at <= choices.size() - lines; at++) {
            for (Point point : choices.get(at).points()) {
                if (++steps > MAX_STEPS) {
                    return;
                }
                taken.add(new Line(point.reason().id(), point.reason(), point.minor()));
                exact(at + 1, lines - 1, Math.subtractExact(rest, point.minor()), band);
                taken.remove(taken.size() - 1);
            }
        }
    }

    private void last(Choice choice, long rest) {
        steps++;
        choice.byMinor().getOrDefault(rest, List.of()).forEach(point -> complete(point.reason(), rest));
        if (rest != 0) {
            for (Band band : choice.bands()) {
                if (band.low() <= rest && rest <= band.high()) {
                    complete(band.reason(), rest);
                }
            }
        }
    }

    private void complete(Code reason, long minor) {
        taken.add(new Line(reason.id(), reason, minor));
        keep();
        taken.remove(taken.size() - 1);
    }

    private List<Explanation> explanations() {
        return found.stream()
                .sorted(Comparator.comparing(lines -> lines.stream()
                        .map(line -> line.reason() + " " + line.minor())
                        .collect(Collectors.joining(" "))))
                .limit(SHOWN)
                .map(lines -> new Explanation(lines.stream()
                        .map(line -> new Difference(line.code(), money.ofMinor(line.minor())))
                        .toList()))
                .toList();
    }

    private Resolution<Explanation> resolution(MonetaryAmount residual) {
        String amount = Amounts.plain(residual) + " " + money.currency().getCurrencyCode();
        if (found.isEmpty()) {
            return new Resolution.None<>(List.of(
                    Obstacle.of(SearchCode.NOT_EXPLAINED, "nothing declared explains the difference of " + amount)));
        }
        List<Explanation> all = explanations();
        if (found.size() == 1) {
            return new Resolution.Unique<>(
                    all.get(0),
                    Evidence.of(SearchCode.EXPLAINED, "difference of " + amount + " is " + said(all.get(0))));
        }
        return new Resolution.Ambiguous<>(
                all,
                Resolution.SolutionCount.exactly(found.size()),
                Evidence.of(
                        SearchCode.AMBIGUOUS,
                        "difference of " + amount + " has " + found.size() + " explanations of as few lines"));
    }

    private static String said(Explanation explanation) {
        return explanation.lines().isEmpty()
                ? "none"
                : explanation.lines().stream()
                        .map(line -> line.reason().id() + " " + Amounts.plain(line.amount()))
                        .collect(Collectors.joining(" and "));
    }
}
