package io.counterfoil.ticketing.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.ticketing.triage.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");

    private final Tickets tickets = Tickets.standard();
    private final Actor ben = Actor.host("ben");
    private final Actor customer = Actor.host("customer-7");
    private Ticket ticket = tickets.initial();
    private Instant now = NOW;

    private Ticket apply(TicketCommand command) {
        now = now.plusSeconds(60);
        ticket = tickets.decide(ticket, command, now).orThrow().state();
        return ticket;
    }

    private Decision<Ticket, TicketEvent> attempt(TicketCommand command) {
        return tickets.decide(ticket, command, now.plusSeconds(60));
    }

    private TicketCommand.Open open() {
        return TicketCommand.open(SubjectRef.of("order", "4711"), "Refund missing", customer, "mail-88");
    }

    @Test
    @DisplayName("TIC-11 the table allows exactly the rows of the specification")
    void tableHasExactlyTheRowsOfTheSpecification() {
        Map<String, String> stays = new TreeMap<>();
        for (String status : List.of("NEW", "OPEN", "PENDING", "ON_HOLD", "SOLVED")) {
            for (String event : List.of(
                    "Assigned",
                    "CustomerWrote",
                    "Replied",
                    "AutoReplied",
                    "Noted",
                    "Linked",
                    "Redacted",
                    "PolicyApplied",
                    "PolicyWithdrawn",
                    "PauseBegun",
                    "PauseEnded",
                    "FieldChanged",
                    "WatchChanged",
                    "ChecklistChanged",
                    "Called",
                    "Reclassified",
                    "Absorbed",
                    "Escalated",
                    "Told",
                    "Acknowledged")) {
                stays.put(status + " " + event, status);
            }
            stays.put(status + " Merged", "CLOSED");
        }
        stays.put("NEW Opened", "NEW");
        stays.put("NEW Started", "OPEN");
        stays.put("OPEN Asked", "PENDING");
        stays.put("OPEN Held", "ON_HOLD");
        stays.put("PENDING Held", "ON_HOLD");
        stays.put("PENDING Resumed", "OPEN");
        stays.put("ON_HOLD Resumed", "OPEN");
        stays.put("NEW Solved", "SOLVED");
        stays.put("OPEN Solved", "SOLVED");
        stays.put("PENDING Solved", "SOLVED");
        stays.put("ON_HOLD Solved", "SOLVED");
        stays.put("SOLVED Reopened", "OPEN");
        stays.put("SOLVED Closed", "CLOSED");
        stays.put("CLOSED Linked", "CLOSED");
        stays.put("CLOSED Redacted", "CLOSED");

        Map<String, String> table = new TreeMap<>();
        tickets.lifecycle()
                .table()
                .forEach(row ->
                        table.put(row.from() + " " + row.event(), row.to().name()));
        assertThat(table).isEqualTo(stays);
    }

    @Test
    @DisplayName("TIC-11 a ticket goes from a request to its closing")
    void ticketGoesFromARequestToItsClosing() {
        assertThat(apply(open()).status()).isEqualTo(TicketStatus.NEW);
        assertThat(apply(TicketCommand.assign("refunds", "ben", ben, "a-1")).status())
                .isEqualTo(TicketStatus.OPEN);
        assertThat(ticket.agent()).isEqualTo("ben");
        assertThat(ticket.route().orElseThrow().queue()).isEqualTo("refunds");
        assertThat(apply(TicketCommand.ask("receipt", ben, "q-1")).status()).isEqualTo(TicketStatus.PENDING);
        assertThat(apply(TicketCommand.customerWrote("here it is", customer, "m-1"))
                        .status())
                .isEqualTo(TicketStatus.OPEN);
        assertThat(apply(TicketCommand.hold("bank", now.plus(Duration.ofDays(2)), ben, "h-1"))
                        .status())
                .isEqualTo(TicketStatus.ON_HOLD);
        assertThat(apply(TicketCommand.resume("review instant", Actor.clock(), "c-1"))
                        .status())
                .isEqualTo(TicketStatus.OPEN);
        assertThat(apply(TicketCommand.solve(CloseReason.SOLVED, ben, "s-1")).status())
                .isEqualTo(TicketStatus.SOLVED);
        assertThat(ticket.closeReason()).contains(CloseReason.SOLVED);
        assertThat(apply(TicketCommand.close(ben, "x-1")).status()).isEqualTo(TicketStatus.CLOSED);
        assertThat(ticket.log())
                .extracting(TicketEvent::kind)
                .containsExactly(
                        TicketEvent.Kind.OPENED,
                        TicketEvent.Kind.ASSIGNED,
                        TicketEvent.Kind.STARTED,
                        TicketEvent.Kind.ASKED,
                        TicketEvent.Kind.CUSTOMER_WROTE,
                        TicketEvent.Kind.RESUMED,
                        TicketEvent.Kind.HELD,
                        TicketEvent.Kind.RESUMED,
                        TicketEvent.Kind.SOLVED,
                        TicketEvent.Kind.CLOSED);
        assertThat(tickets.fold(ticket.log())).isEqualTo(ticket);
    }

    @Test
    @DisplayName("TIC-11 refusals name the code and leave the ticket as it was")
    void refusalsNameTheCode() {
        assertRefused(TicketCommand.reply("hello", ben, "r-0"), TicketCode.NOT_OPENED);
        apply(open());
        assertRefused(
                TicketCommand.hold("bank", now.plusSeconds(9_999), ben, "h-1"), Lifecycle.Reason.EVENT_NOT_ALLOWED);
        apply(TicketCommand.reply("hello", ben, "r-1"));
        assertRefused(TicketCommand.hold("bank", now, ben, "h-2"), Lifecycle.Reason.GUARD_FAILED);
        assertRefused(TicketCommand.close(ben, "x-1"), Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertRefused(
                TicketCommand.note("later", ben, "n-1").happenedAt(now.plus(Duration.ofDays(1))),
                TicketCode.HAPPENED_LATER);
        assertRefused(TicketCommand.note("other", ben, "r-1"), Lifecycle.Reason.CONFLICT);
        assertRefused(TicketCommand.merge(ticket, ben, "g-1"), Lifecycle.Reason.GUARD_FAILED);
        apply(TicketCommand.solve(CloseReason.SOLVED, ben, "s-1"));
        apply(TicketCommand.close(ben, "x-2"));
        assertRefused(TicketCommand.customerWrote("and now?", customer, "m-1"), Lifecycle.Reason.TERMINAL_STATE);
        assertThat(apply(TicketCommand.link(LinkKind.FOLLOWS, TicketId.of("t-2"), ben, "l-1"))
                        .status())
                .isEqualTo(TicketStatus.CLOSED);
    }

    private void assertRefused(TicketCommand command, Code code) {
        Decision<Ticket, TicketEvent> decision = attempt(command);
        assertThat(decision.refusal().map(refusal -> refusal.code())).contains(code);
        assertThat(decision.state()).isEqualTo(ticket);
    }

    @Test
    @DisplayName("TIC-15 a customer's message reopens a solved ticket within the window and not after it")
    void customersMessageReopensWithinTheWindow() {
        apply(open());
        apply(TicketCommand.solve(CloseReason.SOLVED, ben, "s-1"));
        TicketCommand message = TicketCommand.customerWrote("it is not here", customer, "m-1");
        Instant solved = ticket.solvedAt().orElseThrow();
        assertThat(tickets.decide(ticket, message, solved.plus(Duration.ofDays(7)))
                        .state()
                        .status())
                .isEqualTo(TicketStatus.OPEN);
        assertThat(tickets.decide(
                                ticket, message, solved.plus(Duration.ofDays(7)).plusSeconds(1))
                        .refusal()
                        .map(refusal -> refusal.code()))
                .contains(Lifecycle.Reason.GUARD_FAILED);
        assertThat(apply(TicketCommand.reply("thank you", ben, "r-1")).status())
                .as("a reply does not reopen")
                .isEqualTo(TicketStatus.SOLVED);
        assertThat(apply(TicketCommand.reopen("found more", ben, "o-1")).closeReason())
                .isEmpty();
    }

    @Test
    @DisplayName("TIC-14 a merged ticket is a tombstone that names its survivor")
    void mergedTicketIsATombstone() {
        Ticket survivor = tickets.decide(tickets.initial(), open().as(TicketId.of("t-1")), now)
                .state();
        apply(open());
        Ticket merged = apply(TicketCommand.merge(survivor, ben, "g-1"));
        assertThat(merged.status()).isEqualTo(TicketStatus.CLOSED);
        assertThat(merged.mergedInto()).contains(TicketId.of("t-1"));
        assertThat(merged.closeReason()).contains(CloseReason.MERGED);
        ticket = survivor;
        assertRefused(TicketCommand.merge(merged, ben, "g-2"), Lifecycle.Reason.GUARD_FAILED);
    }

    @Test
    @DisplayName("TIC-11 a ticket of an alert is solved with a root cause only")
    void alertTicketNeedsARootCause() {
        Alert alert = Alert.builder()
                .kind(AlertKind.PROOF_FAILED)
                .severity(Diagnostic.Severity.HIGH)
                .subject(SubjectRef.of("payout", "po_1"))
                .evidence(Evidence.none())
                .raisedAt(now)
                .build();
        apply(TicketCommand.open(alert, Triage.builder("manual").build().assess(alert), Actor.host("robot")));
        assertThat(ticket.route().orElseThrow().queue()).isEqualTo("manual");
        assertRefused(TicketCommand.solve(CloseReason.SOLVED, ben, "s-1"), Lifecycle.Reason.GUARD_FAILED);
        assertThat(apply(TicketCommand.solve(CloseReason.SOLVED, Code.of("FEE_NOT_BOOKED"), ben, "s-2"))
                        .status())
                .isEqualTo(TicketStatus.SOLVED);
    }

    @Test
    @DisplayName("TIC-12 a second request on an open ticket joins it")
    void secondRequestJoins() {
        apply(open());
        apply(TicketCommand.open(SubjectRef.of("order", "4711"), "Still missing", customer, "mail-89"));
        assertThat(ticket.log())
                .extracting(TicketEvent::kind)
                .containsExactly(TicketEvent.Kind.OPENED, TicketEvent.Kind.CUSTOMER_WROTE);
        assertThat(ticket.id()).isEqualTo(TicketId.of("mail-88"));
    }

    @Test
    @DisplayName("TIC-47 no text of a command, an event or a ticket holds a card number")
    void noTextHoldsACardNumber() {
        String card = "4111111111111111";
        apply(TicketCommand.open(SubjectRef.of("order", "1"), "card " + card, customer, "k-0"));
        List<TicketCommand> commands = List.of(
                TicketCommand.reply("card " + card, ben, "k-1"),
                TicketCommand.note("card " + card, ben, "k-2"),
                TicketCommand.autoReply("card " + card, ben, "k-3"),
                TicketCommand.ask("card " + card, ben, "k-4"),
                TicketCommand.customerWrote("card " + card + " cvv 123", customer, "k-5"),
                TicketCommand.hold("card " + card, now.plus(Duration.ofDays(1)), ben, "k-6"),
                TicketCommand.resume("card " + card, ben, "k-7"));
        List<String> texts = new ArrayList<>();
        for (TicketCommand command : commands) {
            texts.add(command.toString());
            apply(command);
        }
        texts.add(ticket.toString());
        ticket.log().forEach(event -> texts.add(event.toString()));
        assertThat(texts).noneMatch(text -> text.contains(card) || text.contains("123"));
        assertThat(ticket.title()).isEqualTo("card [PAN ****1111]");
    }

    @Test
    void blankTextsAreRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> TicketCommand.ask(" ", ben, "k"));
        assertThatIllegalArgumentException().isThrownBy(() -> TicketCommand.solve(CloseReason.MERGED, ben, "k"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TicketCommand.open(SubjectRef.of("a", "b"), " ", ben, "k"));
    }

    @Test
    @DisplayName("TIC-11 a command that is repeated is replayed with its first events")
    void repeatedCommandIsReplayed() {
        apply(open());
        TicketCommand reply = TicketCommand.reply("hello", ben, "r-1");
        Ticket after = apply(reply);
        Decision<Ticket, TicketEvent> again = attempt(reply);
        assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(again.state()).isEqualTo(after);
        assertThat(again.events())
                .extracting(TicketEvent::kind)
                .containsExactly(TicketEvent.Kind.REPLIED, TicketEvent.Kind.STARTED);
    }
}
