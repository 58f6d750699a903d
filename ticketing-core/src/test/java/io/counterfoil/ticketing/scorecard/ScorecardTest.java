package io.counterfoil.ticketing.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.internal.Judgement;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** London, 09:00 to 17:00, Monday 1 March 2027. */
class ScorecardTest {

    private static final BigDecimal LEVEL = new BigDecimal("0.95");
    private static final BusinessHours HOURS =
            BusinessHours.in(ZoneId.of("Europe/London")).weekdays("09:00-17:00").build();
    private static final Clocks CLOCKS = Clocks.of(SlaPolicy.builder("gold")
            .hours(HOURS)
            .firstReply(Duration.ofHours(8))
            .resolution(BusinessDays.of(2))
            .build());
    private static final Scorecard CARD = Scorecard.builder(CLOCKS)
            .goal(MeasureId.FIRST_REPLY_AVERAGE, Goal.atMost(Duration.ofHours(8)))
            .goal(MeasureId.RESOLUTION_AVERAGE, Goal.atMost(BusinessDays.of(7)))
            .goal(MeasureId.ON_TIME, Goal.atLeast("0.85"))
            .build();
    private static final DateRange MARCH = DateRange.month(2027, 3);
    private static final Instant LATER = Instant.parse("2027-06-01T00:00:00Z");

    private final Tickets tickets = Tickets.standard();
    private final Actor by = Actor.host("ben");

    private static Instant at(String text) {
        return Instant.parse("2027-" + text + ":00Z");
    }

    private Ticket opened(String id, String at) {
        return tickets.decide(
                        tickets.initial(), TicketCommand.open(SubjectRef.of("order", id), "request", by, id), at(at))
                .orThrow()
                .state();
    }

    private Ticket then(Ticket ticket, TicketCommand command, String at) {
        return tickets.decide(ticket, command, at(at)).orThrow().state();
    }

    private Ticket solved(Ticket ticket, String at) {
        return then(ticket, TicketCommand.solve(CloseReason.SOLVED, by, "solve-" + at), at);
    }

    private Ticket replied(Ticket ticket, String at) {
        return then(ticket, TicketCommand.reply("answer", by, "reply-" + at), at);
    }

    @Test
    @DisplayName("TIC-31 averages count business time by the day of the stop, in business days of eight hours")
    void averagesCountBusinessTime() {
        Ticket quick = solved(replied(opened("a", "03-01T09:00"), "03-01T11:00"), "03-01T13:00"); // 2 h, 4 h
        Ticket slow = solved(replied(opened("b", "03-01T09:00"), "03-02T11:00"), "03-04T13:00"); // 10 h, 28 h
        Ticket april = solved(replied(opened("c", "03-30T09:00"), "03-31T10:00"), "04-02T10:00"); // 9 h, later
        ScorecardReport report = CARD.assess(Stream.of(slow, april, quick), MARCH, LATER);

        Measure reply = report.row(MeasureId.FIRST_REPLY_AVERAGE);
        assertThat(reply.n()).isEqualTo(3);
        assertThat(reply.point().orElseThrow()).isEqualByComparingTo("7");
        assertThat(reply.pointMet()).isTrue();
        assertThat(reply.verdict()).as("fewer than ten, on both sides").isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(reply.interval()).isEmpty();
        assertThat(reply.moreNeeded()).hasValue(7);
        Measure resolution = report.row(MeasureId.RESOLUTION_AVERAGE);
        assertThat(resolution.point().orElseThrow()).isEqualByComparingTo("2");
        assertThat(resolution.ticketIds()).containsExactly(TicketId.of("a"), TicketId.of("b"));
        assertThat(resolution.waitingIds()).containsExactly(TicketId.of("c"));
        assertThat(resolution.verdict()).as("every value is on the good side").isEqualTo(Verdict.MET);
        assertThat(report.row(MeasureId.ON_TIME).missedIds()).containsExactly(TicketId.of("b"));
    }

    @Test
    @DisplayName("TIC-31 an open ticket over its target counts as not on time, one inside it waits")
    void openTicketsOverTheirTargetCount() {
        Ticket late = opened("late", "03-01T09:00");
        Ticket fresh = opened("fresh", "03-31T09:00");
        Ticket met = solved(opened("met", "03-01T09:00"), "03-02T17:00"); // 16 h of 16 h
        Measure onTime = CARD.assess(Stream.of(late, fresh, met), MARCH, LATER).row(MeasureId.ON_TIME);
        assertThat(onTime.n()).isEqualTo(2);
        assertThat(onTime.point().orElseThrow()).isEqualByComparingTo("0.5");
        assertThat(onTime.missedIds()).containsExactly(TicketId.of("late"));
        assertThat(onTime.waitingIds()).containsExactly(TicketId.of("fresh"));
    }

    @Test
    @DisplayName("TIC-31 duplicates, merged tickets, spam and tests are left out")
    void excludedReasonsAreLeftOut() {
        Ticket spam = then(opened("s", "03-01T09:00"), TicketCommand.solve(CloseReason.SPAM, by, "x"), "03-01T10:00");
        Ticket merged = then(
                opened("m", "03-01T09:00"), TicketCommand.merge(opened("t", "03-01T09:00"), by, "y"), "03-20T10:00");
        ScorecardReport report = CARD.assess(Stream.of(spam, merged), MARCH, LATER);
        assertThat(report.rows()).allSatisfy(row -> {
            assertThat(row.n()).isZero();
            assertThat(row.verdict()).isEqualTo(Verdict.NO_DATA);
            assertThat(row.point()).isEmpty();
            assertThat(row.pointMet()).isFalse();
        });
        Scorecard all = Scorecard.builder(CLOCKS)
                .goal(MeasureId.ON_TIME, Goal.atLeast("0.85"))
                .excluding()
                .build();
        assertThat(all.assess(Stream.of(spam, merged), MARCH, LATER)
                        .row(MeasureId.ON_TIME)
                        .n())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("TIC-31 the report of a month does not change when a ticket is opened again later")
    void reportOfAMonthStays() {
        Ticket solved = solved(opened("a", "03-25T09:00"), "03-26T09:00");
        Ticket reopened = then(solved, TicketCommand.reopen("not yet", by, "o"), "04-01T10:00");
        assertThat(CARD.assess(Stream.of(reopened), MARCH, LATER))
                .isEqualTo(CARD.assess(Stream.of(solved), MARCH, LATER));
    }

    @Test
    @DisplayName("TIC-31 days are those of the report's zone")
    void daysAreThoseOfTheReportsZone() {
        Ticket lastEvening = solved(opened("a", "03-31T15:00"), "03-31T23:30"); // already 1 April in London
        Scorecard utc = Scorecard.builder(CLOCKS)
                .goal(MeasureId.ON_TIME, Goal.atLeast("0.85"))
                .zone(ZoneId.of("UTC"))
                .build();
        assertThat(CARD.assess(Stream.of(lastEvening), MARCH, LATER)
                        .row(MeasureId.ON_TIME)
                        .n())
                .isZero();
        assertThat(utc.assess(Stream.of(lastEvening), MARCH, LATER)
                        .row(MeasureId.ON_TIME)
                        .n())
                .isEqualTo(1);
        assertThat(CARD.assess(Stream.of(lastEvening), DateRange.day(LocalDate.of(2027, 4, 1)), LATER)
                        .row(MeasureId.ON_TIME)
                        .n())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("TIC-33 the worked examples of the specification: 170 of 200 is inconclusive, 182 of 200 is met")
    void workedExamplesOfTheSpecification() {
        Judgement open = Judgement.ofShare(170, 200, Goal.atLeast("0.85"), LEVEL, false);
        assertThat(open.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(open.pointMet()).isTrue();
        assertThat(open.interval().orElseThrow().lower())
                .isCloseTo(new BigDecimal("0.794"), within(new BigDecimal("0.0005")));
        assertThat(open.interval().orElseThrow().upper())
                .isCloseTo(new BigDecimal("0.893"), within(new BigDecimal("0.0005")));
        assertThat(open.moreNeeded())
                .as("exactly at the goal no number decides")
                .isEmpty();
        assertThat(Judgement.ofShare(182, 200, Goal.atLeast("0.85"), LEVEL, false)
                        .verdict())
                .isEqualTo(Verdict.MET);
    }

    @Test
    @DisplayName("TIC-33 the further number at the same rate decides, and one fewer does not")
    void moreNeededDecides() {
        Goal goal = Goal.atLeast("0.85");
        long more = Judgement.ofShare(174, 200, goal, LEVEL, false).moreNeeded().orElseThrow();
        long enough = 200 + more;
        double z = 1.959963984540054;
        assertThat(lower(0.87, (double) enough, z)).isGreaterThanOrEqualTo(0.85);
        assertThat(lower(0.87, enough - 1.0, z)).isLessThan(0.85);
    }

    /** Wilson's lower end written down a second time, for a rate that is not a fraction of whole numbers. */
    private static double lower(double rate, double n, double z) {
        return (rate + z * z / (2 * n) - z * Math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))) / (1 + z * z / n);
    }

    @Test
    @DisplayName("TIC-33 the bootstrap interval of a mean depends on the values alone and holds the mean")
    void bootstrapDependsOnTheValuesAlone() {
        List<BigDecimal> values = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(n -> BigDecimal.valueOf(n % 13 + n % 7 / 10.0))
                .toList());
        Judgement one = Judgement.ofMean(values, Goal.atMost(Duration.ofHours(8)), LEVEL);
        Collections.reverse(values);
        assertThat(Judgement.ofMean(values, Goal.atMost(Duration.ofHours(8)), LEVEL))
                .isEqualTo(one);
        ConfidenceInterval interval = one.interval().orElseThrow();
        assertThat(interval.method()).isEqualTo(ConfidenceInterval.Method.BOOTSTRAP_T);
        assertThat(one.point().orElseThrow()).isBetween(interval.lower(), interval.upper());
        double mean =
                values.stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow();
        double deviation = Math.sqrt(values.stream()
                        .mapToDouble(value -> Math.pow(value.doubleValue() - mean, 2))
                        .sum()
                / 59);
        double half = 2.001 * deviation / Math.sqrt(60); // Student's t with 59 degrees of freedom
        assertThat(interval.lower().doubleValue()).isCloseTo(mean - half, within(0.2 * half));
        assertThat(interval.upper().doubleValue()).isCloseTo(mean + half, within(0.2 * half));
        assertThat(one.verdict()).isEqualTo(Verdict.MET);
        assertThat(Judgement.ofMean(values, Goal.atMost(Duration.ofHours(3)), LEVEL)
                        .verdict())
                .isEqualTo(Verdict.MISSED);
        assertThat(Judgement.ofMean(values, Goal.atMost(Duration.ofHours(6)), LEVEL)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Judgement.ofMean(values, Goal.atMost(Duration.ofHours(6)), LEVEL)
                        .moreNeeded())
                .isNotEmpty();
        assertThat(Judgement.ofMean(Collections.nCopies(12, BigDecimal.ONE), Goal.atMost(Duration.ofHours(1)), LEVEL)
                        .verdict())
                .isEqualTo(Verdict.MET);
    }

    @Test
    void goalsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Goal.atLeast("1.01"));
        assertThatIllegalArgumentException().isThrownBy(() -> Goal.atMost(Duration.ofHours(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorecard.builder(CLOCKS).goal(MeasureId.ON_TIME, Goal.atMost(Duration.ofHours(1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorecard.builder(CLOCKS).confidence("1"));
        Clocks replyOnly = Clocks.of(SlaPolicy.builder("r")
                .hours(HOURS)
                .firstReply(Duration.ofHours(1))
                .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorecard.builder(replyOnly).goal(MeasureId.ON_TIME, Goal.atLeast("0.85")))
                .withMessageContaining("RESOLUTION");
        assertThatIllegalStateException()
                .isThrownBy(() -> Scorecard.builder(CLOCKS).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Judgement.ofShare(3, 2, Goal.atLeast("0.5"), LEVEL, false));
        ScorecardReport march = CARD.assess(Stream.empty(), MARCH, LATER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> march.merge(CARD.assess(Stream.empty(), DateRange.month(2027, 4), LATER)));
        Ticket one = solved(opened("a", "03-01T09:00"), "03-01T13:00");
        Ticket two = solved(opened("a", "03-01T09:00"), "03-01T14:00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CARD.assess(Stream.of(one, two), MARCH, LATER))
                .withMessageContaining("'a'");
    }
}
