package io.counterfoil.ticketing.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.clock.TicketLogs;
import io.counterfoil.ticketing.internal.Judgement;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ScorecardProperties {

    private static final Scorecard CARD = Scorecard.builder(Clocks.of(SlaPolicy.builder("p")
                    .hours(BusinessHours.in(ZoneId.of("Europe/London"))
                            .weekdays("09:00-17:30")
                            .build())
                    .firstReply(Duration.ofHours(4))
                    .resolution(Duration.ofHours(12))
                    .build()))
            .goal(MeasureId.FIRST_REPLY_AVERAGE, Goal.atMost(Duration.ofHours(4)))
            .goal(MeasureId.ON_TIME, Goal.atLeast("0.85"))
            .build();
    private static final DateRange PERIOD = DateRange.of(LocalDate.of(2027, 3, 27), LocalDate.of(2027, 4, 6));
    private static final Instant NOW = Instant.parse("2027-05-01T00:00:00Z");

    @Provide
    Arbitrary<List<Ticket>> tickets() {
        return TicketLogs.tickets().list().ofMaxSize(25).uniqueElements(Ticket::id);
    }

    @Property(tries = 200)
    @Label("TIC-37 shards in any order come to the report of all tickets, and a shard counted twice changes nothing")
    void shardsComeToTheSameReport(
            @ForAll("tickets") List<Ticket> tickets, @ForAll @IntRange(min = 1, max = 5) int shards) {
        ScorecardReport all = CARD.assess(tickets.stream(), PERIOD, NOW);
        ScorecardReport merged = CARD.assess(tickets.stream().limit(0), PERIOD, NOW);
        for (int shard = shards - 1; shard >= 0; shard--) {
            int mine = shard;
            ScorecardReport part = CARD.assess(
                    tickets.stream().filter(ticket -> Math.floorMod(Objects.hash(ticket.id()), shards) == mine),
                    PERIOD,
                    NOW);
            merged = part.merge(merged).merge(part);
        }
        assertThat(merged).isEqualTo(all);
        assertThat(merged.toDocument()).isEqualTo(all.toDocument());
    }

    @Property
    @Label("TIC-33 Wilson and Clopper-Pearson stay inside 0 and 1, hold the point and mirror each other")
    void intervalsHoldThePoint(
            @ForAll @IntRange(min = 1, max = 3_000) int n, @ForAll @IntRange(max = 3_000) int drawn) {
        long successes = drawn % (n + 1);
        for (boolean exact : new boolean[] {false, true}) {
            ConfidenceInterval interval = interval(successes, n, exact);
            ConfidenceInterval mirrored = interval(n - successes, n, exact);
            BigDecimal point = Judgement.ofShare(successes, n, Goal.atLeast("0.5"), new BigDecimal("0.95"), exact)
                    .point()
                    .orElseThrow();
            assertThat(interval.lower()).isBetween(BigDecimal.ZERO, point.add(new BigDecimal("1e-11")));
            assertThat(interval.upper()).isBetween(point.subtract(new BigDecimal("1e-11")), BigDecimal.ONE);
            assertThat(interval.lower().doubleValue())
                    .isCloseTo(1 - mirrored.upper().doubleValue(), org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    @Property(tries = 200)
    @Label(
            "TIC-33 property 21: the exact interval holds the true share at least as often as it says, whatever the share")
    void exactIntervalCovers(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll @IntRange(max = 1_000) int perMille) {
        double share = perMille / 1_000.0;
        double covered = 0;
        double chance = Math.pow(1 - share, n); // of no success; the next by the ratio of neighbours
        for (int successes = 0; successes <= n; successes++) {
            if (share < 1 && successes > 0) {
                chance *= share / (1 - share) * (n - successes + 1) / successes;
            }
            double of = share < 1 ? chance : successes == n ? 1 : 0;
            ConfidenceInterval exact = interval(successes, n, true);
            boolean holds = exact.lower().doubleValue() <= share + 1e-12
                    && exact.upper().doubleValue() >= share - 1e-12;
            covered += holds ? of : 0;
        }
        assertThat(covered).isGreaterThanOrEqualTo(0.95 - 1e-9);
    }

    private static ConfidenceInterval interval(long successes, long n, boolean exact) {
        return Judgement.ofShare(successes, n, Goal.atLeast("0.5"), new BigDecimal("0.95"), exact)
                .interval()
                .orElseThrow();
    }
}
