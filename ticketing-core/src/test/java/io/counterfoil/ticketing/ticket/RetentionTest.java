package io.counterfoil.ticketing.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.clock.TicketLogs;
import io.counterfoil.ticketing.scorecard.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Actor BEN = Actor.host("ben");
    private static final Instant NINE = Instant.parse("2027-03-01T09:00:00Z");
    private static final Clocks CLOCKS = Clocks.of(SlaPolicy.builder("p")
            .hours(BusinessHours.in(ZoneId.of("Europe/London"))
                    .weekdays("09:00-17:00")
                    .build())
            .firstReply(Duration.ofHours(8))
            .resolution(BusinessDays.of(7))
            .build());

    private final Tickets tickets = Tickets.standard();
    private final EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
    private final TicketId id = TicketId.of("t1");

    private Ticket apply(TicketCommand command, long minutes) {
        return store.apply(tickets, id, command, NINE.plusSeconds(60 * minutes))
                .orThrow()
                .state();
    }

    private Ticket lively() {
        apply(
                TicketCommand.open(
                        Intake.builder()
                                .id(id)
                                .subject(SubjectRef.of("order", "o-1"))
                                .title("Anna Kowalska misses a parcel")
                                .evidence(Evidence.of(Code.of("MAIL.TEXT"), "Kowalska wrote"))
                                .build(),
                        BEN,
                        "open"),
                0);
        apply(TicketCommand.reply("Dear Ms Kowalska", BEN, "reply"), 30);
        apply(TicketCommand.note("Kowalska lives in Leeds", BEN, "note"), 31);
        apply(TicketCommand.setField("street", "Kowalska Road 1", BEN, "field"), 32);
        apply(TicketCommand.setField("tier", "gold", BEN, "field-2"), 32);
        apply(TicketCommand.setField("tier", "", BEN, "field-3"), 32);
        apply(
                TicketCommand.called(
                        new TicketEvent.Called.Note(
                                Code.of("REACHED"), Duration.ofMinutes(2), "Kowalska mobile", "Kowalska will look"),
                        BEN,
                        "call"),
                33);
        apply(TicketCommand.ask("is Kowalska at home", BEN, "ask"), 34);
        apply(TicketCommand.customerWrote("Yours, Kowalska", BEN, "write"), 90);
        apply(TicketCommand.escalate("Kowalska is a client's mother", BEN, "up"), 95);
        apply(TicketCommand.hold("vendor looks for Kowalska", NINE.plusSeconds(90_000), BEN, "hold"), 100);
        apply(TicketCommand.autoReply("we look, Ms Kowalska", BEN, "auto"), 101);
        apply(TicketCommand.resume("Kowalska has it", BEN, "resume"), 200);
        apply(TicketCommand.solve(CloseReason.SOLVED, BEN, "solve"), 210);
        return apply(TicketCommand.reopen("Kowalska has half of it", BEN, "reopen"), 220);
    }

    private static String words(Ticket ticket) {
        return ticket.log() + " " + ticket.intake() + " " + ticket.fields() + " "
                + ticket.intake().orElseThrow().evidence().sentence();
    }

    @Test
    @DisplayName("TIC-48 a redaction takes every word of its sorts out of ticket and log, and nothing that clocks read")
    void takesWordsAway() {
        Ticket before = lively();
        assertThat(words(before)).contains("Kowalska");
        Ticket after = apply(TicketCommand.redact(EnumSet.allOf(Ticket.Text.class), BEN, "forget"), 300);
        assertThat(words(after)).doesNotContain("Kowalska").doesNotContain("Leeds");
        assertThat(after.title()).isEqualTo("[redacted]");
        assertThat(after.fields()).containsOnlyKeys("street").containsValue("[redacted]");
        assertThat(after.log()).hasSize(before.log().size() + 1);
        assertThat(after.status()).isEqualTo(before.status());
        for (int at = 0; at < before.log().size(); at++) {
            assertThat(after.log().get(at).occurrence())
                    .isEqualTo(before.log().get(at).occurrence());
            assertThat(after.log().get(at).kind())
                    .isEqualTo(before.log().get(at).kind());
        }
        Instant later = NINE.plusSeconds(86_400);
        assertThat(CLOCKS.read(after, later).all())
                .isEqualTo(CLOCKS.read(before, later).all());
        assertThat(card(after)).isEqualTo(card(before));
    }

    private static Object card(Ticket ticket) {
        return Scorecard.participantServices(CLOCKS)
                .build()
                .assess(Stream.of(ticket), DateRange.day(LocalDate.of(2027, 3, 1)), NINE.plusSeconds(86_400));
    }

    @Test
    @DisplayName("TIC-48 only the named sorts go")
    void onlyTheNamedSorts() {
        lively();
        Ticket after = apply(TicketCommand.redact(Set.of(Ticket.Text.NOTES), BEN, "forget"), 300);
        assertThat(words(after)).doesNotContain("Leeds").contains("Dear Ms Kowalska", "Kowalska Road 1", "misses");
        Ticket more = apply(TicketCommand.redact(Set.of(Ticket.Text.MESSAGES, Ticket.Text.CALLS), BEN, "f2"), 301);
        assertThat(words(more))
                .doesNotContain("Dear Ms", "Yours, Kow", "we look", "Kowalska mobile", "will look")
                .contains("is Kowalska at home", "Kowalska Road 1");
        assertThatIllegalArgumentException().isThrownBy(() -> TicketCommand.redact(Set.of(), BEN, "f3"));
    }

    @Test
    @DisplayName(
            "TIC-48 the same redaction again changes nothing; a closed ticket can be redacted; what is written later stays")
    void againAndLater() {
        lively();
        apply(TicketCommand.solve(CloseReason.SOLVED, BEN, "solve-2"), 230);
        apply(TicketCommand.close(BEN, "close"), 240);
        Ticket once = apply(TicketCommand.redact(Set.of(Ticket.Text.TITLE), BEN, "forget"), 300);
        assertThat(once.status()).isEqualTo(TicketStatus.CLOSED);
        assertThat(store.apply(tickets, id, TicketCommand.redact(Set.of(Ticket.Text.TITLE), BEN, "forget"), NINE)
                        .outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(once.title()).isEqualTo("[redacted]");
    }

    @Provide
    Arbitrary<Ticket> tickets() {
        return TicketLogs.tickets();
    }

    @Property(tries = 200)
    @Label("TIC-48 the log without the words folds to the same ticket, and no clock reads another time from it")
    void keptLogFoldsToTheSame(@ForAll("tickets") Ticket ticket) {
        Instant later = Instant.parse("2027-06-01T00:00:00Z");
        Ticket redacted = tickets.decide(
                        ticket, TicketCommand.redact(EnumSet.allOf(Ticket.Text.class), BEN, "forget"), later)
                .orThrow()
                .state();
        List<TicketEvent> full = Stream.concat(
                        ticket.log().stream(),
                        Stream.of(redacted.log().get(ticket.log().size())))
                .toList();
        List<TicketEvent> kept = Tickets.withoutRedactedText(full);
        assertThat(tickets.fold(kept)).isEqualTo(tickets.fold(full)).isEqualTo(redacted);
        assertThat(kept.toString()).doesNotContain("message").doesNotContain("request,");
        assertThat(CLOCKS.read(tickets.fold(kept), later).all())
                .isEqualTo(CLOCKS.read(ticket, later).all());
    }
}
