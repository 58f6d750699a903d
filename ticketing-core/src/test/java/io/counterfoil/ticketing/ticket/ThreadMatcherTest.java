package io.counterfoil.ticketing.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.triage.IncomingItem;
import io.counterfoil.ticketing.triage.Triage;
import io.counterfoil.ticketing.triage.TriageCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThreadMatcherTest {

    private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");
    private static final Actor BEN = Actor.host("ben");

    private final Tickets tickets = Tickets.standard();
    private final ThreadMatcher matcher =
            ThreadMatcher.signedWith("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private Ticket open(String id, String order) {
        return tickets.decide(
                        tickets.initial(),
                        TicketCommand.open(SubjectRef.of("order", order), "where is it", BEN, id),
                        NOW)
                .state();
    }

    private Ticket apply(Ticket ticket, TicketCommand command) {
        return tickets.decide(ticket, command, NOW).orThrow().state();
    }

    private static IncomingItem.Builder mail() {
        return IncomingItem.builder().id("in-1@x").sender("ana@x").receivedAt(NOW);
    }

    private static Evidence evidence(Resolution<TicketId> resolution) {
        return resolution.fold(
                unique -> unique.evidence(),
                several -> several.evidence(),
                none -> Evidence.none(),
                cut -> Evidence.none());
    }

    private static List<TicketId> found(Resolution<TicketId> resolution) {
        return resolution.fold(
                unique -> List.of(unique.value()),
                several -> several.alternatives(),
                none -> List.of(),
                cut -> List.of());
    }

    @Test
    @DisplayName(
            "TIC-13 an answer is found by the message it answers, ours or theirs, before tag and subject are asked")
    void foundByReference() {
        Ticket first = apply(open("first@x", "1"), TicketCommand.reply("soon", BEN, "our-1@desk"));
        Ticket second = open("second@x", "2");
        IncomingItem answer = mail().header("In-Reply-To", "<our-1@desk>")
                .subject("Re: where is it " + matcher.tag(second.id()))
                .about(SubjectRef.of("order", "2"))
                .build();
        Resolution<TicketId> match = matcher.match(answer, Stream.of(second, first));
        assertThat(match.kind()).isEqualTo(Resolution.Kind.UNIQUE);
        assertThat(found(match)).containsExactly(first.id());
        assertThat(evidence(match).facts().get(0).code()).isEqualTo(TicketCode.REFERENCED);
        assertThat(found(matcher.match(
                        mail().header("references", "<nobody@x> <second@x>").build(), Stream.of(first, second))))
                .as("the opening's own id counts")
                .containsExactly(second.id());
    }

    @Test
    @DisplayName("TIC-13 a signed tag in the subject line finds the ticket, a forged one finds nothing and says so")
    void foundByTag() {
        Ticket ticket = open("t-1", "1");
        String tag = matcher.tag(ticket.id());
        assertThat(tag).matches("\\[#t-1 [0-9a-f]{16}\\]");
        Resolution<TicketId> match =
                matcher.match(mail().subject("Fwd: " + tag + " now").build(), Stream.of(ticket));
        assertThat(found(match)).containsExactly(ticket.id());
        assertThat(evidence(match).facts().get(0).code()).isEqualTo(TicketCode.TAGGED);

        String forged = tag.substring(0, tag.length() - 2) + (tag.endsWith("0]") ? "1]" : "0]");
        Resolution<TicketId> none = matcher.match(mail().subject(forged).build(), Stream.of(ticket));
        assertThat(none).isInstanceOf(Resolution.None.class);
        assertThat(((Resolution.None<TicketId>) none).obstacles())
                .extracting(Obstacle::code)
                .containsExactly(TicketCode.TAG_FORGED, TicketCode.NO_THREAD);
        assertThat(found(ThreadMatcher.signedWith(new byte[16])
                        .match(mail().subject(tag).build(), Stream.of(ticket))))
                .as("another desk's secret")
                .isEmpty();
        assertThat(found(matcher.match(
                        mail().subject(matcher.tag(TicketId.of("a b]c"))).build(), Stream.of(open("a b]c", "3")))))
                .as("an id with blanks and brackets")
                .containsExactly(TicketId.of("a b]c"));
    }

    @Test
    @DisplayName("TIC-13 an open ticket about the same subject is the last resort, and two of them are ambiguous")
    void foundBySubject() {
        IncomingItem mail = mail().about(SubjectRef.of("order", "1")).build();
        Ticket one = open("t-1", "1");
        Ticket two = open("t-2", "1");
        Ticket solved = apply(open("t-3", "1"), TicketCommand.solve(CloseReason.SOLVED, BEN, "s"));
        assertThat(found(matcher.match(mail, Stream.of(solved, one)))).containsExactly(one.id());
        Resolution<TicketId> both = matcher.match(mail, Stream.of(two, solved, one));
        assertThat(both.kind()).isEqualTo(Resolution.Kind.AMBIGUOUS);
        assertThat(found(both)).containsExactly(one.id(), two.id());
        assertThat(matcher.match(mail, Stream.of(solved)).kind()).isEqualTo(Resolution.Kind.NONE);
        assertThat(matcher.match(mail, Stream.of(tickets.initial())).kind()).isEqualTo(Resolution.Kind.NONE);
    }

    @Test
    @DisplayName("TIC-13 TIC-15 a merged ticket stands for the last survivor of its chain")
    void mergedStandsForItsSurvivor() {
        Ticket third = open("t-3", "3");
        Ticket second = apply(open("t-2", "2"), TicketCommand.merge(third, BEN, "g-2"));
        Ticket first = apply(open("t-1", "1"), TicketCommand.merge(open("t-2", "2"), BEN, "g-1"));
        IncomingItem answer = mail().header("References", "<t-1> <t-2>").build();
        Resolution<TicketId> match = matcher.match(answer, Stream.of(first, second, third));
        assertThat(match.kind()).isEqualTo(Resolution.Kind.UNIQUE);
        assertThat(found(match)).containsExactly(third.id());
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ThreadMatcher.signedWith(new byte[15]));
    }

    @Test
    @DisplayName("TIC-13 what a machine wrote, or who writes more than five times an hour, is dropped with evidence")
    void machinesAndLoopsAreDropped() {
        Triage triage = Triage.builder("manual").build();
        for (String[] header : new String[][] {
            {"Auto-Submitted", "auto-replied"},
            {"Precedence", "Bulk"},
            {"precedence", "junk"},
            {"Precedence", "list"},
            {"Return-Path", "<>"}
        }) {
            IncomingItem item = mail().header(header[0], header[1]).build();
            assertThat(item.automatic()).as(header[0] + ": " + header[1]).isPresent();
            assertThat(triage.assess(item).dropped()).isTrue();
            assertThat(triage.assess(item).evidence().facts().get(0).code()).isEqualTo(TriageCode.AUTOMATIC);
        }
        for (String[] header : new String[][] {
            {"Auto-Submitted", "no"},
            {"Auto-Submitted", "no; x=y"},
            {"Precedence", "first-class"},
            {"Return-Path", "<a@b>"}
        }) {
            assertThat(mail().header(header[0], header[1]).build().automatic())
                    .as(header[0] + ": " + header[1])
                    .isEmpty();
        }
        List<Instant> four =
                Stream.of(1L, 2L, 3L, 3_599L).map(NOW::minusSeconds).toList();
        List<Instant> five = Stream.concat(four.stream(), Stream.of(NOW)).toList();
        List<Instant> spread = Stream.concat(four.stream(), Stream.of(NOW.minusSeconds(3_600), NOW.plusSeconds(1)))
                .toList();
        IncomingItem item = mail().build();
        assertThat(triage.assess(item, four).dropped()).isFalse();
        assertThat(triage.assess(item, spread).dropped()).isFalse();
        assertThat(triage.assess(item, five).dropped()).isTrue();
        assertThat(triage.assess(item, five).evidence().sentence())
                .isEqualTo("its sender sent 6 items within an hour, expected at most 5");
        assertThat(triage.assess(mail().sender("").build(), five).dropped())
                .as("nobody is named")
                .isFalse();
    }
}
