package io.counterfoil.payments.batch;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.INFLIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.batch.BatchEvent.Kind;
import io.counterfoil.payments.batch.SupplierBatch.Content;
import io.counterfoil.payments.batch.SupplierBatch.Item;
import io.counterfoil.payments.batch.SupplierBatch.Line;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.lifecycle.TableConformance;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SupplierBatchesTest {

    private static final Instant NOW = Instant.parse("2027-03-02T15:00:00Z");
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 2);
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor BEN = Actor.approver("ben");
    private static final Actor CLARA = Actor.approver("clara");

    private final Amounts cad = Amounts.in("CAD");
    private final AccountMap accounts = AccountMap.builder()
            .account(
                    CLIENT.of("acme"),
                    Account.liability("client:acme", cad.currency()).notBelowZero())
            .standard(cad.currency(), CASH, INFLIGHT.of("batch"))
            .build();
    private final ApprovalPolicy policy =
            ApprovalPolicy.builder().upTo(cad.of("100.00"), 1).above(2).build();
    private final SupplierBatches machine = SupplierBatches.of(accounts, policy, TORONTO);
    private final Item paper = new Item(
            order("p-1", "paper-mill", "95.00"),
            List.of(
                    new Line("INV-7", LocalDate.of(2027, 2, 1), cad.of("110.00"), cad.of("2.20")),
                    new Line("CN-1", LocalDate.of(2027, 2, 9), cad.of("-12.80"), cad.of("0.00"))));
    private final Item ink = Item.of(order("p-2", "ink-works", "205.00"));
    private final Content content = content(2, "300.00");

    private PaymentOrder order(String id, String payee, String amount) {
        return PaymentOrder.builder()
                .id(id)
                .direction(Rail.Direction.CREDIT)
                .amount(cad.of(amount))
                .payer("acme")
                .payee(payee)
                .instrument(BankAccountRef.of("CA", "000300002", "7654321"))
                .requestedOn(DAY)
                .build();
    }

    private Content content(int count, String total) {
        return new Content("march", PartyId.of("acme"), List.of(paper, ink), count, cad.of(total));
    }

    @Test
    @DisplayName("PAY-17 PAY-15 every state, event and role of SUPPLIER_BATCH is taken or refused as the table says")
    void everyStateAndEvent() {
        assertThat(TableConformance.check(
                        LifecycleTable.Standard.SUPPLIER_BATCH.table(),
                        machine,
                        statesBeforeTheLastSignature(),
                        (event, actor) -> command(event, actor, "new-" + event + actor.role()),
                        NOW))
                .isEqualTo(8 * 8 * 5);
        for (BatchStatus status : BatchStatus.values()) {
            TableConformance.replays(machine, path(status), NOW);
        }
        assertThat(code(machine.initial(), BatchCommand.submit(MARIA, "s")))
                .isEqualTo(SupplierBatches.Refused.NOT_DRAFTED);
    }

    @Test
    @DisplayName("PAY-15 a batch whose count or total differs from its payments is not submitted")
    void controlTotals() {
        assertThat(unmet(run(BatchCommand.draft(content(3, "300.00"), MARIA, "d")), BatchCommand.submit(MARIA, "s")))
                .endsWith("control count 3, payments 2");
        assertThat(unmet(run(BatchCommand.draft(content(2, "300.01"), MARIA, "d")), BatchCommand.submit(MARIA, "s")))
                .endsWith("control total 300.01 CAD, payments 300.00 CAD");
        Content empty = new Content("march", PartyId.of("acme"), List.of(), 0, cad.of("0.00"));
        assertThat(unmet(run(BatchCommand.draft(empty, MARIA, "d")), BatchCommand.submit(MARIA, "s")))
                .endsWith("it has no payments");
        SupplierBatch again =
                run(BatchCommand.draft(content(3, "1.00"), MARIA, "d"), BatchCommand.draft(content, MARIA, "d2"));
        assertThat(machine.decide(again, BatchCommand.submit(MARIA, "s"), NOW)
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(BatchStatus.AWAITING_APPROVAL);
    }

    @Test
    @DisplayName(
            "PAY-14 PAY-15 the total decides how many approve, and nobody approves what they made or approves twice")
    void fourEyes() {
        SupplierBatch waiting = states().get("AWAITING_APPROVAL");
        Decision<SupplierBatch, BatchEvent> first = machine.decide(waiting, BatchCommand.approve(BEN, "a1"), NOW);
        assertThat(first.orThrow().events()).extracting(BatchEvent::kind).containsExactly(Kind.SIGN);
        assertThat(first.evidence().sentence())
                .isEqualTo("batch 'march' of 2 payments, 300.00 CAD, is AWAITING_APPROVAL, 1 of 2 approvals");
        SupplierBatch signed = first.state();
        assertThat(unmet(signed, BatchCommand.approve(BEN, "a2"))).endsWith("'ben' approved it already");
        assertThat(unmet(signed, BatchCommand.approve(Actor.approver("maria"), "a2")))
                .endsWith("'maria' made or edited it");
        assertThat(machine.decide(signed, BatchCommand.approve(CLARA, "a2"), NOW)
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(BatchStatus.APPROVED);
        Content small = new Content("march", PartyId.of("acme"), List.of(paper), 1, cad.of("95.00"));
        assertThat(run(
                                BatchCommand.draft(small, MARIA, "d"),
                                BatchCommand.submit(MARIA, "s"),
                                BatchCommand.approve(BEN, "a"))
                        .status())
                .isEqualTo(BatchStatus.APPROVED);
    }

    @Test
    @DisplayName("PAY-14 PAY-15 an edit drops the approvals given, and who edited may not approve")
    void edit() {
        SupplierBatch signed = machine.decide(states().get("AWAITING_APPROVAL"), BatchCommand.approve(BEN, "a1"), NOW)
                .state();
        Actor clara = Actor.host("clara");
        SupplierBatch edited = machine.decide(signed, BatchCommand.edit(content, clara, "e"), NOW)
                .orThrow()
                .state();
        assertThat(edited.status()).isEqualTo(BatchStatus.DRAFT);
        assertThat(edited.approvals().count()).isZero();
        SupplierBatch waiting = machine.decide(edited, BatchCommand.submit(MARIA, "s2"), NOW)
                .orThrow()
                .state();
        assertThat(unmet(waiting, BatchCommand.approve(CLARA, "a2"))).endsWith("'clara' made or edited it");
        SupplierBatch again = machine.decide(waiting, BatchCommand.approve(BEN, "a3"), NOW)
                .orThrow()
                .state();
        assertThat(again.status()).isEqualTo(BatchStatus.AWAITING_APPROVAL);
        Content other = new Content("april", PartyId.of("acme"), List.of(paper), 1, cad.of("95.00"));
        assertThat(code(signed, BatchCommand.edit(other, MARIA, "e2"))).isEqualTo(SupplierBatches.Refused.OTHER_BATCH);
    }

    @Test
    @DisplayName("PAY-15 money is reserved before a batch is funded, given back when it is released or cancelled")
    void funding() {
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);
        SupplierBatch approved = states().get("APPROVED");
        Posting refused = machine.reserve(approved, ledger, NOW);
        assertThat(refused.error()).contains(Posting.LedgerError.BALANCE_GUARD);
        assertThat(unmet(approved, BatchCommand.fund(refused, MARIA, "f"))).contains("the ledger refused:");

        Ledger funded = fundedLedger();
        Posting reserved = machine.reserve(approved, funded, NOW).orThrow();
        assertThat(machine.reserve(approved, funded, NOW.plusSeconds(900))
                        .orThrow()
                        .sequence())
                .isEqualTo(reserved.sequence());
        assertThat(client(funded).availableMinor()).isEqualTo(20000);
        Decision<SupplierBatch, BatchEvent> cancelled =
                machine.decide(approved, BatchCommand.cancel("wrong month", MARIA, "c"), NOW);
        machine.post(cancelled.orThrow(), funded.fork(), NOW).orThrow();
        SupplierBatch ready = machine.decide(approved, BatchCommand.fund(reserved, MARIA, "f"), NOW)
                .orThrow()
                .state();
        Decision<SupplierBatch, BatchEvent> released = machine.decide(ready, BatchCommand.release(MARIA, "r"), NOW);
        machine.post(released.orThrow(), funded, NOW).orThrow();
        assertThat(client(funded).availableMinor()).isEqualTo(50000);
        long records = funded.sequence();
        machine.post(released, funded, NOW).orThrow();
        assertThat(funded.sequence()).isEqualTo(records);
        Decision<SupplierBatch, BatchEvent> early =
                machine.decide(states().get("DRAFT"), BatchCommand.cancel("x", MARIA, "c"), NOW);
        assertThat(machine.post(early, ledger, NOW).orThrow().sequence()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.reserve(states().get("DRAFT"), funded, NOW))
                .withMessageContaining("DRAFT");
    }

    @Test
    @DisplayName("PAY-15 PAY-52 a reservation and its release are booked today where the period is locked, once")
    void late() {
        Ledger funded = fundedLedger();
        funded.lock(DAY, funded.prove(DateRange.of(DAY.minusDays(1), DAY))).orThrow();
        Instant later = NOW.plusSeconds(3 * 86400);
        SupplierBatch approved = states().get("APPROVED");
        Posting reserved = machine.reserve(approved, funded, later).orThrow();
        assertThat(machine.reserve(approved, funded, later.plusSeconds(86400))
                        .orThrow()
                        .sequence())
                .isEqualTo(reserved.sequence());
        assertThat(lateClient(funded, later).availableMinor()).isEqualTo(20000);
        Decision<SupplierBatch, BatchEvent> cancelled =
                machine.decide(approved, BatchCommand.cancel("wrong month", MARIA, "c"), NOW);
        machine.post(cancelled.orThrow(), funded, later).orThrow();
        machine.post(cancelled, funded, later.plusSeconds(86400)).orThrow();
        assertThat(lateClient(funded, later).availableMinor()).isEqualTo(50000);
        assertThat(funded.journal(JournalId.of("march:reserve:batch:late"))
                        .orElseThrow()
                        .bookedOn())
                .isEqualTo("2027-03-05");
    }

    private Balance lateClient(Ledger ledger, Instant at) {
        return ledger.balance(
                accounts.of(CLIENT.of("acme")), AsOf.at(at.plusSeconds(3600), TORONTO), BalanceBasis.BOOKED);
    }

    @Test
    @DisplayName(
            "PAY-15 what was refused for want of funds is held at a later attempt, once, and given back when the batch is cancelled")
    void secondAttempt() {
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);
        SupplierBatch approved = states().get("APPROVED");
        assertThat(machine.reserve(approved, ledger, NOW).error()).contains(Posting.LedgerError.BALANCE_GUARD);
        assertThat(machine.reserve(approved, ledger, NOW).error())
                .as("asked again too early")
                .contains(Posting.LedgerError.BALANCE_GUARD);
        deposit(ledger);
        Posting held = machine.reserve(approved, ledger, NOW.plusSeconds(60)).orThrow();
        assertThat(client(ledger).availableMinor())
                .as("held at the third attempt, once")
                .isEqualTo(20000);
        assertThat(machine.reserve(approved, ledger, NOW.plusSeconds(90)).sequence())
                .isEqualTo(held.sequence());
        machine.post(
                        machine.decide(approved, BatchCommand.cancel("wrong month", MARIA, "c"), NOW),
                        ledger,
                        NOW.plusSeconds(120))
                .orThrow();
        assertThat(client(ledger).availableMinor())
                .as("a cancellation finds what the third attempt held")
                .isEqualTo(50000);
    }

    private Ledger fundedLedger() {
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);
        deposit(ledger);
        return ledger;
    }

    private void deposit(Ledger ledger) {
        ledger.post(
                        Journal.of("funds")
                                .bookedOn(DAY)
                                .debit(accounts.of(CASH, cad.currency()), cad.of("500.00"))
                                .credit("client:acme", cad.of("500.00")),
                        NOW)
                .orThrow();
    }

    private Balance client(Ledger ledger) {
        return ledger.balance(
                accounts.of(CLIENT.of("acme")), AsOf.at(NOW.plusSeconds(3600), TORONTO), BalanceBasis.BOOKED);
    }

    @Test
    @DisplayName("PAY-15 results of the payments come back to the batch, which is complete when each of them ended")
    void results() {
        SupplierBatch released = states().get("RELEASED");
        assertThat(unmet(released, BatchCommand.allItemsEnded("z"))).endsWith("2 of 2 payments are open: p-1, p-2");
        assertThat(unmet(released, BatchCommand.item(PaymentId.of("p-1"), PaymentStatus.SUBMITTED, MARIA, "i")))
                .endsWith("payment p-1 is SUBMITTED");
        assertThat(unmet(released, BatchCommand.item(PaymentId.of("p-9"), PaymentStatus.SETTLED, MARIA, "i")))
                .endsWith("payment p-9 is not in batch 'march'");
        SupplierBatch one = machine.decide(
                        released, BatchCommand.item(PaymentId.of("p-1"), PaymentStatus.SETTLED, MARIA, "i1"), NOW)
                .orThrow()
                .state();
        assertThat(unmet(one, BatchCommand.allItemsEnded("z"))).endsWith("1 of 2 payments are open: p-2");
        SupplierBatch both = machine.decide(
                        one, BatchCommand.item(PaymentId.of("p-2"), PaymentStatus.REJECTED, MARIA, "i2"), NOW)
                .orThrow()
                .state();
        assertThat(both.results()).containsEntry(PaymentId.of("p-2"), PaymentStatus.REJECTED);
        assertThat(machine.decide(both, BatchCommand.allItemsEnded("z"), NOW)
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(BatchStatus.COMPLETED);
        for (PaymentStatus ended : List.of(
                PaymentStatus.SETTLED,
                PaymentStatus.RETURNED,
                PaymentStatus.REJECTED,
                PaymentStatus.CANCELLED,
                PaymentStatus.FINAL,
                PaymentStatus.CLOSED)) {
            assertThat(SupplierBatches.isEnded(ended)).as(ended.name()).isTrue();
        }
        for (PaymentStatus open : List.of(
                PaymentStatus.DRAFT,
                PaymentStatus.APPROVED,
                PaymentStatus.FILED,
                PaymentStatus.UNKNOWN,
                PaymentStatus.DUE)) {
            assertThat(SupplierBatches.isEnded(open)).as(open.name()).isFalse();
        }
    }

    @Test
    @DisplayName("PAY-15 each supplier gets an advice of its payments, invoices, discounts and credit notes")
    void remittanceAdvice() {
        SupplierBatch batch = states().get("RELEASED");
        assertThat(batch.remittanceAdvices().keySet())
                .containsExactly(PartyId.of("paper-mill"), PartyId.of("ink-works"));
        String text = Documents.text(batch.remittanceAdvices().get(PartyId.of("paper-mill")), Locale.CANADA);
        assertThat(text)
                .contains("Remittance advice", "acme to paper-mill, batch march", "INV-7", "CN-1", "95.00", "2.20")
                .contains("****321")
                .doesNotContain("7654321", "ink-works");
        assertThat(Documents.html(batch.remittanceAdvices().get(PartyId.of("ink-works")), Locale.CANADA))
                .contains("205.00")
                .doesNotContain("paper-mill");
    }

    @Test
    @DisplayName("PAY-25 the same draft is a repetition; one to an account that looks alike is a conflict")
    void sameKey() {
        SupplierBatch drafted = run(BatchCommand.draft(content, MARIA, "d"));
        assertThat(machine.decide(drafted, BatchCommand.draft(content, MARIA, "d"), NOW)
                        .outcome())
                .isEqualTo(Outcome.REPLAYED);
        PaymentOrder elsewhere = ink.order().toBuilder()
                .instrument(BankAccountRef.of("CA", "000300002", "9654321"))
                .build();
        Content changed =
                new Content("march", PartyId.of("acme"), List.of(paper, Item.of(elsewhere)), 2, cad.of("300.00"));
        assertThat(elsewhere.instrument().masked())
                .isEqualTo(ink.order().instrument().masked());
        assertThat(code(drafted, BatchCommand.draft(changed, MARIA, "d"))).isEqualTo(Lifecycle.Reason.CONFLICT);
    }

    @Test
    void contentThatCannotBePaidIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content("x", PartyId.of("acme"), List.of(paper, paper), 2, cad.of("1.00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content("x", PartyId.of("other"), List.of(paper), 1, cad.of("1.00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content(
                        "x",
                        PartyId.of("acme"),
                        List.of(paper),
                        1,
                        Amounts.in("USD").of("1.00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Item(order("p", "x", "9.00"), List.of(new Line("a", DAY, cad.of("8.00"), cad.of("0.00")))))
                .withMessageContaining("sum to 8.00 CAD, expected 9.00 CAD");
    }

    @Provide
    Arbitrary<List<String>> walks() {
        return Arbitraries.of(
                        "submit",
                        "ben",
                        "clara",
                        "maria",
                        "edit",
                        "clara-edits",
                        "cancel",
                        "decline",
                        "fund",
                        "release")
                .list()
                .ofMaxSize(12);
    }

    @Property
    void whatIsApprovedWasApprovedByTwoOthersSinceTheLastEdit(@ForAll("walks") List<String> walk) {
        SupplierBatch state = run(BatchCommand.draft(content, MARIA, "d"));
        Ledger ledger = fundedLedger();
        for (int i = 0; i < walk.size(); i++) {
            String key = "k" + i;
            BatchCommand command = switch (walk.get(i)) {
                case "ben" -> BatchCommand.approve(BEN, key);
                case "clara" -> BatchCommand.approve(CLARA, key);
                case "maria" -> BatchCommand.approve(Actor.approver("maria"), key);
                case "edit" -> BatchCommand.edit(content, MARIA, key);
                case "clara-edits" -> BatchCommand.edit(content, Actor.host("clara"), key);
                case "fund" ->
                    state.status() == BatchStatus.APPROVED
                            ? BatchCommand.fund(machine.reserve(state, ledger, NOW), MARIA, key)
                            : BatchCommand.release(MARIA, key);
                case "decline" -> BatchCommand.decline("no", BEN, key);
                default -> command(walk.get(i), MARIA, key);
            };
            Decision<SupplierBatch, BatchEvent> decision = machine.decide(state, command, NOW);
            machine.post(decision, ledger, NOW).orThrow();
            state = decision.state();
            boolean approved = List.of(BatchStatus.APPROVED, BatchStatus.FUNDED, BatchStatus.RELEASED)
                    .contains(state.status());
            if (approved) {
                assertThat(state.approvals().count()).isEqualTo(2);
                SupplierBatch now = state;
                assertThat(state.approvals().list())
                        .allSatisfy(one -> assertThat(now.makers()).noneMatch(one.by()::isSamePersonAs));
            }
            boolean held = state.status() == BatchStatus.FUNDED;
            assertThat(client(ledger).availableMinor()).isEqualTo(held ? 20000 : 50000);
        }
    }

    private BatchCommand command(String event, Actor by, String key) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> one.tableName().equals(event))
                .findFirst()
                .orElseThrow();
        BatchEvent.Detail detail = switch (kind) {
            case DRAFT, EDIT -> new BatchEvent.Drafted(content);
            case FUND -> new BatchEvent.Funded(1, "");
            case ITEM -> new BatchEvent.ItemResult(PaymentId.of("p-1"), PaymentStatus.SETTLED);
            default -> new BatchEvent.Noted("");
        };
        return new BatchCommand(kind, detail, by, IdempotencyKey.of(key));
    }

    private List<BatchCommand> path(BatchStatus status) {
        BatchCommand draft = BatchCommand.draft(content, MARIA, "d");
        BatchCommand submit = BatchCommand.submit(MARIA, "s");
        BatchCommand sign = BatchCommand.approve(BEN, "a1");
        BatchCommand approve = BatchCommand.approve(CLARA, "a2");
        BatchCommand fund = command("fund", MARIA, "f");
        BatchCommand release = BatchCommand.release(MARIA, "r");
        return switch (status) {
            case DRAFT -> List.of(draft);
            case AWAITING_APPROVAL -> List.of(draft, submit);
            case APPROVED -> List.of(draft, submit, sign, approve);
            case FUNDED -> List.of(draft, submit, sign, approve, fund);
            case RELEASED -> List.of(draft, submit, sign, approve, fund, release);
            case COMPLETED ->
                List.of(
                        draft,
                        submit,
                        sign,
                        approve,
                        fund,
                        release,
                        BatchCommand.item(PaymentId.of("p-1"), PaymentStatus.SETTLED, MARIA, "i1"),
                        BatchCommand.item(PaymentId.of("p-2"), PaymentStatus.RETURNED, MARIA, "i2"),
                        BatchCommand.allItemsEnded("end"));
            case CANCELLED -> List.of(draft, BatchCommand.cancel("x", MARIA, "c"));
            case REJECTED -> List.of(draft, submit, BatchCommand.decline("no", BEN, "n"));
        };
    }

    /** So that the next approval suffices. */
    private Map<String, SupplierBatch> statesBeforeTheLastSignature() {
        Map<String, SupplierBatch> states = states();
        SupplierBatch waiting = states.get("AWAITING_APPROVAL");
        states.put(
                "AWAITING_APPROVAL",
                machine.decide(waiting, BatchCommand.approve(BEN, "a1"), NOW).state());
        return states;
    }

    private Map<String, SupplierBatch> states() {
        Map<String, SupplierBatch> states = new LinkedHashMap<>();
        for (BatchStatus status : BatchStatus.values()) {
            states.put(status.name(), run(path(status).toArray(new BatchCommand[0])));
        }
        return states;
    }

    private SupplierBatch run(BatchCommand... commands) {
        SupplierBatch state = machine.initial();
        for (BatchCommand command : commands) {
            state = machine.decide(state, command, NOW).orThrow().state();
        }
        return state;
    }

    private Code code(SupplierBatch state, BatchCommand command) {
        return machine.decide(state, command, NOW).refusal().map(Refusal::code).orElseThrow();
    }

    private String unmet(SupplierBatch state, BatchCommand command) {
        Refusal refusal = machine.decide(state, command, NOW).refusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        return refusal.sentence();
    }
}
