package io.counterfoil.collections.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HoldsTest {

    private static final PartyId ACME = PartyId.of("acme");
    private static final Actor MARIA = Actor.host("maria");
    private static final LocalDate MARCH = LocalDate.of(2027, 3, 10);
    private static final Instant NOW = Instant.parse("2027-03-12T09:00:00Z");

    private final Holds holds = Holds.in(ZoneId.of("Europe/London"));
    private int key;

    private HoldCommand.By maria() {
        return HoldCommand.By.of(MARIA, "h-" + ++key);
    }

    private HoldCommand place(LocalDate from, LocalDate to) {
        return HoldCommand.place(ACME, HoldKind.NOTICE, DateRange.of(from, to), "invoice copy requested", maria());
    }

    private PartyHolds held(LocalDate from, LocalDate to) {
        return holds.decide(holds.initial(), place(from, to), NOW).orThrow().state();
    }

    private static String code(Decision<PartyHolds, HoldEvent> decision) {
        assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
        return decision.refusal().orElseThrow().code().id();
    }

    @Test
    @DisplayName("COL-42 a hold has start, end, reason and somebody who placed it; start and end are inside")
    void places() {
        Decision<PartyHolds, HoldEvent> placed = holds.decide(holds.initial(), place(MARCH, MARCH.plusDays(5)), NOW);
        assertThat(placed.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(placed.evidence().sentence())
                .isEqualTo("NOTICE hold from 2027-03-10 to 2027-03-15: invoice copy requested");
        PartyHolds state = placed.state();
        assertThat(state.party()).contains(ACME);
        assertThat(state.status()).isEqualTo(PartyHolds.Status.RECORDED);
        PartyHolds.Hold hold = state.at(HoldKind.NOTICE, new AsOf(MARCH, NOW)).orElseThrow();
        assertThat(hold.by()).isEqualTo(MARIA);
        assertThat(hold.approver()).isEqualTo(MARIA);
        assertThat(hold.age()).isEqualTo(HoldEvent.AgeEffect.RUNNING);
        assertThat(state.at(HoldKind.NOTICE, new AsOf(MARCH.plusDays(5), NOW))).contains(hold);
        assertThat(state.at(HoldKind.NOTICE, new AsOf(MARCH.plusDays(6), NOW))).isEmpty();
        assertThat(state.at(HoldKind.NOTICE, new AsOf(MARCH.minusDays(1), NOW))).isEmpty();
        assertThat(state.at(HoldKind.NOTICE, new AsOf(MARCH, NOW.minusSeconds(1))))
                .isEmpty();
        assertThat(holds.initial().party()).isEmpty();
    }

    @Test
    @DisplayName("COL-42 of several faults the first in the order is told")
    void faultsInOrder() {
        HoldCommand.Place.Builder nothing = HoldCommand.placing(ACME, HoldKind.NOTICE, maria());
        assertThat(code(holds.decide(holds.initial(), nothing.build(), NOW))).isEqualTo("HOLD.START_MISSING");
        nothing.start(MARCH);
        assertThat(code(holds.decide(holds.initial(), nothing.build(), NOW))).isEqualTo("HOLD.END_MISSING");
        nothing.end(MARCH).accountFrom(MARCH.plusDays(1));
        assertThat(code(holds.decide(held(MARCH, MARCH.plusDays(2)), nothing.build(), NOW)))
                .isEqualTo("HOLD.TOO_SHORT");
        nothing.end(MARCH.plusDays(1));
        assertThat(code(holds.decide(held(MARCH, MARCH.plusDays(2)), nothing.build(), NOW)))
                .isEqualTo("HOLD.BEFORE_ACCOUNT");
        nothing.accountFrom(MARCH);
        assertThat(code(holds.decide(held(MARCH, MARCH.plusDays(2)), nothing.build(), NOW)))
                .isEqualTo("HOLD.OVERLAP");
        Decision<PartyHolds, HoldEvent> noReason = holds.decide(holds.initial(), nothing.build(), NOW);
        assertThat(code(noReason)).isEqualTo("HOLD.REASON_MISSING");
        assertThat(noReason.refusal().orElseThrow().attributes())
                .containsEntry("party", "acme")
                .containsEntry("kind", "NOTICE");
    }

    @Test
    @DisplayName("COL-42 holds of one kind may touch and not overlap, containing and contained alike")
    void overlap() {
        PartyHolds state = held(MARCH, MARCH.plusDays(10));
        assertThat(code(holds.decide(state, place(MARCH.minusDays(1), MARCH.plusDays(11)), NOW)))
                .isEqualTo("HOLD.OVERLAP");
        assertThat(code(holds.decide(state, place(MARCH.plusDays(2), MARCH.plusDays(3)), NOW)))
                .isEqualTo("HOLD.OVERLAP");
        Decision<PartyHolds, HoldEvent> head = holds.decide(state, place(MARCH.minusDays(5), MARCH.plusDays(1)), NOW);
        assertThat(code(head)).isEqualTo("HOLD.OVERLAP");
        assertThat(head.refusal().orElseThrow().sentence())
                .isEqualTo(
                        "hold from 2027-03-05 to 2027-03-11 shares days with the NOTICE hold of 2027-03-10..2027-03-20\n"
                                + "Maybe extend that one: begin on its last day");
        assertThat(holds.decide(state, place(MARCH.minusDays(5), MARCH), NOW).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        PartyHolds extended = holds.decide(state, place(MARCH.plusDays(10), MARCH.plusDays(12)), NOW)
                .orThrow()
                .state();
        assertThat(extended.at(HoldKind.NOTICE, new AsOf(MARCH.plusDays(10), NOW))
                        .orElseThrow()
                        .days()
                        .to())
                .isEqualTo(MARCH.plusDays(12));
    }

    @Test
    @DisplayName("COL-43 the three kinds are independent: each is placed, found and released by itself")
    void kindsAreIndependent() {
        PartyHolds state = held(MARCH, MARCH.plusDays(10));
        HoldCommand credit = HoldCommand.place(
                ACME, HoldKind.CREDIT, DateRange.of(MARCH, MARCH.plusDays(10)), "over limit", maria());
        state = holds.decide(state, credit, NOW).orThrow().state();
        AsOf today = new AsOf(LocalDate.of(2027, 3, 12), NOW);
        assertThat(state.at(HoldKind.CREDIT, today)).isPresent();
        assertThat(state.at(HoldKind.SERVICE, today)).isEmpty();
        PartyHolds released = holds.decide(
                        state,
                        HoldCommand.release(ACME, HoldKind.CREDIT, LocalDate.of(2027, 3, 12), "paid", maria()),
                        NOW)
                .orThrow()
                .state();
        AsOf tomorrow = new AsOf(LocalDate.of(2027, 3, 13), NOW);
        assertThat(released.at(HoldKind.CREDIT, tomorrow)).isEmpty();
        assertThat(released.at(HoldKind.NOTICE, tomorrow)).isPresent();
    }

    @Test
    @DisplayName("COL-42 a release is of today, without end, once, inside a hold; it shortens that hold to its day")
    void releases() {
        PartyHolds state = held(MARCH, MARCH.plusDays(10));
        LocalDate today = LocalDate.of(2027, 3, 12);
        HoldCommand.Release.Builder release = HoldCommand.releasing(ACME, HoldKind.NOTICE, maria());
        assertThat(code(holds.decide(state, release.build(), NOW))).isEqualTo("HOLD.START_MISSING");
        release.start(today.plusDays(1)).end(today.plusDays(2));
        assertThat(code(holds.decide(state, release.build(), NOW))).isEqualTo("HOLD.RELEASE_NOT_TODAY");
        release.start(today);
        assertThat(code(holds.decide(state, release.build(), NOW))).isEqualTo("HOLD.RELEASE_HAS_END");
        HoldCommand good = HoldCommand.release(ACME, HoldKind.NOTICE, today, "copy sent", maria());
        Decision<PartyHolds, HoldEvent> released =
                holds.decide(state, good, NOW).orThrow();
        assertThat(released.evidence().sentence()).isEqualTo("NOTICE hold ends on 2027-03-12");
        assertThat(released.state().all(HoldKind.NOTICE, NOW).get(0).days()).isEqualTo(DateRange.of(MARCH, today));
        assertThat(released.state().all(HoldKind.NOTICE, NOW.minusSeconds(1))).isEmpty();
        assertThat(code(holds.decide(
                        released.state(), HoldCommand.release(ACME, HoldKind.NOTICE, today, "again", maria()), NOW)))
                .isEqualTo("HOLD.RELEASE_DUPLICATE");
        assertThat(code(holds.decide(
                        released.state(),
                        HoldCommand.release(ACME, HoldKind.NOTICE, today.plusDays(1), "late", maria()),
                        NOW.plusSeconds(86_400))))
                .isEqualTo("HOLD.RELEASE_WITHOUT_HOLD");
        assertThat(code(holds.decide(holds.initial(), good, NOW))).isEqualTo("HOLD.RELEASE_WITHOUT_HOLD");
        PartyHolds lastDay = held(MARCH.minusDays(5), today);
        assertThat(holds.decide(lastDay, HoldCommand.release(ACME, HoldKind.NOTICE, today, "ok", maria()), NOW)
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    @DisplayName("COL-42 today is that of the ledger's zone")
    void todayIsOfTheZone() {
        PartyHolds state = held(MARCH, MARCH.plusDays(90));
        Instant summerNight = Instant.parse("2027-04-10T23:30:00Z");
        assertThat(holds.decide(
                                state,
                                HoldCommand.release(ACME, HoldKind.NOTICE, LocalDate.of(2027, 4, 11), "x", maria()),
                                summerNight)
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    @DisplayName("COL-42 a kind may need somebody else who approves")
    void approval() {
        Holds strict = holds.approving(HoldKind.SERVICE);
        HoldCommand.Place.Builder service = HoldCommand.placing(ACME, HoldKind.SERVICE, maria())
                .start(MARCH)
                .end(MARCH.plusDays(3))
                .reason("hardship");
        assertThat(code(strict.decide(strict.initial(), service.build(), NOW))).isEqualTo("HOLD.APPROVAL_MISSING");
        service.approver(Actor.approver("maria"));
        assertThat(code(strict.decide(strict.initial(), service.build(), NOW))).isEqualTo("HOLD.SELF_APPROVED");
        service.approver(Actor.approver("paul"));
        PartyHolds approved =
                strict.decide(strict.initial(), service.build(), NOW).orThrow().state();
        assertThat(approved.all(HoldKind.SERVICE, NOW).get(0).approver().id()).isEqualTo("paul");
        assertThat(strict.decide(strict.initial(), place(MARCH, MARCH.plusDays(1)), NOW)
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    @DisplayName("COL-42 a hold freezes the age or lets it run")
    void ages() {
        HoldCommand frozen = HoldCommand.placing(ACME, HoldKind.NOTICE, maria())
                .start(MARCH)
                .end(MARCH.plusDays(5))
                .age(HoldEvent.AgeEffect.FROZEN)
                .reason("flood")
                .build();
        PartyHolds state = holds.decide(held(MARCH.minusDays(5), MARCH), frozen, NOW)
                .orThrow()
                .state();
        assertThat(state.frozenDays(HoldKind.NOTICE, NOW)).containsExactly(DateRange.of(MARCH, MARCH.plusDays(5)));
        assertThat(state.frozenDays(HoldKind.NOTICE, NOW.minusSeconds(1))).isEmpty();
    }

    @Test
    @DisplayName(
            "COL-42 the same command again is replayed, another under its key is a conflict; card numbers leave the reason")
    void repeats() {
        EventStore<PartyId, HoldEvent> store = EventStore.inMemory();
        HoldCommand place = HoldCommand.place(
                ACME,
                HoldKind.NOTICE,
                DateRange.of(MARCH, MARCH.plusDays(2)),
                "card 4111 1111 1111 1111",
                HoldCommand.By.of(MARIA, "k"));
        assertThat(store.apply(holds, ACME, place, NOW).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(store.apply(holds, ACME, place, NOW).outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(store.load(ACME)).hasSize(1);
        PartyHolds state = holds.fold(store.load(ACME));
        assertThat(state.all(HoldKind.NOTICE, NOW).get(0).reason()).isEqualTo("card [PAN ****1111]");
        Decision<PartyHolds, HoldEvent> other = store.apply(
                holds,
                ACME,
                HoldCommand.place(
                        ACME,
                        HoldKind.NOTICE,
                        DateRange.of(MARCH, MARCH.plusDays(3)),
                        "card 4111 1111 1111 1111",
                        HoldCommand.By.of(MARIA, "k")),
                NOW);
        assertThat(other.refusal().orElseThrow().code()).isEqualTo(Lifecycle.Reason.CONFLICT);
        assertThat(other.refusal().orElseThrow().attributes()).containsEntry("differs", "end");
        HoldCommand release = HoldCommand.releasing(ACME, HoldKind.NOTICE, maria())
                .start(LocalDate.of(2027, 3, 12))
                .reason("cvv 123")
                .build();
        assertThat(release.reason()).isEqualTo("cvv [CVV]");
    }

    @Test
    @DisplayName("COL-42 events of a hold shorter than a day cannot be made; the table says what may happen")
    void table() {
        History.Stamped.Stamp stamp = History.Stamped.Stamp.of(place(MARCH, MARCH.plusDays(1)), NOW);
        assertThatThrownBy(() -> new HoldEvent.Placed(
                        ACME, HoldKind.NOTICE, MARCH, MARCH, HoldEvent.AgeEffect.RUNNING, "x", MARIA, stamp))
                .hasMessage("hold from 2027-03-10 to 2027-03-10, expected at least one day");
        assertThat(holds.lifecycle().allowed(PartyHolds.Status.NEVER_HELD)).containsExactly("placed");
        assertThat(holds.lifecycle().allowed(PartyHolds.Status.RECORDED)).containsExactly("placed", "released");
        assertThat(List.of(HoldKind.values())).hasSize(3);
    }

    @Test
    @DisplayName(
            "COL-42 trap fin-hold-overlap-containing: a hold that contains an older one is refused, whichever side it goes over")
    void containing() {
        PartyHolds held = holds.decide(holds.initial(), place(MARCH, MARCH.plusDays(5)), NOW)
                .orThrow()
                .state();
        for (int[] days : new int[][] {{-3, 8}, {1, 4}, {0, 5}, {-3, 1}, {4, 9}}) {
            assertThat(code(holds.decide(held, place(MARCH.plusDays(days[0]), MARCH.plusDays(days[1])), NOW)))
                    .as("from day %d to day %d", days[0], days[1])
                    .isEqualTo("HOLD.OVERLAP");
        }
        assertThat(holds.decide(held, place(MARCH.minusDays(3), MARCH), NOW).refusal())
                .isEmpty();
        assertThat(holds.decide(held, place(MARCH.plusDays(5), MARCH.plusDays(9)), NOW)
                        .refusal())
                .isEmpty();
    }
}
