package io.counterfoil.ticketing.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.ticketing.phone.PhoneLog.AgentDay;
import io.counterfoil.ticketing.phone.PhoneLog.Call;
import io.counterfoil.ticketing.phone.PhoneLog.CallRow;
import io.counterfoil.ticketing.phone.PhoneLog.Fault;
import io.counterfoil.ticketing.phone.PhoneLog.Outcome;
import io.counterfoil.ticketing.phone.PhoneLog.Session;
import io.counterfoil.ticketing.phone.PhoneLog.Spell;
import io.counterfoil.ticketing.phone.PhoneLog.Spell.Activity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PhoneLogTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Duration TIMEOUT = Duration.ofMinutes(30);
    private static final Instant LATER = Instant.parse("2028-01-01T00:00:00Z");
    private static final Instant NINE = at("2027-03-01T09:00");

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(TORONTO).toInstant();
    }

    private static CallRow.Builder row(String id, String outcome) {
        return CallRow.builder().id(id).outcome(outcome).offeredAt(NINE).leftQueueAt(NINE.plusSeconds(12));
    }

    private static List<AgentDay> days(PhoneLog.Builder log) {
        return log.build().agentDays(TORONTO, TIMEOUT, LATER);
    }

    @Test
    @DisplayName(
            "TIC-34 rows that cannot be true are rejected with position and reason; rows are used and rejected ones")
    void badRows() {
        PhoneLog log = PhoneLog.builder()
                .row(row("c1", "answered")
                        .agent("ana")
                        .endedAt(NINE.plusSeconds(100))
                        .wrap(Duration.ofSeconds(20))
                        .build())
                .row(row("c2", "dropped").build())
                .row(row("c3", "ABANDONED").leftQueueAt(NINE.minusSeconds(1)).build())
                .row(row("c4", "ANSWERED").endedAt(NINE.plusSeconds(11)).build())
                .row(row("c5", "ANSWERED").wrap(Duration.ofSeconds(-1)).build())
                .row(row("c1", "ABANDONED").build())
                .row(row("c6", "ABANDONED").build())
                .row(row("c6", "ABANDONED").build())
                .build();
        assertThat(log.calls()).extracting(Call::id).containsExactly("c1", "c6");
        assertThat(log.calls().get(0).waiting()).isEqualTo(Duration.ofSeconds(12));
        assertThat(log.calls().get(0).handling()).as("88 s talk and 20 s wrap").isEqualTo(Duration.ofSeconds(108));
        assertThat(log.calls().get(0).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(log.calls().get(1).handling()).isZero();
        assertThat(log.rejections())
                .extracting(Rejection::code)
                .containsExactly(
                        Fault.UNKNOWN_OUTCOME,
                        Fault.NEGATIVE_WAIT,
                        Fault.END_BEFORE_START,
                        Fault.END_BEFORE_START,
                        Fault.SAME_ID);
        assertThat(log.rejections())
                .extracting(rejection -> rejection.location().line())
                .containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(log.rejections().get(0).sentence())
                .startsWith("call 'c2' has the outcome 'dropped', expected one of");
        assertThat(log.rejections().get(1).sentence()).isEqualTo("call 'c3' waits PT-1S, expected zero or more");
        assertThat(Fault.SAME_ID.id()).isEqualTo("CALL.SAME_ID");
        assertThat(log).hasToString("2 calls, 5 rejected, 0 sessions of []");
    }

    @Test
    @DisplayName("TIC-34 login time is the length of the union of sessions, split at local midnight")
    void loginIsAUnion() {
        List<AgentDay> days = days(PhoneLog.builder()
                .session(Session.of("ana", NINE, at("2027-03-01T12:00")))
                .session(Session.of("ana", at("2027-03-01T11:00"), at("2027-03-01T13:00")))
                .session(Session.of("ana", at("2027-03-01T22:00"), at("2027-03-02T01:30")))
                .session(Session.of("ben", NINE, at("2027-03-01T10:00"))));
        assertThat(days).extracting(AgentDay::agent).containsExactly("ana", "ben", "ana");
        assertThat(days)
                .extracting(AgentDay::loggedIn)
                .containsExactly(Duration.ofHours(6), Duration.ofHours(1), Duration.ofMinutes(90));
        assertThat(days).allMatch(day -> !day.scheduled() && !day.unfinished());
    }

    @Test
    @DisplayName("TIC-34 a day on which the clock changes has its real length")
    void clockChanges() {
        List<AgentDay> spring = days(PhoneLog.builder()
                .session(Session.of("ana", at("2027-03-14T00:00"), at("2027-03-15T00:00")))
                .session(Session.of("ana", at("2027-11-07T00:00"), at("2027-11-08T00:00"))));
        assertThat(spring).extracting(AgentDay::loggedIn).containsExactly(Duration.ofHours(23), Duration.ofHours(25));
    }

    @Test
    @DisplayName(
            "TIC-34 a session without end is closed after its last event, and flagged; nothing is counted after now")
    void sessionsWithoutEnd() {
        PhoneLog log = PhoneLog.builder()
                .session(new Session("ana", NINE, null, at("2027-03-01T10:00")))
                .build();
        AgentDay day = log.agentDays(TORONTO, TIMEOUT, LATER).get(0);
        assertThat(day.loggedIn()).isEqualTo(Duration.ofMinutes(90));
        assertThat(day.unfinished()).isTrue();
        assertThat(log.agentDays(TORONTO, TIMEOUT, at("2027-03-01T09:20"))
                        .get(0)
                        .loggedIn())
                .isEqualTo(Duration.ofMinutes(20));
        assertThat(log.agentDays(TORONTO, TIMEOUT, at("2027-03-01T08:00"))).isEmpty();
        assertThat(log.sessions()).hasSize(1);
    }

    @Test
    @DisplayName("TIC-34 adherence is the planned activity at the planned time, conformance only its length")
    void adherence() {
        AgentDay day = days(PhoneLog.builder()
                        .planned(new Spell("ana", Activity.AVAILABLE, NINE, at("2027-03-01T12:00")))
                        .planned(new Spell("ana", Activity.BREAK, at("2027-03-01T12:00"), at("2027-03-01T13:00")))
                        .planned(new Spell("ana", Activity.OTHER_WORK, at("2027-03-01T13:00"), at("2027-03-01T14:00")))
                        .done(new Spell("ana", Activity.AVAILABLE, NINE, at("2027-03-01T10:00")))
                        .done(new Spell("ana", Activity.HANDLING, at("2027-03-01T10:00"), at("2027-03-01T12:30")))
                        .done(new Spell("ana", Activity.BREAK, at("2027-03-01T12:30"), at("2027-03-01T13:30")))
                        .done(new Spell("ana", Activity.OTHER_WORK, at("2027-03-01T13:30"), at("2027-03-01T14:30"))))
                .get(0);
        assertThat(day.date()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(day.scheduled()).isTrue();
        assertThat(day.available()).isEqualTo(Duration.ofHours(1));
        assertThat(day.handling()).isEqualTo(Duration.ofMinutes(150));
        assertThat(day.paid()).isEqualTo(Duration.ofHours(5));
        assertThat(day.plannedWork()).isEqualTo(Duration.ofHours(4));
        assertThat(day.worked()).as("1 + 2.5 + 1").isEqualTo(Duration.ofMinutes(270));
        assertThat(day.adhered())
                .as("3 h of calls, 0.5 h of break, 0.5 h of other work")
                .isEqualTo(Duration.ofHours(4));
        assertThat(day.loggedIn()).isZero();
    }

    @Test
    @DisplayName("TIC-37 two logs together count what stands in both once")
    void logsTogether() {
        Call call = Call.builder()
                .id("c1")
                .offeredAt(NINE)
                .outcome(Outcome.ABANDONED)
                .waiting(Duration.ofSeconds(3))
                .build();
        PhoneLog one = PhoneLog.builder()
                .call(call)
                .scheduled("ana", LocalDate.of(2027, 3, 1))
                .build();
        PhoneLog two = PhoneLog.builder()
                .call(call)
                .row(row("c2", "?").build())
                .session(Session.of("ana", NINE, at("2027-03-01T10:00")))
                .build();
        PhoneLog both = one.and(two);
        assertThat(both.calls()).containsExactly(call);
        assertThat(both.rejections()).hasSize(1);
        assertThat(both.agentDays(TORONTO, TIMEOUT, LATER)).singleElement().satisfies(day -> {
            assertThat(day.scheduled()).isTrue();
            assertThat(day.loggedIn()).isEqualTo(Duration.ofHours(1));
        });
        assertThat(PhoneLog.none().calls()).isEmpty();
    }

    @Test
    @DisplayName("TIC-34 calls, sessions and spells that make no sense are refused")
    void nonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Call.builder()
                        .id("c")
                        .offeredAt(NINE)
                        .outcome(Outcome.ANSWERED)
                        .waiting(Duration.ofSeconds(-1))
                        .build())
                .withMessageContaining("PT-1S");
        assertThatIllegalArgumentException().isThrownBy(() -> Session.of("ana", NINE, NINE.minusSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Session.of(" ", NINE, NINE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Session("ana", NINE, LATER, NINE.minusSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spell("ana", Activity.BREAK, NINE, NINE.minusSeconds(1)))
                .withMessageContaining("BREAK of 'ana'");
        assertThat(Outcome.OVERFLOWED.isOffered()).isFalse();
        assertThat(Outcome.ABANDONED.isOffered()).isTrue();
    }
}
