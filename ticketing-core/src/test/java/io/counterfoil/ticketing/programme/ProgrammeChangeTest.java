package io.counterfoil.ticketing.programme;

import static io.counterfoil.ticketing.claim.ClaimSamples.HOURS;
import static io.counterfoil.ticketing.claim.ClaimSamples.MONDAY;
import static io.counterfoil.ticketing.claim.ClaimSamples.TORONTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.award.Award;
import io.counterfoil.ticketing.award.AwardRules;
import io.counterfoil.ticketing.award.AwardRules.Cap;
import io.counterfoil.ticketing.award.AwardRules.Rule;
import io.counterfoil.ticketing.award.Awards;
import io.counterfoil.ticketing.award.Awards.Role;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.claim.ClaimSamples;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.FieldRules.Field;
import io.counterfoil.ticketing.entry.KeyedRecord;
import io.counterfoil.ticketing.programme.ProgrammeChange.Area;
import io.counterfoil.ticketing.programme.ProgrammeChange.ClaimCase;
import io.counterfoil.ticketing.programme.ProgrammeChange.Difference;
import io.counterfoil.ticketing.programme.ProgrammeChange.Fault;
import io.counterfoil.ticketing.programme.ProgrammeChange.Material;
import io.counterfoil.ticketing.programme.ProgrammeChange.SignOff;
import io.counterfoil.ticketing.programme.ProgrammeChange.Trial;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import io.counterfoil.ticketing.triage.Triage;
import io.counterfoil.ticketing.triage.TriageRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgrammeChangeTest {

    private static final Amounts PTS = Amounts.in("PTS");
    private static final DateRange YEAR = DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31));
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor TOM = Actor.approver("tom");
    private static final Instant LATER = Instant.parse("2027-03-10T20:00:00Z");
    private static final AccountMap ACCOUNTS = AccountMap.builder()
            .standard(PTS.currency(), Role.PROGRAMME_COST, Role.BALANCE.of("pat"), Role.BALANCE)
            .build();

    private static Awards awards(String points, String cap) {
        return Awards.of(
                AwardRules.in(TORONTO)
                        .rule(Rule.perUnit("tyres", "TYRE", YEAR, PTS.of(points)))
                        .cap(Cap.of(Cap.Scope.PARTICIPANT, PTS.of(cap), YEAR))
                        .build(),
                ACCOUNTS);
    }

    private static ClaimCase claim(String id) {
        Claim claim = ClaimSamples.approved(id, ClaimSamples.content("A-" + id, "100.00"));
        return new ClaimCase(claim, Award.Claimant.of("pat"));
    }

    private static FieldRules form(boolean serialRequired) {
        Field serial = Field.code("serial").withMaxLength(4);
        return FieldRules.builder()
                .field(Field.text("invoice").require())
                .field(serialRequired ? serial.require() : serial)
                .build();
    }

    private static KeyedRecord record(String id, String serial) {
        return new KeyedRecord(id, "ana", Map.of("invoice", "A-1", "serial", serial));
    }

    private static Clocks clocks(int hours) {
        return Clocks.of(SlaPolicy.builder("p")
                .hours(HOURS)
                .firstReply(Duration.ofHours(hours))
                .build());
    }

    private static Ticket ticket(String id, int repliedAfterHours) {
        Tickets tickets = Tickets.standard();
        Ticket open = tickets.decide(
                        tickets.initial(), TicketCommand.open(SubjectRef.of("order", id), "request", MARIA, id), MONDAY)
                .orThrow()
                .state();
        return tickets.decide(
                        open,
                        TicketCommand.reply("answer", MARIA, "r"),
                        MONDAY.plus(Duration.ofHours(repliedAfterHours)))
                .orThrow()
                .state();
    }

    private static Triage triage(Priority priority) {
        return Triage.builder("manual")
                .rule(TriageRule.named("stray")
                        .kind(AlertKind.OUTSIDE_SYSTEM)
                        .routesTo(Route.of("bank", "EXCEPTION", priority)))
                .build();
    }

    private static io.counterfoil.payments.alert.Alert alert(AlertKind kind) {
        return io.counterfoil.payments.alert.Alert.builder()
                .kind(kind)
                .severity(Diagnostic.Severity.HIGH)
                .subject(SubjectRef.of("statement-entry", "1"))
                .evidence(io.counterfoil.payments.evidence.Evidence.none())
                .raisedAt(MONDAY)
                .build();
    }

    @Test
    @DisplayName("TIC-52 one planted difference in award rules is found, and nothing else")
    void onePlantedDifference() {
        Material material = Material.builder()
                .addClaims(claim("c-1"), claim("c-2"), claim("c-3"))
                .addClaims(new ClaimCase(ClaimSamples.received("c-4"), Award.Claimant.of("pat")))
                .expect(Area.AWARDS, "c-1", "400 PTS")
                .expect(Area.AWARDS, "c-3", "400 PTS")
                .build();
        Trial same = ProgrammeChange.named("nothing", MARIA)
                .awards(awards("200", "1200"), awards("200", "1200"))
                .build()
                .assess(material, LATER);
        assertThat(same.differences()).isEmpty();
        assertThat(same.misses()).isEmpty();
        assertThat(same.tried()).containsExactly(Map.entry(Area.AWARDS, 3L));

        Trial capped = ProgrammeChange.named("lower cap", MARIA)
                .awards(awards("200", "1200"), awards("200", "1000"))
                .build()
                .assess(material, LATER);
        assertThat(capped.differences())
                .containsExactly(new Difference(
                        Area.AWARDS,
                        "c-3",
                        "400 PTS (line 1 400 PTS by tyres)",
                        "200 PTS (line 1 200 PTS by tyres, AWARD.PARTICIPANT)"));
        assertThat(capped.misses()).singleElement().satisfies(miss -> {
            assertThat(miss.expectation().onCase()).isEqualTo("c-3");
            assertThat(miss.found()).isEqualTo("200 PTS");
        });
        assertThat(capped.differences(Area.FIELDS)).isEmpty();
    }

    @Test
    @DisplayName("TIC-52 field rules, service levels and routing are tried on recorded events without touching them")
    void everyArea() {
        Material material = Material.builder()
                .addRecords(record("r-1", "AB12"), record("r-2", ""), record("r-3", "TOOLONG"))
                .addTickets(ticket("t-1", 1), ticket("t-2", 3))
                .addAlerts(alert(AlertKind.OUTSIDE_SYSTEM), alert(AlertKind.VELOCITY))
                .expect(Area.FIELDS, "r-1", "accepted")
                .expect(Area.FIELDS, "r-3", "ENTRY.TOO_LONG serial")
                .expect(Area.SERVICE_LEVELS, "t-1/FIRST_REPLY", "stopped")
                .expect(Area.ROUTING, "nobody", "abstained")
                .build();
        ProgrammeChange change = ProgrammeChange.named("spring", MARIA)
                .fields(form(false), form(true))
                .clocks(clocks(4), clocks(2))
                .triage(triage(Priority.HIGH), triage(Priority.URGENT))
                .build();
        Trial trial = change.assess(material, LATER);
        assertThat(trial.differences(Area.FIELDS))
                .containsExactly(new Difference(Area.FIELDS, "r-2", "accepted", "missing serial"));
        assertThat(trial.differences(Area.SERVICE_LEVELS))
                .extracting(Difference::onCase)
                .containsExactly("t-1/FIRST_REPLY", "t-2/FIRST_REPLY");
        assertThat(trial.differences(Area.SERVICE_LEVELS).get(1).today()).startsWith("stopped (elapsed PT3H of PT4H");
        assertThat(trial.differences(Area.SERVICE_LEVELS).get(1).proposed())
                .startsWith("breached (elapsed PT3H of PT2H");
        assertThat(trial.differences(Area.ROUTING)).singleElement().satisfies(difference -> {
            assertThat(difference.today()).isEqualTo("bank/EXCEPTION/HIGH");
            assertThat(difference.proposed()).isEqualTo("bank/EXCEPTION/URGENT");
        });
        assertThat(trial.misses())
                .singleElement()
                .satisfies(miss -> assertThat(miss.found()).isEqualTo("not tried"));
        assertThat(trial.tried())
                .containsEntry(Area.FIELDS, 3L)
                .containsEntry(Area.SERVICE_LEVELS, 2L)
                .containsEntry(Area.ROUTING, 2L);
        assertThat(change.assess(material, LATER).digest()).isEqualTo(trial.digest());
        assertThat(change).hasToString("change 'spring' of [FIELDS, SERVICE_LEVELS, ROUTING] by maria");
        String page = Documents.text(trial.toDocument(), Locale.UK);
        assertThat(page)
                .contains(
                        "Change: spring", "missing serial", "expected abstained, found not tried", "proposed by maria");
    }

    @Test
    @DisplayName("TIC-52 a clock that the proposed policy does not have is a difference too")
    void lostClock() {
        Clocks both = Clocks.of(SlaPolicy.builder("p")
                .hours(HOURS)
                .firstReply(Duration.ofHours(2))
                .resolution(Duration.ofHours(8))
                .build());
        Trial trial = ProgrammeChange.named("no resolution", MARIA)
                .clocks(both, clocks(2))
                .build()
                .assess(Material.builder().addTickets(ticket("t-1", 1)).build(), LATER);
        assertThat(trial.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.onCase()).isEqualTo("t-1/RESOLUTION");
            assertThat(difference.proposed()).isEmpty();
        });
    }

    private static void refused(Checked<SignOff> signature, Fault fault) {
        assertThat(signature.value()).isEmpty();
        assertThat(signature.diagnostics()).extracting(Diagnostic::code).contains(fault);
        assertThat(fault.id()).isEqualTo("PROGRAMME." + fault.name());
    }

    @Test
    @DisplayName(
            "TIC-52 sign-off is by name, not by the proposer, not past a missed expectation, and for one trial only")
    void signOff() {
        Material material = Material.builder()
                .addClaims(claim("c-1"))
                .expect(Area.AWARDS, "c-1", "600 PTS")
                .build();
        ProgrammeChange change = ProgrammeChange.named("more points", MARIA)
                .awards(awards("200", "1200"), awards("300", "1200"))
                .build();
        Trial trial = change.assess(material, LATER);
        SignOff signed =
                trial.signOff(TOM, "seen with 4111 1111 1111 1111", LATER).orThrow();
        assertThat(signed.by()).isEqualTo(TOM);
        assertThat(signed.note()).doesNotContain("4111 1111");
        assertThat(signed.at()).isEqualTo(LATER);
        assertThat(signed.unfit(change.assess(material, LATER.plusSeconds(60)))).isEmpty();
        Trial other = change.assess(Material.builder().addClaims(claim("c-9")).build(), LATER);
        assertThat(signed.unfit(other))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(Fault.OTHER_TRIAL));

        refused(trial.signOff(Actor.clock(), "", LATER), Fault.NO_PERSON);
        refused(trial.signOff(Actor.rail("bank"), "", LATER), Fault.NO_PERSON);
        refused(trial.signOff(Actor.approver("maria"), "", LATER), Fault.OWN_CHANGE);
        Trial missed = change.assess(
                Material.builder()
                        .from(material)
                        .expect(Area.AWARDS, "c-1", "700 PTS")
                        .build(),
                LATER);
        refused(missed.signOff(TOM, "", LATER), Fault.EXPECTATION_MISSED);
        refused(change.assess(Material.builder().build(), LATER).signOff(TOM, "", LATER), Fault.NOTHING_TRIED);
        assertThatIllegalStateException()
                .isThrownBy(() -> ProgrammeChange.named("x", MARIA).build());
        assertThatIllegalArgumentException().isThrownBy(() -> ProgrammeChange.named(" ", MARIA));
    }
}
