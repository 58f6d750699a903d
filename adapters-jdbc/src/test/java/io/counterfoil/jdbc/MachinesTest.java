package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.json.PaymentsJson;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.lifecycle.StateMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.book.ApprovalPolicy;
import io.counterfoil.reconciliation.book.Book;
import io.counterfoil.reconciliation.book.BookCommand;
import io.counterfoil.reconciliation.book.BookEvent;
import io.counterfoil.reconciliation.book.BookId;
import io.counterfoil.reconciliation.book.Books;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.ticketing.json.TicketingJson;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The machines of the cores over streams in a database: what they decide there is what they decide in memory, and a command that comes again changes nothing. */
class MachinesTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final Actor ANN = Actor.host("ann");
    private static final Actor BOB = Actor.approver("bob");

    private static <E> Codec<E> codec(com.fasterxml.jackson.databind.Module module, Class<E> type) {
        ObjectMapper mapper = JsonMapper.builder().addModule(module).build();
        return Codec.of(
                event -> mapper.writerFor(type).writeValueAsBytes(event), bytes -> mapper.readValue(bytes, type));
    }

    private static Item item(String id, String amount) {
        return Item.builder()
                .id(ItemId.of(id))
                .amount(CAD.of(amount))
                .day(LocalDate.of(2026, 2, 27))
                .build();
    }

    /** As written: a code that was read is its id, not the enum that wrote it. */
    private static <E> List<String> texts(Codec<E> codec, List<E> events) {
        return events.stream()
                .map(event -> new String(codec.encode(event), StandardCharsets.UTF_8))
                .toList();
    }

    /** Gives each command to both, twice to the one in the database; the decisions and the streams are the same. */
    private static <I, S, C extends Command, E> S compare(
            StateMachine<S, C, E> machine, EventStore<I, E> stored, Codec<E> codec, I id, List<C> commands) {
        EventStore<I, E> memory = EventStore.inMemory();
        for (C command : commands) {
            Decision<S, E> expected = memory.apply(machine, id, command, NOW);
            Decision<S, E> decision = stored.apply(machine, id, command, NOW);
            assertThat(decision.outcome()).as(command.toString()).isEqualTo(expected.outcome());
            assertThat(decision.refusal()).isEqualTo(expected.refusal());
            assertThat(texts(codec, stored.load(id))).isEqualTo(texts(codec, memory.load(id)));
            if (expected.outcome() == Outcome.ACCEPTED) {
                Decision<S, E> again = stored.apply(machine, id, command, NOW.plusSeconds(60));
                assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
                assertThat(texts(codec, again.events())).isEqualTo(texts(codec, expected.events()));
            }
        }
        assertThat(stored.all(machine).toList()).hasSize(1);
        return machine.fold(stored.load(id));
    }

    @ParameterizedTest
    @EnumSource
    void booksOfAReconciliation(TestDatabase on) {
        Books books = Books.of(ApprovalPolicy.builder()
                .addFourEyesAbove(CAD.of("50.00"))
                .addWriteOffLimit(CAD.of("5.00"))
                .build());
        Codec<BookEvent> codec = codec(PaymentsJson.module(), BookEvent.class);
        EventStore<BookId, BookEvent> store = Database.on(on.shared())
                .events(TestDatabase.unused(), new Codec.Ids<>(BookId::value, BookId::of), codec);
        ItemId rest = ItemId.of("b3");
        Book book = compare(
                books,
                store,
                codec,
                BookId.of("march"),
                List.of(
                        BookCommand.register(
                                List.of(item("b1", "10.00"), item("b2", "80.00"), item("b3", "2.50")),
                                List.of(item("e1", "10.00"), item("e2", "80.00")),
                                ANN,
                                "k1"),
                        BookCommand.suggest(
                                BookCommand.Draft.of(List.of(ItemId.of("b1")), List.of(ItemId.of("e1"))), ANN, "k2"),
                        BookCommand.confirm(1, ANN, "k3"),
                        BookCommand.manualMatch(
                                BookCommand.Draft.of(List.of(ItemId.of("b2")), List.of(ItemId.of("e2"))), ANN, "k4"),
                        BookCommand.approve(2, ANN, "k5"), // refused: the second pair of eyes is another's
                        BookCommand.approve(2, BOB, "k6"),
                        BookCommand.unmatch(1, "WRONG_CUSTOMER", ANN, "k7"),
                        BookCommand.writeOff(Side.LEFT, rest, "SMALL", ANN, "k8")));
        assertThat(book.match(1)).isPresent();
        assertThat(book.open(Side.LEFT)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void ticketsOfADesk(TestDatabase on) {
        Codec<TicketEvent> codec = codec(TicketingJson.module(), TicketEvent.class);
        EventStore<TicketId, TicketEvent> store = Database.on(on.shared())
                .events(TestDatabase.unused(), new Codec.Ids<>(TicketId::value, TicketId::of), codec);
        Ticket ticket = compare(
                Tickets.standard(),
                store,
                codec,
                TicketId.of("t-1"),
                List.of(
                        TicketCommand.open(SubjectRef.of("enquiry", "t-1"), "Where is my room?", ANN, "o"),
                        TicketCommand.reply("It is upstairs", BOB, "r"),
                        TicketCommand.solve(CloseReason.SOLVED, BOB, "s"),
                        TicketCommand.solve(CloseReason.SOLVED, BOB, "s2"))); // refused or not, the same in both
        assertThat(ticket.status()).isEqualTo(TicketStatus.SOLVED);
    }
}
