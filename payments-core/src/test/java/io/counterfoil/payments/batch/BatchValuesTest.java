package io.counterfoil.payments.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.batch.SupplierBatch.Content;
import io.counterfoil.payments.batch.SupplierBatch.Item;
import io.counterfoil.payments.batch.SupplierBatch.Line;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.ApprovalPolicy;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BatchValuesTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Instant NOW = Instant.parse("2027-03-02T15:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 2);
    private static final Actor MARIA = Actor.host("maria");
    private static final PartyId ACME = PartyId.of("acme");

    private final Amounts cad = Amounts.in("CAD");
    private final AccountMap accounts = AccountMap.builder()
            .account(AccountMap.Role.Core.CLIENT.of("acme"), Account.liability("client:acme", cad.currency()))
            .standard(cad.currency(), AccountMap.Role.Core.INFLIGHT.of("batch"))
            .build();
    private final SupplierBatches machine = SupplierBatches.of(accounts, ApprovalPolicy.of(1), TORONTO);

    private PaymentOrder order(int number, String amount) {
        return PaymentOrder.builder()
                .id("p-" + number)
                .direction(Rail.Direction.CREDIT)
                .amount(cad.of(amount))
                .payer("acme")
                .payee("mill")
                .instrument(BankAccountRef.of("CA", "000300002", "7654321"))
                .requestedOn(DAY)
                .build();
    }

    private Content content(int payments) {
        List<Item> items = new ArrayList<>();
        IntStream.rangeClosed(1, payments).forEach(number -> items.add(Item.of(order(number, "10.00"))));
        return new Content("march", ACME, items, payments, cad.ofMinor(1000L * payments));
    }

    private SupplierBatch apply(SupplierBatch state, BatchCommand command, Instant now) {
        return machine.decide(state, command, now).orThrow().state();
    }

    private SupplierBatch approved(int payments) {
        SupplierBatch state = apply(machine.initial(), BatchCommand.draft(content(payments), MARIA, "d"), NOW);
        state = apply(state, BatchCommand.submit(MARIA, "s"), NOW);
        return apply(state, BatchCommand.approve(Actor.approver("ben"), "a"), NOW.plusSeconds(86_400));
    }

    private SupplierBatch released(int payments) {
        SupplierBatch state = approved(payments);
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);
        state = apply(state, BatchCommand.fund(machine.reserve(state, ledger, NOW), MARIA, "f"), NOW);
        return apply(state, BatchCommand.release(MARIA, "r"), NOW);
    }

    @Test
    @DisplayName("PAY-15 a batch has a name of 1 to 60 characters, lines have a number and no negative discount")
    void values() {
        assertThatCode(() -> new Content("x".repeat(60), ACME, List.of(), 0, cad.of("0.00")))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content("x".repeat(61), ACME, List.of(), 0, cad.of("0.00")))
                .withMessage("batch id has 61 characters, expected 1 to 60, not all blank");
        assertThatIllegalArgumentException().isThrownBy(() -> new Content(" ", ACME, List.of(), 0, cad.of("0.00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Line(" ", DAY, cad.of("1.00"), cad.of("0.00")))
                .withMessage("line ' ' with discount 0.00 CAD, expected the supplier's number and 0 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new Line("I-1", DAY, cad.of("1.00"), cad.of("-0.01")));
        assertThat(new Line("I-1", DAY, cad.of("1.00"), cad.of("0.25")).net()).isEqualTo(cad.of("0.75"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Item(
                        order(1, "1.00"),
                        List.of(new Line(
                                "I-1",
                                DAY,
                                Amounts.in("USD").of("1.00"),
                                Amounts.in("USD").of("0.00")))))
                .withMessage("line 'I-1' of 1.00 USD in payment p-1 of 1.00 CAD, expected one currency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content(
                        "x", ACME, List.of(Item.of(order(1, "1.00")), Item.of(order(1, "2.00"))), 2, cad.of("3.00")))
                .withMessage("payment p-1 of 2.00 CAD from acme in batch 'x',"
                        + " expected each payment once, from acme in CAD");
        assertThat(BatchStatus.FUNDED.id()).isEqualTo("BATCH.FUNDED");
        assertThat(SupplierBatches.Refused.OTHER_BATCH.id()).isEqualTo("BATCH.OTHER_BATCH");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchCommand(
                        BatchEvent.Kind.SUBMIT,
                        new BatchEvent.Drafted(content(1)),
                        MARIA,
                        io.counterfoil.payments.idempotency.IdempotencyKey.of("k")))
                .withMessage("'submit' says Drafted, expected Noted");
        assertThat(new BatchEvent.Noted("card 4111 1111 1111 1111").reason()).isEqualTo("card [PAN ****1111]");
    }

    @Test
    @DisplayName("PAY-15 the open payments are named, the first five of many; a second result replaces the first")
    void open() {
        assertThat(machine.decide(released(5), BatchCommand.allItemsEnded("z"), NOW)
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .endsWith("5 of 5 payments are open: p-1, p-2, p-3, p-4, p-5");
        SupplierBatch six = released(6);
        assertThat(machine.decide(six, BatchCommand.allItemsEnded("z"), NOW)
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .endsWith("6 of 6 payments are open: p-1, p-2, p-3, p-4, p-5, …");
        SupplierBatch settled =
                apply(six, BatchCommand.item(PaymentId.of("p-6"), PaymentStatus.SETTLED, MARIA, "i1"), NOW);
        assertThat(settled.open()).extracting(PaymentId::value).containsExactly("p-1", "p-2", "p-3", "p-4", "p-5");
        SupplierBatch returned =
                apply(settled, BatchCommand.item(PaymentId.of("p-6"), PaymentStatus.RETURNED, MARIA, "i2"), NOW);
        assertThat(returned.results())
                .containsExactly(java.util.Map.entry(PaymentId.of("p-6"), PaymentStatus.RETURNED));
        assertThat(machine.initial().open()).isEmpty();
        assertThat(machine.initial().remittanceAdvices()).isEmpty();
    }

    @Test
    @DisplayName("PAY-15 the reservation is one pending journal, booked on the day of the approval; it says its batch")
    void reservation() {
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);
        SupplierBatch batch = approved(2);
        machine.reserve(batch, ledger, NOW).orThrow();
        Journal held = ledger.journal(JournalId.of("march:reserve:batch")).orElseThrow();
        assertThat(held.bookedOn()).as("approved a day after it was submitted").isEqualTo("2027-03-03");
        assertThat(held.attributes()).containsEntry("batch", "march");
        assertThat(held.legs())
                .extracting(leg -> leg.account() + " " + leg.side() + " " + leg.minor())
                .containsExactly("client:acme DEBIT 2000", "inflight:batch:cad CREDIT 2000");
        Decision<SupplierBatch, BatchEvent> cancelled =
                machine.decide(batch, BatchCommand.cancel("wrong month", MARIA, "c-1"), NOW);
        assertThat(machine.journals(cancelled))
                .extracting(journal -> journal.id() + " " + journal.bookedOn() + " "
                        + journal.legs().size())
                .containsExactly("march:cancel:c-1 2027-03-02 0");
        assertThat(machine.journals(
                        machine.decide(batch, BatchCommand.fund(machine.reserve(batch, ledger, NOW), MARIA, "f"), NOW)))
                .isEmpty();
        SupplierBatch funded = apply(batch, BatchCommand.fund(machine.reserve(batch, ledger, NOW), MARIA, "f"), NOW);
        assertThat(machine.reserve(funded, ledger, NOW).orThrow().sequence())
                .as("asked again after it was told")
                .isEqualTo(machine.reserve(batch, ledger, NOW).sequence());
    }

    @Test
    @DisplayName("PAY-15 an advice sums the payments to its supplier and shows the lines of each")
    void advice() {
        Item lined = new Item(
                order(1, "95.00"),
                List.of(
                        new Line("INV-7", LocalDate.of(2027, 2, 1), cad.of("110.00"), cad.of("2.20")),
                        new Line("CN-1", LocalDate.of(2027, 2, 9), cad.of("-12.80"), cad.of("0.00"))));
        Item told = Item.of(order(2, "5.00").toBuilder()
                .remittance(PaymentOrder.Remittance.of("thank you"))
                .build());
        SupplierBatch batch = apply(
                machine.initial(),
                BatchCommand.draft(new Content("march", ACME, List.of(lined, told), 2, cad.of("100.00")), MARIA, "d"),
                NOW);
        String text = Documents.text(batch.remittanceAdvices().get(PartyId.of("mill")), Locale.UK);
        assertThat(text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.matches("[-=]+")))
                .containsExactly(
                        "Remittance advice",
                        "acme to mill, batch march",
                        "Payment p-1",
                        "95.00 CAD on 2027-03-02 to CA 00002-003 ****321",
                        "What it is for",
                        "Invoice  Dated            Gross  Discount        Paid",
                        "INV-7    1 Feb 2027  110.00 CAD  2.20 CAD  107.80 CAD",
                        "CN-1     9 Feb 2027  -12.80 CAD  0.00 CAD  -12.80 CAD",
                        "Payment p-2",
                        "5.00 CAD on 2027-03-02 to CA 00002-003 ****321",
                        "thank you",
                        "Total 100.00 CAD");
    }
}
