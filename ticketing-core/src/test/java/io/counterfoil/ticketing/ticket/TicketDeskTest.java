package io.counterfoil.ticketing.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours.DayRule;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.ticketing.ticket.TicketDesk.Bulk;
import io.counterfoil.ticketing.ticket.TicketDesk.Delivery;
import io.counterfoil.ticketing.ticket.TicketDesk.Macro;
import io.counterfoil.ticketing.triage.Classifier;
import io.counterfoil.ticketing.triage.IncomingItem;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TicketDeskTest {

    private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");
    private static final Actor BEN = Actor.host("ben");
    private static final Actor ANA = Actor.host("ana");

    private final Tickets tickets = Tickets.standard();
    private final EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
    private final TicketDesk desk = TicketDesk.of(tickets, store);

    private TicketId open(String id, Instant now) {
        store.apply(
                        tickets,
                        TicketId.of(id),
                        TicketCommand.open(SubjectRef.of("order", id), "where is it", ANA, id),
                        now)
                .orThrow();
        return TicketId.of(id);
    }

    private Ticket apply(TicketId id, TicketCommand command, Instant now) {
        return store.apply(tickets, id, command, now).orThrow().state();
    }

    private static IncomingItem item(String id, Instant at) {
        return IncomingItem.builder()
                .id(id)
                .sender("ana@x")
                .subject("Re: it")
                .body("still missing")
                .receivedAt(at)
                .build();
    }

    @Test
    @DisplayName("TIC-16 a bulk action answers for every ticket, and one that is refused does not stop the others")
    void bulkAnswersForEveryTicket() {
        TicketId one = open("t-1", NOW);
        TicketId two = open("t-2", NOW);
        TicketId closed = open("t-3", NOW);
        apply(closed, TicketCommand.solve(CloseReason.SPAM, BEN, "s"), NOW);
        apply(closed, TicketCommand.close(BEN, "c"), NOW);
        Macro macro = Macro.of(
                "answer and solve",
                (by, key) -> TicketCommand.reply("It is on its way.", by, key),
                (by, key) -> TicketCommand.solve(CloseReason.SOLVED, by, key));
        List<TicketId> ids = List.of(two, closed, one, TicketId.of("t-none"), two);

        Bulk bulk = desk.apply(macro, ids, BEN, "bulk-1", NOW);
        assertThat(bulk.items()).extracting(Bulk.Item::ticket).containsExactly(two, closed, one, TicketId.of("t-none"));
        assertThat(bulk.items())
                .extracting(Bulk.Item::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REFUSED, Outcome.ACCEPTED, Outcome.REFUSED);
        assertThat(bulk.refused())
                .extracting(item -> item.refusal().orElseThrow().code())
                .containsExactly(Lifecycle.Reason.TERMINAL_STATE, TicketCode.NOT_OPENED);
        assertThat(bulk.count(Outcome.ACCEPTED)).isEqualTo(2);
        assertThat(desk.load(one).status()).isEqualTo(TicketStatus.SOLVED);
        assertThat(store.load(closed)).hasSize(3);

        Bulk again = desk.apply(macro, ids, BEN, "bulk-1", NOW.plusSeconds(60));
        assertThat(again.count(Outcome.REPLAYED)).isEqualTo(2);
        assertThat(desk.load(one).log()).hasSize(4);
    }

    @Test
    @DisplayName("TIC-16 a macro is done in full or not at all")
    void macroIsAllOrNothing() {
        TicketId one = open("t-1", NOW);
        Macro macro = Macro.of(
                "note and close",
                (by, key) -> TicketCommand.note("closing", by, key),
                (by, key) -> TicketCommand.close(by, key));
        Bulk bulk = desk.apply(macro, List.of(one), BEN, "b", NOW);
        assertThat(bulk.refused())
                .extracting(item -> item.refusal().orElseThrow().code())
                .containsExactly(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertThat(store.load(one)).as("the note was not kept").hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Macro.of("nothing"));
        assertThatIllegalArgumentException().isThrownBy(() -> Macro.of(" ", (by, key) -> TicketCommand.close(by, key)));
    }

    @Test
    @DisplayName("TIC-16 an open item of a checklist refuses the solution, until it is ticked or taken off")
    void checklistRefusesTheSolution() {
        TicketId one = open("t-1", NOW);
        apply(one, TicketCommand.addItems(List.of("call the bank", "tell the client"), BEN, "k-1"), NOW);
        apply(one, TicketCommand.tick("call the bank", BEN, "k-2"), NOW);
        assertThat(desk.load(one).openItems()).containsExactly("tell the client");
        Decision<Ticket, TicketEvent> solve =
                store.apply(tickets, one, TicketCommand.solve(CloseReason.SOLVED, BEN, "s-1"), NOW);
        assertThat(solve.refusal().orElseThrow().code()).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        assertThat(solve.refusal().orElseThrow().sentence()).contains("TICKET.READY_TO_SOLVE");
        apply(
                one,
                TicketCommand.mark(List.of("call the bank"), TicketEvent.ChecklistChanged.Mark.UNDONE, BEN, "k-3"),
                NOW);
        assertThat(desk.load(one).openItems()).containsExactly("call the bank", "tell the client");
        apply(
                one,
                TicketCommand.mark(
                        List.of("call the bank", "tell the client"),
                        TicketEvent.ChecklistChanged.Mark.DROPPED,
                        BEN,
                        "k-4"),
                NOW);
        assertThat(apply(one, TicketCommand.solve(CloseReason.SOLVED, BEN, "s-2"), NOW)
                        .status())
                .isEqualTo(TicketStatus.SOLVED);

        TicketId spam = open("t-2", NOW);
        apply(spam, TicketCommand.addItems(List.of("call"), BEN, "k"), NOW);
        assertThat(apply(spam, TicketCommand.solve(CloseReason.SPAM, BEN, "s"), NOW)
                        .status())
                .as("what is not done as work needs no list")
                .isEqualTo(TicketStatus.SOLVED);
    }

    @Test
    @DisplayName(
            "TIC-11 fields, watchers, links, calls and corrections are kept, and a correction teaches the classifier")
    void bookkeeping() {
        TicketId one = open("t-1", NOW);
        apply(one, TicketCommand.setField("tier", "gold 4111 1111 1111 1111", BEN, "f-1"), NOW);
        apply(one, TicketCommand.setField("region", "west", BEN, "f-2"), NOW);
        apply(one, TicketCommand.setField("region", "", BEN, "f-3"), NOW);
        apply(one, TicketCommand.watch("lead", BEN, "w-1"), NOW);
        apply(one, TicketCommand.watch("ana", BEN, "w-2"), NOW);
        apply(one, TicketCommand.unwatch("ana", BEN, "w-3"), NOW);
        apply(one, TicketCommand.customerWrote("my card was charged twice", ANA, "m-1"), NOW);
        apply(one, TicketCommand.link(LinkKind.RELATES_TO, TicketId.of("t-9"), BEN, "l-1"), NOW);
        assertThat(desk.load(one).example()).isEmpty();
        Route bank = Route.of("bank", "EXCEPTION", Priority.HIGH);
        Ticket ticket = apply(one, TicketCommand.reclassify(bank, BEN, "r-1"), NOW);
        assertThat(ticket.fields()).containsOnlyKeys("tier");
        assertThat(ticket.fields().get("tier")).isEqualTo("gold [PAN ****1111]");
        assertThat(ticket.watchers()).containsExactly("lead");
        assertThat(ticket.links()).extracting(TicketEvent.Linked::to).containsExactly(TicketId.of("t-9"));
        assertThat(ticket.route()).contains(bank);
        assertThat(ticket.example()).contains(new Classifier.Example("where is it\nmy card was charged twice", bank));
        TicketEvent.Called.Note note =
                new TicketEvent.Called.Note(Code.of("VOICEMAIL"), Duration.ofSeconds(40), "n-1", "cvv 123");
        assertThat(note.text()).isEqualTo("cvv [CVV]");
        assertThat(apply(one, TicketCommand.called(note, BEN, "c-1"), NOW).log())
                .last()
                .isInstanceOfSatisfying(
                        TicketEvent.Called.class,
                        call -> assertThat(call.note()).isEqualTo(note));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TicketEvent.Called.Note(Code.of("X"), Duration.ofSeconds(-1), "", "text"));
    }

    @Test
    @DisplayName("TIC-12 a request about a subject with an open ticket joins it inside the dedup window only")
    void oneTicketForASubject() {
        TicketId first = open("t-1", NOW);
        SubjectRef subject = SubjectRef.of("order", "t-1");
        TicketCommand.Open again = TicketCommand.open(subject, "and now?", ANA, "mail-2");
        Delivery joined = desk.open(again, store.all(tickets), NOW.plus(Duration.ofDays(1)));
        assertThat(joined.ticket()).isEqualTo(first);
        assertThat(desk.load(first).log()).hasSize(2);
        TicketCommand.Open late = TicketCommand.open(subject, "and now?", ANA, "mail-3");
        assertThat(desk.open(
                                late,
                                store.all(tickets),
                                NOW.plus(Duration.ofDays(1)).plusSeconds(1))
                        .ticket())
                .isEqualTo(TicketId.of("mail-3"));
        TicketCommand.Open other = TicketCommand.open(SubjectRef.of("order", "x"), "else", ANA, "mail-4");
        assertThat(desk.open(other, store.all(tickets), NOW).ticket()).isEqualTo(TicketId.of("mail-4"));
        assertThat(desk.dedupWindow(Duration.ZERO)
                        .open(
                                TicketCommand.open(SubjectRef.of("order", "x"), "else", ANA, "mail-5"),
                                store.all(tickets),
                                NOW.plusSeconds(1))
                        .ticket())
                .isEqualTo(TicketId.of("mail-5"));
        assertThatIllegalArgumentException().isThrownBy(() -> desk.dedupWindow(Duration.ofSeconds(-1)));
    }

    @Test
    @DisplayName("TIC-15 a reply to a merged ticket reaches the survivor")
    void replyReachesTheSurvivor() {
        TicketId one = open("t-1", NOW);
        TicketId two = open("t-2", NOW);
        TicketId three = open("t-3", NOW);
        desk.merge(one, two, BEN, "g-1", NOW).orThrow();
        desk.merge(two, three, BEN, "g-2", NOW).orThrow();
        Delivery delivery = desk.deliver(one, item("mail-9", NOW), ANA, NOW.plusSeconds(5));
        assertThat(delivery.ticket()).isEqualTo(three);
        assertThat(delivery.evidence().facts().get(0).code()).isEqualTo(TicketCode.REDIRECTED);
        assertThat(delivery.noticeAllowed()).isTrue();
        assertThat(desk.load(three).log()).last().isInstanceOf(TicketEvent.CustomerWrote.class);
        assertThat(desk.load(one).status()).isEqualTo(TicketStatus.CLOSED);
    }

    @Test
    @DisplayName(
            "TIC-14 a merge that would end in the ticket itself is refused and changes nothing, a repeated one is replayed")
    void mergeHasNoCycles() {
        TicketId one = open("t-1", NOW);
        TicketId two = open("t-2", NOW);
        desk.merge(one, two, BEN, "g-1", NOW).orThrow();
        assertThat(desk.merge(one, two, BEN, "g-1", NOW.plusSeconds(9)).outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(desk.load(two).absorbed()).containsExactly(one);
        assertThat(desk.load(two).log()).hasSize(2);
        Decision<Ticket, TicketEvent> back = desk.merge(two, one, BEN, "g-2", NOW);
        assertThat(back.refusal().orElseThrow().code()).isEqualTo(TicketCode.MERGE_CYCLE);
        assertThat(desk.load(two).status()).isEqualTo(TicketStatus.NEW);
        TicketId closed = open("t-3", NOW);
        apply(closed, TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), NOW);
        apply(closed, TicketCommand.close(BEN, "c"), NOW);
        assertThat(desk.merge(two, closed, BEN, "g-3", NOW)
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        assertThat(desk.load(closed).log()).hasSize(3);
    }

    @Test
    @DisplayName(
            "TIC-15 after the reopen window, or the closing, a message opens a ticket that follows the old one, once")
    void afterTheWindowATicketFollows() {
        TicketId one = open("t-1", NOW);
        apply(one, TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), NOW);
        Delivery inside =
                desk.deliver(one, item("mail-1", NOW.plus(Duration.ofDays(7))), ANA, NOW.plus(Duration.ofDays(7)));
        assertThat(inside.ticket()).isEqualTo(one);
        assertThat(desk.load(one).status()).isEqualTo(TicketStatus.OPEN);
        apply(one, TicketCommand.solve(CloseReason.SOLVED, BEN, "s-2"), NOW.plus(Duration.ofDays(7)));

        Instant late = NOW.plus(Duration.ofDays(14)).plusSeconds(1);
        Delivery outside = desk.deliver(one, item("mail-2", late), ANA, late);
        assertThat(outside.ticket()).isEqualTo(TicketId.of("mail-2"));
        assertThat(outside.evidence().facts().get(0).code()).isEqualTo(TicketCode.FOLLOWED);
        Ticket next = desk.load(outside.ticket());
        assertThat(next.links()).singleElement().satisfies(link -> {
            assertThat(link.link()).isEqualTo(LinkKind.FOLLOWS);
            assertThat(link.to()).isEqualTo(one);
        });
        assertThat(next.subject()).isEqualTo(desk.load(one).subject());
        Delivery repeated = desk.deliver(one, item("mail-2", late), ANA, late.plusSeconds(9));
        assertThat(repeated.ticket()).isEqualTo(outside.ticket());
        assertThat(repeated.decision().outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(repeated.noticeAllowed()).isFalse();
        assertThat(tickets.propose(desk.load(one), late)
                        .map(command -> command.getClass().getSimpleName()))
                .contains("Close");
        assertThat(tickets.propose(desk.load(one), late.minusSeconds(1))).isEmpty();
    }

    @Test
    @DisplayName("TIC-15 the reopen window may be five business days")
    void reopenWindowInBusinessDays() {
        BusinessHours hours =
                BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-17:00").build();
        Tickets five = Tickets.builder()
                .reopenWindow(BusinessDays.of(5, DayRule.END_OF_DAY), hours)
                .build();
        TicketId one = open("t-1", NOW);
        apply(one, TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), NOW);
        Ticket solved = desk.load(one);
        Instant monday = Instant.parse("2027-03-08T17:00:00Z");
        TicketCommand message = TicketCommand.customerWrote("again", ANA, "m");
        assertThat(five.decide(solved, message, monday).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(five.decide(solved, message, monday.plusSeconds(1)).outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    @DisplayName("TIC-13 what a machine wrote is kept as a note: it resumes nothing and is not answered")
    void machineMailIsANote() {
        TicketId one = open("t-1", NOW);
        apply(one, TicketCommand.reply("please send the receipt", BEN, "r"), NOW);
        apply(one, TicketCommand.ask("receipt", BEN, "q"), NOW);
        IncomingItem away = IncomingItem.builder()
                .from(item("mail-1", NOW))
                .header("Auto-Submitted", "auto-replied")
                .build();
        Delivery delivery = desk.deliver(one, away, ANA, NOW);
        assertThat(delivery.noticeAllowed()).isFalse();
        assertThat(delivery.evidence().sentence()).isEqualTo("kept as a note: Auto-Submitted is 'auto-replied'");
        assertThat(desk.load(one).status()).isEqualTo(TicketStatus.PENDING);
        assertThat(desk.load(one).log()).last().isInstanceOf(TicketEvent.Noted.class);
    }

    @Test
    @DisplayName("TIC-14 a split ticket begins at the message that was split out")
    void splitBeginsAtTheMessage() {
        TicketId one = open("t-1", NOW);
        Instant wrote = NOW.plusSeconds(600);
        apply(one, TicketCommand.customerWrote("and another thing", ANA, "m-1"), wrote);
        Intake intake = Intake.builder()
                .id("t-2")
                .subject(SubjectRef.of("order", "77"))
                .title("another thing")
                .build();
        Instant later = NOW.plusSeconds(3_600);
        Decision<Ticket, TicketEvent> split = desk.split(one, "m-1/CUSTOMER_WROTE", intake, BEN, later);
        assertThat(split.outcome()).isEqualTo(Outcome.ACCEPTED);
        Ticket part = desk.load(TicketId.of("t-2"));
        assertThat(part.log().get(0).at()).isEqualTo(wrote);
        assertThat(part.log().get(0).stamp().at()).isEqualTo(later);
        assertThat(part.links()).extracting(TicketEvent.Linked::link).containsExactly(LinkKind.SPLIT_FROM);
        assertThat(desk.load(one).links()).extracting(TicketEvent.Linked::link).containsExactly(LinkKind.RELATES_TO);
        assertThat(desk.split(one, "m-1/CUSTOMER_WROTE", intake, BEN, later).outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(desk.split(one, "m-9/CUSTOMER_WROTE", intake, BEN, later)
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(TicketCode.NO_SUCH_MESSAGE);
        Intake atSplit = Intake.builder()
                .from(intake)
                .id(TicketId.of("t-3"))
                .since(later)
                .build();
        desk.split(one, "m-1/CUSTOMER_WROTE", atSplit, BEN, later.plusSeconds(1))
                .orThrow();
        assertThat(desk.load(TicketId.of("t-3")).log().get(0).at()).isEqualTo(later);
        assertThat(tickets.decide(
                                tickets.initial(),
                                TicketCommand.open(
                                        Intake.builder()
                                                .from(intake)
                                                .since(later.plusSeconds(1))
                                                .build(),
                                        BEN,
                                        "x"),
                                later)
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(TicketCode.HAPPENED_LATER);
    }

    @Test
    @DisplayName("TIC-11 the review instant resumes a held ticket")
    void reviewInstantResumes() {
        TicketId one = open("t-1", NOW);
        apply(one, TicketCommand.assign("bank", BEN, "a"), NOW);
        Instant review = NOW.plusSeconds(60);
        Ticket held = apply(one, TicketCommand.hold("bank", review, BEN, "h"), NOW);
        assertThat(tickets.propose(held, review.minusNanos(1))).isEmpty();
        TicketCommand resume = tickets.propose(held, review).orElseThrow();
        assertThat(apply(one, resume, review).status()).isEqualTo(TicketStatus.OPEN);
        assertThat(tickets.propose(desk.load(one), review)).isEqualTo(Optional.empty());
    }
}
