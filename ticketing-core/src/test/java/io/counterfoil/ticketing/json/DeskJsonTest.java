package io.counterfoil.ticketing.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.ClockSpec;
import io.counterfoil.ticketing.clock.ClockTarget;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.clock.SlaRule;
import io.counterfoil.ticketing.clock.Trigger;
import io.counterfoil.ticketing.outreach.Campaign;
import io.counterfoil.ticketing.outreach.ContactAttempt;
import io.counterfoil.ticketing.outreach.Recipient;
import io.counterfoil.ticketing.participant.ParticipantView;
import io.counterfoil.ticketing.redemption.IssueCommand;
import io.counterfoil.ticketing.redemption.RedemptionIssue;
import io.counterfoil.ticketing.redemption.RedemptionIssues;
import io.counterfoil.ticketing.redemption.SpecialRedemption;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What redemptions, outreach, participants' pages and clocks keep is written and read back. */
class DeskJsonTest {

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final Amounts PTS = Amounts.in("PTS");

    private final ObjectMapper json = new ObjectMapper().registerModule(TicketingJson.module());

    private void roundTrip(Object value, Class<?> as) throws JsonProcessingException {
        String text = json.writerFor(as).writeValueAsString(value);
        Object again = json.readValue(text, as);
        assertThat(again).as(text).isEqualTo(value);
        assertThat(json.writerFor(as).writeValueAsString(again)).isEqualTo(text);
    }

    @Test
    @DisplayName("TIC-50 a special redemption's events are read back equal")
    void specialRedemptions() throws JsonProcessingException {
        Actor ana = Actor.host("ana");
        List<SpecialRedemption.Detail> details = List.of(
                new SpecialRedemption.Requested(
                        new SpecialRedemption.Request("s-1", PartyId.of("pat"), "a canoe, card 4111 1111 1111 1111")),
                new SpecialRedemption.Quoted("boats", PTS.of("900")),
                new SpecialRedemption.Noted("order 17"));
        for (SpecialRedemption.Detail detail : details) {
            roundTrip(detail, SpecialRedemption.Detail.class);
        }
        assertThat(json.writeValueAsString(details.get(0))).doesNotContain("4111 1111");
        SpecialRedemption.Command command = SpecialRedemption.Command.request(
                new SpecialRedemption.Request("s-1", PartyId.of("pat"), "x"), ana, "r");
        roundTrip(command, SpecialRedemption.Command.class);
    }

    @Test
    @DisplayName("TIC-45 a redemption issue's commands and events are read back equal, in every kind of detail")
    void redemptionIssues() throws JsonProcessingException {
        RedemptionIssue.Report report = new RedemptionIssue.Report(
                "i-1", "r-9", PartyId.of("pat"), "boats", RedemptionIssue.Trouble.WRONG_ITEM, PTS.of("900"));
        RedemptionIssue.Remedy remedy = new RedemptionIssue.Remedy(RedemptionIssue.Remedy.Act.RE_CREDIT, PTS.of("900"));
        for (RedemptionIssue.Detail detail : List.of(
                new RedemptionIssue.Reported(report),
                new RedemptionIssue.Decided(remedy),
                new RedemptionIssue.Noted("where is it"))) {
            roundTrip(detail, RedemptionIssue.Detail.class);
        }
        RedemptionIssues machine = RedemptionIssues.of(AccountMap.builder().build(), ZoneId.of("UTC"), PTS.of("1000"));
        RedemptionIssue issue = machine.decide(
                        machine.initial(), IssueCommand.report(report, Actor.host("ana"), "k-1"), NOON)
                .orThrow()
                .state();
        issue = machine.decide(issue, IssueCommand.send("where is it", Actor.host("ana"), "k-2"), NOON)
                .orThrow()
                .state();
        assertThat(issue.history().size()).isEqualTo(2);
        for (RedemptionIssue.Event event : issue.history().toList()) {
            roundTrip(event, RedemptionIssue.Event.class);
        }
        roundTrip(IssueCommand.decide(remedy, Actor.host("ana"), "k-3"), IssueCommand.class);
    }

    @Test
    @DisplayName("TIC-46 recipients, attempts and groups are read back equal; an attempt without recipient is refused")
    void outreach() throws JsonProcessingException {
        roundTrip(
                Recipient.builder()
                        .id("pat")
                        .addZones(ZoneId.of("America/Toronto"), ZoneId.of("America/Vancouver"))
                        .addSuppressions(Recipient.Suppression.OPTED_OUT)
                        .callBackAt(NOON)
                        .build(),
                Recipient.class);
        roundTrip(Recipient.in("ana", ZoneId.of("Europe/Paris")), Recipient.class);
        ContactAttempt attempt = new ContactAttempt(
                "spring", "pat", NOON, "ben", ContactAttempt.Outcome.NO_ANSWER, "card 4111 1111 1111 1111");
        roundTrip(attempt, ContactAttempt.class);
        String text = json.writeValueAsString(attempt);
        assertThat(text).doesNotContain("4111 1111");
        assertThatThrownBy(() -> json.readValue(text.replace("\"pat\"", "\" \""), ContactAttempt.class))
                .isInstanceOf(JsonMappingException.class);
        roundTrip(new Campaign.Group(100, 7), Campaign.Group.class);
    }

    @Test
    @DisplayName("TIC-49 enrolments and points are read back equal")
    void participants() throws JsonProcessingException {
        roundTrip(
                ParticipantView.Enrolment.builder()
                        .participant("pat")
                        .enrolledAt(NOON)
                        .verifiedAt(NOON.plusSeconds(1))
                        .lockedAt(NOON.plusSeconds(2))
                        .build(),
                ParticipantView.Enrolment.class);
        roundTrip(
                new ParticipantView.Points(
                        ParticipantView.PointsKind.EARNED,
                        PTS.of("12"),
                        List.of(JournalId.of("j-1"), JournalId.of("j-2"))),
                ParticipantView.Points.class);
    }

    @Test
    @DisplayName("TIC-17 TIC-24 clocks, targets, levels, rules and triggers are read back equal")
    void clocks() throws JsonProcessingException {
        roundTrip(ClockTarget.of(Duration.ofHours(8)), ClockTarget.class);
        roundTrip(ClockTarget.of(BusinessDays.of(7)), ClockTarget.class);
        roundTrip(ClockSpec.Level.share("0.75"), ClockSpec.Level.class);
        roundTrip(ClockSpec.Level.left(Duration.ofMinutes(30)), ClockSpec.Level.class);
        roundTrip(
                ClockSpec.builder()
                        .kind(ClockKind.NEXT_REPLY)
                        .target(ClockTarget.of(Duration.ofHours(2)))
                        .pausedIn(Set.of(TicketStatus.PENDING, TicketStatus.ON_HOLD))
                        .pausedBy(Set.of("vendor"))
                        .pauseCap(Duration.ofDays(2))
                        .reopen(SlaPolicy.Reopen.LAST_CYCLE)
                        .addLevels(ClockSpec.Level.share("0.5"))
                        .includesFirst(true)
                        .build(),
                ClockSpec.class);
        roundTrip(ClockSpec.of(ClockKind.FIRST_REPLY, ClockTarget.of(Duration.ofHours(8))), ClockSpec.class);
        roundTrip(SlaRule.named("gold").client("acme").priority(Priority.URGENT).holds("gold"), SlaRule.class);
        roundTrip(
                new Trigger("t/FIRST_REPLY/1/75%", TicketId.of("t"), ClockKind.FIRST_REPLY, 1, "75%", NOON),
                Trigger.class);
    }

    @Test
    @DisplayName(
            "TIC-05 TIC-24 a policy is read back with the host's hours of the same version; without them it is refused")
    void policies() throws JsonProcessingException {
        BusinessHours day = BusinessHours.in(ZoneId.of("America/Toronto"))
                .weekdays("09:00-17:00")
                .build();
        BusinessHours shorter = BusinessHours.in(ZoneId.of("America/Toronto"))
                .weekdays("09:00-16:00")
                .build();
        SlaPolicy gold = SlaPolicy.builder("gold")
                .hours(day)
                .hoursFrom(NOON, shorter)
                .firstReply(Duration.ofHours(8))
                .resolution(BusinessDays.of(7))
                .agreement(SlaPolicy.Agreement.UNDERPINNING)
                .carry(SlaPolicy.Carry.FRESH)
                .build();
        String text = json.writerFor(SlaPolicy.class).writeValueAsString(gold);
        JsonNode written = json.readTree(text);
        assertThat(written.path("hours").asText()).isEqualTo(day.version());
        assertThat(written.path("hoursFrom").path(NOON.toString()).asText()).isEqualTo(shorter.version());
        BusinessHours sameAgain = BusinessHours.in(ZoneId.of("America/Toronto"))
                .weekdays("09:00-17:00")
                .build();
        ObjectMapper host = new ObjectMapper().registerModule(TicketingJson.module(List.of(shorter, sameAgain)));
        SlaPolicy again = host.readValue(text, SlaPolicy.class);
        assertThat(again.hours()).isSameAs(sameAgain);
        assertThat(again.hoursAt(NOON)).isSameAs(shorter);
        assertThat(again.version()).isEqualTo(gold.version());
        assertThat(again.clocks()).isEqualTo(gold.clocks());
        assertThat(again.agreement()).isEqualTo(SlaPolicy.Agreement.UNDERPINNING);
        assertThat(again.carry()).isEqualTo(SlaPolicy.Carry.FRESH);
        assertThat(host.writerFor(SlaPolicy.class).writeValueAsString(again)).isEqualTo(text);
        assertThatThrownBy(() -> json.readValue(text, SlaPolicy.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("hours of version '" + day.version() + "' are not known");
        ObjectMapper other = new ObjectMapper().registerModule(TicketingJson.module(List.of(shorter)));
        assertThatThrownBy(() -> other.readValue(text, SlaPolicy.class))
                .hasMessageContaining("expected one of [" + shorter.version() + "]");
    }

    @Test
    @DisplayName("TIC-17 TIC-23 a reading is written with its verdict, its instants and its policy line")
    void readings() throws JsonProcessingException {
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(BusinessHours.always(ZoneId.of("UTC")))
                .firstReply(Duration.ofHours(8))
                .resolution(Duration.ofHours(2))
                .build());
        Tickets machine = Tickets.standard();
        Ticket ticket = machine.decide(
                        machine.initial(),
                        TicketCommand.open(SubjectRef.of("order", "1"), "where", Actor.host("ben"), "t"),
                        NOON)
                .orThrow()
                .state();
        ClockReadings readings = clocks.read(ticket, NOON.plusSeconds(3 * 3600));
        JsonNode late = json.readTree(json.writeValueAsString(readings.of(ClockKind.RESOLUTION)));
        assertThat(late).isEqualTo(json.readTree("""
                {"kind":"RESOLUTION","cycle":1,"state":"RUNNING","target":"PT2H","elapsed":"PT3H","remaining":"PT-1H",
                 "due":{"stay":"2027-03-01T14:00:00Z","roll":"2027-03-01T14:00:00Z"},"breached":true,
                 "breachedAt":"2027-03-01T14:00:00Z","startedAt":"2027-03-01T12:00:00Z",
                 "policyVersion":"%s","sentence":"1 h overdue, was due Mon 14:00"}
                """.formatted(
                        readings.of(ClockKind.RESOLUTION).policyVersion())));
        JsonNode all = json.readTree(json.writeValueAsString(readings));
        assertThat(all.path("readings")).hasSize(2);
        assertThat(all.path("readings").get(1)).isEqualTo(late);
        assertThat(all.path("anomalies")).isEmpty();
        assertThatThrownBy(() -> json.readValue(late.toString(), ClockReading.class))
                .isInstanceOf(JsonProcessingException.class);
    }
}
