package io.counterfoil.collections.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HoldProperties {

    private static final PartyId ACME = PartyId.of("acme");
    private static final LocalDate START = LocalDate.of(2027, 1, 1);

    /** A wish: to hold from one day to another, or to release, on a day. */
    record Wish(boolean place, int from, int to, int today) {}

    @Provide
    Arbitrary<List<Wish>> wishes() {
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(-1, 12),
                        Arbitraries.integers().between(0, 30))
                .as((place, from, length, today) -> new Wish(place, from, from + length, today))
                .list()
                .ofMaxSize(14)
                .map(list -> list.stream()
                        .sorted(java.util.Comparator.comparingInt(Wish::today))
                        .toList());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("COL-42 holds agree with a calendar of days kept by hand: accepted, refused, held and shortened alike")
    void agreeWithACalendarOfDays(@ForAll("wishes") List<Wish> wishes) {
        Holds holds = Holds.in(ZoneOffset.UTC);
        PartyHolds state = holds.initial();
        List<int[]> spans = new ArrayList<>();
        Map<Integer, Boolean> released = new TreeMap<>();
        int key = 0;
        for (Wish wish : wishes) {
            HoldCommand.By by = HoldCommand.By.of(Actor.host("maria"), "k" + key++);
            Instant now = START.plusDays(wish.today()).atTime(12, 0).toInstant(ZoneOffset.UTC);
            boolean fits;
            HoldCommand command;
            if (wish.place()) {
                command = HoldCommand.placing(ACME, HoldKind.NOTICE, by)
                        .start(START.plusDays(wish.from()))
                        .end(START.plusDays(wish.to()))
                        .reason("x")
                        .build();
                fits = wish.from() < wish.to()
                        && spans.stream()
                                .noneMatch(
                                        span -> nights(span, wish.from(), wish.to()) > 0 || strictlyInside(span, wish));
            } else {
                command = HoldCommand.release(ACME, HoldKind.NOTICE, START.plusDays(wish.today()), "y", by);
                fits = !released.containsKey(wish.today())
                        && spans.stream().anyMatch(span -> span[0] <= wish.today() && wish.today() <= span[1]);
            }
            Decision<PartyHolds, HoldEvent> decision = holds.decide(state, command, now);
            assertThat(decision.outcome() == Outcome.ACCEPTED)
                    .as(wish.toString())
                    .isEqualTo(fits);
            if (fits && wish.place()) {
                spans.add(new int[] {wish.from(), wish.to()});
            } else if (fits) {
                released.put(wish.today(), true);
                spans.stream()
                        .filter(span -> span[0] <= wish.today() && wish.today() <= span[1])
                        .forEach(span -> span[1] = wish.today());
            }
            state = decision.state();
        }
        for (int day = -1; day < 45; day++) {
            int on = day;
            boolean held = spans.stream().anyMatch(span -> span[0] <= on && on <= span[1]);
            assertThat(state.at(HoldKind.NOTICE, new AsOf(START.plusDays(day), Instant.MAX))
                            .isPresent())
                    .as("day " + day)
                    .isEqualTo(held);
        }
        assertThat(state.all(HoldKind.NOTICE, Instant.MAX).stream().map(PartyHolds.Hold::days))
                .containsExactlyElementsOf(spans.stream()
                        .map(span -> DateRange.of(START.plusDays(span[0]), START.plusDays(span[1])))
                        .toList());
        assertThat(state.all(HoldKind.CREDIT, Instant.MAX)).isEmpty();
    }

    /** How many nights both spend. */
    private static int nights(int[] span, int from, int to) {
        return Math.min(span[1], to) - Math.max(span[0], from);
    }

    /** A hold that was released on its first day spends no night; a new one around that day still shares it. */
    private static boolean strictlyInside(int[] span, Wish wish) {
        return span[0] == span[1] && wish.from() < span[0] && span[0] < wish.to();
    }
}
