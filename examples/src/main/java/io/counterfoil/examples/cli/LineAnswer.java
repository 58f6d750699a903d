package io.counterfoil.examples.cli;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

/** What became of one line, in words for the person who asks. */
final class LineAnswer {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
    private static final int READINGS = 5;
    private static final int NEAREST = 3;

    private final Reconciliation run;

    LineAnswer(Reconciliation run) {
        this.run = run;
    }

    /** The lines that the name means: an id, or an id after {@code left:} or {@code right:}. */
    static List<Named> find(Reconciliation run, String name) {
        List<Named> found = new ArrayList<>();
        for (Side side : Side.values()) {
            String prefix = side.name().toLowerCase(Locale.ROOT) + ":";
            String id = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
            boolean elsewhere = name.startsWith(side.other().name().toLowerCase(Locale.ROOT) + ":");
            run.items(side)
                    .filter(item -> !elsewhere && item.id().value().equals(id))
                    .map(item -> new Named(side, item.toItem()))
                    .forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new BadInputException("no line '" + name + "' on either side, expected an id of a file"
                    + System.lineSeparator() + "Maybe the row was rejected: reconcile lists those with their reasons");
        }
        return found;
    }

    /**
     * One line.
     *
     * @param side where it stands
     * @param item it
     */
    record Named(Side side, ItemView item) {}

    /** What became of the line and why. */
    List<String> about(Named line) {
        List<String> out = new ArrayList<>();
        out.add(described(line));
        Resolution<Match> found = run.resolution(line.side(), line.item().id());
        if (found instanceof Resolution.Unique<Match> only) {
            matched(line, only.value(), out);
        } else if (found instanceof Resolution.Ambiguous<Match> several) {
            ambiguous(line, several, out);
        } else if (found instanceof Resolution.Truncated<Match> cut) {
            out.add("It is undecided: the search for its partner met a limit ("
                    + cut.limit().id() + ") before it was complete, so nothing is claimed.");
        } else {
            open(line, out);
        }
        return out;
    }

    private static String described(Named line) {
        ItemView item = line.item();
        String references = item.references().isEmpty() ? "" : ", reference " + String.join(", ", item.references());
        String party = item.party().map(name -> ", " + name).orElse("");
        boolean in = item.amount().isPositive();
        return "Line " + item.id() + " on the " + word(line.side()) + ": "
                + money(item.amount().abs())
                + (item.amount().isZero() ? "" : in ? " in" : " out") + " on " + DAY.format(item.day()) + references
                + party + ".";
    }

    private static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private static String money(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode();
    }

    private void matched(Named line, Match match, List<String> out) {
        out.add((match.decision() == io.counterfoil.reconciliation.plan.PassDecision.Outcome.CONFIRM
                        ? "It is matched with "
                        : "A match is suggested, and a person confirms it: with ")
                + others(line, match) + ", by the rule '" + match.pass() + "'.");
        for (Evidence.Fact fact : match.evidence().facts()) {
            out.add("  because " + inWords(fact));
        }
        match.differences().stream().map(LineAnswer::difference).forEach(out::add);
        if (match.confidence().certainty() == Confidence.Certainty.LIKELY) {
            out.add("  It is likely and not certain: another reading, or chance, is not far enough behind.");
        }
        if (match.finality() == Match.Finality.PROVISIONAL) {
            out.add("  It is provisional: records that are still to come may contest it.");
        }
        List<Match> rival = run.rival(match);
        if (!rival.isEmpty()) {
            out.add("  Without it, the next best reading would be " + readings(rival) + ".");
        }
    }

    private static String inWords(Evidence.Fact fact) {
        return fact.code().id().endsWith("BEST_ASSIGNMENT")
                ? "no other reading of these lines is as good: " + fact.sentence()
                : fact.sentence();
    }

    private static String difference(Difference line) {
        return line.amount().isZero()
                ? "  The days differ, the money does not."
                : "  They differ by " + money(line.amount()) + ": "
                        + line.reason()
                                .id()
                                .replace("DIFFERENCE.", "")
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' ');
    }

    /** The other items of the match, each with what is taken of it. */
    private String others(Named line, Match match) {
        return Stream.concat(named(match.left(), Side.LEFT, line), named(match.right(), Side.RIGHT, line))
                .collect(Collectors.joining(" and "));
    }

    private Stream<String> named(List<Match.Portion> portions, Side side, Named except) {
        return portions.stream()
                .filter(p ->
                        side != except.side() || !p.item().equals(except.item().id()))
                .map(p -> p.item() + " on the " + word(side) + " ("
                        + money(p.amount().abs()) + ")");
    }

    private static String readings(List<Match> matches) {
        return matches.stream().map(LineAnswer::reading).collect(Collectors.joining("; "));
    }

    private static String reading(Match match) {
        return Stream.of(match.left(), match.right())
                .map(side -> side.stream().map(p -> p.item().value()).collect(Collectors.joining(" + ")))
                .filter(side -> !side.isEmpty())
                .collect(Collectors.joining(" with "));
    }

    private void ambiguous(Named line, Resolution.Ambiguous<Match> several, List<String> out) {
        out.add("It is undecided: " + several.count().items()
                + (several.count().items() == 1 ? " reading is" : " readings are")
                + " as good as each other, so nothing is decided and a person must choose.");
        several.alternatives().stream()
                .limit(READINGS)
                .forEach(m -> out.add("  " + reading(m) + ": " + m.evidence().sentence()));
        Set<ItemId> rivals = new HashSet<>(run.contestedBy(several));
        rivals.remove(line.item().id());
        if (!rivals.isEmpty()) {
            out.add("  The same partners are wanted by "
                    + rivals.stream().map(ItemId::value).sorted().collect(Collectors.joining(", ")) + ".");
        }
    }

    private void open(Named line, List<String> out) {
        List<Obstacle> why = run.whyNot(line.side(), line.item().id());
        why.stream()
                .filter(o -> o.code().id().endsWith("PART_MATCHED"))
                .forEach(o -> out.add("Part of it is settled. " + o.sentence() + "."));
        if (line.item().open().isZero()) {
            out.add("Nothing is open of it, so no rule looks at it.");
            return;
        }
        List<ItemView> near = nearest(line);
        if (near.isEmpty()) {
            out.add("It is open: the other side has no line of its currency.");
            return;
        }
        MonetaryAmount rest = run.open(line.side())
                .filter(item -> item.id().equals(line.item().id()))
                .map(ItemView::open)
                .findFirst()
                .orElse(line.item().open());
        boolean part = !rest.isEqualTo(line.item().amount());
        out.add((part ? "The rest, " + money(rest.abs()) + ", is open" : "It is open")
                + ": no rule found a partner. Nearest on the "
                + word(line.side().other()) + ":");
        for (ItemView other : near) {
            out.addAll(between(line, new Named(line.side().other(), other)));
        }
    }

    /** The lines of the other side that have most in common with it. */
    private List<ItemView> nearest(Named line) {
        ItemView item = line.item();
        return run.items(line.side().other())
                .filter(other ->
                        !obstacles(line, new Named(line.side().other(), other)).isEmpty())
                .filter(other ->
                        other.amount().getCurrency().equals(item.amount().getCurrency()))
                .sorted(Comparator.comparingInt((ItemView other) -> -common(item, other))
                        .thenComparing(other ->
                                Math.abs(other.day().toEpochDay() - item.day().toEpochDay()))
                        .thenComparing(other -> other.id().value()))
                .limit(NEAREST)
                .map(ItemView::toItem)
                .map(ItemView.class::cast)
                .toList();
    }

    private static int common(ItemView a, ItemView b) {
        boolean reference = a.references().stream()
                .anyMatch(mine ->
                        b.references().stream().anyMatch(theirs -> plain(mine).equals(plain(theirs))));
        boolean party = a.party().isPresent() && a.party().equals(b.party());
        return (reference ? 4 : 0) + (a.open().isEqualTo(b.open()) ? 3 : 0) + (party ? 2 : 0);
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
    }

    /** Why the two lines of different sides are no match, rule by rule. */
    List<String> between(Named one, Named other) {
        List<String> out = new ArrayList<>();
        out.add("  " + described(other));
        List<Obstacle> why = obstacles(one, other);
        if (why.isEmpty()) {
            out.add("    The two are matched with each other.");
        }
        why.stream()
                .filter(o -> !o.code().id().endsWith("NO_CANDIDATE")) // rules about one side say nothing about two
                .forEach(o -> out.add("    " + inWords(o)));
        return out;
    }

    private List<Obstacle> obstacles(Named one, Named other) {
        Named left = one.side() == Side.LEFT ? one : other;
        Named right = one.side() == Side.LEFT ? other : one;
        return run.whyNot(left.item(), right.item());
    }

    private static String inWords(Obstacle obstacle) {
        String sentence = obstacle.sentence();
        int colon = sentence.indexOf(": ");
        String rule = colon < 0 ? "" : "rule '" + sentence.substring(0, colon) + "' says no: ";
        String reason = colon < 0 ? sentence : sentence.substring(colon + 2);
        return switch (obstacle.code().id().replace("RECONCILIATION.", "")) {
            case "REFERENCE_MISSING", "KEY_MISSING" ->
                rule + "it compares what one of the two does not state (" + reason + ")";
            case "ALREADY_MATCHED", "BETTER_ASSIGNMENT" -> rule + "one of the two belongs elsewhere (" + reason + ")";
            case "HELD", "AMBIGUOUS" ->
                rule + "several readings are equally good, so it waits for a person (" + reason + ")";
            case "NO_SET" -> rule + "no combination of lines makes the amount (" + reason + ")";
            default -> rule + reason;
        };
    }
}
