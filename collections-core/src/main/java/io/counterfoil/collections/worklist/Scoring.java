package io.counterfoil.collections.worklist;

import io.counterfoil.collections.worklist.ScoreCard.Band;
import io.counterfoil.collections.worklist.ScoreCard.Component;
import io.counterfoil.collections.worklist.ScoreCard.Inputs;
import io.counterfoil.collections.worklist.ScoreCard.Part;
import io.counterfoil.collections.worklist.ScoreCard.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Adds up the points of one customer. Not thread-safe: confined to one scoring. */
final class Scoring {

    private static final int SHOWN_DECIMALS = 2;

    private final ScoreCard card;
    private final Inputs inputs;
    private final List<Component> components = new ArrayList<>();

    Scoring(ScoreCard card, Inputs inputs) {
        this.card = card;
        this.inputs = inputs;
    }

    Score score() {
        bands();
        promises();
        events();
        habits();
        int points = 0;
        for (Component component : components) {
            points = Math.addExact(points, component.points());
        }
        return new Score(points, components);
    }

    private void bands() {
        String units = shown(inputs.overdueUnits());
        add(Part.AMOUNT, units, points(card.amount(), inputs.overdueUnits()), units + " units are overdue");
        String age = Integer.toString(inputs.oldestAge());
        add(
                Part.AGE,
                age,
                points(card.age(), BigDecimal.valueOf(inputs.oldestAge())),
                "the oldest item is " + age + " days overdue");
    }

    private void promises() {
        int broken = inputs.brokenPromises();
        // as a long: a card of a host's own may give many points for each
        long points = Math.min((long) card.brokenPromise() * broken, card.brokenPromisesMost());
        add(
                Part.BROKEN_PROMISES,
                Integer.toString(broken),
                Math.toIntExact(points),
                broken + " promises were broken in " + card.brokenPromiseDays() + " days");
        if (inputs.promiseDueInDays().isPresent()) {
            int days = inputs.promiseDueInDays().getAsInt();
            boolean soon = days >= 0 && days <= card.promiseDaysAhead();
            add(
                    Part.PROMISE_DUE,
                    Integer.toString(days),
                    soon ? card.promiseDue() : 0,
                    "a promise ends " + (days == 0 ? "today" : days == 1 ? "tomorrow" : "in " + days + " days"));
        }
    }

    private void events() {
        flag(
                Part.FAILED_PAYMENT,
                inputs.failedPaymentUnanswered(),
                card.failedPayment(),
                "a payment failed and nobody has answered");
        flag(Part.ORDER_WAITING, inputs.orderWaiting(), card.orderWaiting(), "an order waits for credit");
        flag(
                Part.DISPUTE_CLOCK,
                inputs.disputePastClock(),
                card.disputeClock(),
                "a dispute is open for longer than it should");
    }

    private void habits() {
        inputs.latenessDeltaDays().ifPresent(delta -> {
            boolean worse = delta.compareTo(BigDecimal.valueOf(card.latenessMoreThanDays())) > 0;
            add(
                    Part.LATENESS_TREND,
                    shown(delta),
                    worse ? card.latenessTrend() : 0,
                    "the last " + card.latenessItems() + " closed items were " + shown(delta) + " days later than the "
                            + card.latenessItems() + " before");
        });
        inputs.medianDaysLate().ifPresent(median -> {
            BigDecimal usual = median.add(BigDecimal.valueOf(card.selfCureSlackDays()));
            boolean cures =
                    BigDecimal.valueOf(inputs.oldestAge()).compareTo(usual) <= 0 && inputs.brokenPromises() == 0;
            add(
                    Part.SELF_CURE,
                    shown(median),
                    cures ? card.selfCure() : 0,
                    "usually pays " + shown(median) + " days late and is " + inputs.oldestAge() + " days late now");
        });
    }

    private void flag(Part code, boolean raised, int points, String sentence) {
        add(code, Boolean.toString(raised), raised ? points : 0, sentence);
    }

    private void add(Part code, String input, int points, String sentence) {
        if (points != 0) {
            components.add(new Component(code, input, points, sentence));
        }
    }

    private static int points(List<Band> bands, BigDecimal value) {
        int points = 0;
        for (Band band : bands) {
            points = value.compareTo(band.from()) >= 0 ? band.points() : points;
        }
        return points;
    }

    /** Rounded down, so that no text claims a band that was not reached. */
    private static String shown(BigDecimal number) {
        BigDecimal rounded = number.setScale(SHOWN_DECIMALS, RoundingMode.DOWN).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }
}
