package io.counterfoil.payments.batch;

import io.counterfoil.payments.batch.BatchEvent.Kind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.ledger.internal.LedgerStep;
import io.counterfoil.payments.ledger.internal.LedgerSteps;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.ApprovalPolicy;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/**
 * The life of supplier batches (PAY-15): the table SUPPLIER_BATCH, and three rows beside it. {@code draft} says what is in a draft, {@code sign} keeps an
 * approval that does not suffice alone (both leave the state as it is), {@code item} tells how a payment of a released batch ended.
 *
 * <p>Money: {@link #reserve} holds the total (Dr client Cr inflight, pending) before {@code fund}; a release or a cancellation gives it back. The payments
 * hold their own money from their own submission on: release, then submit them in the same turn. Immutable, thread-safe.
 */
public final class SupplierBatches extends TableMachine<BatchStatus, SupplierBatch, BatchCommand, BatchEvent> {

    private static final Lifecycle<BatchStatus, BatchEvent> TABLE = LifecycleTable.Standard.SUPPLIER_BATCH
            .table()
            .plus(new LifecycleTable.Row("DRAFT", "draft", "DRAFT", Actor.Role.HOST, ""))
            .plus(new LifecycleTable.Row(
                    "AWAITING_APPROVAL",
                    "sign",
                    "AWAITING_APPROVAL",
                    Actor.Role.APPROVER,
                    "the approver is not a maker and has not approved it"))
            .plus(new LifecycleTable.Row(
                    "RELEASED", "item", "RELEASED", Actor.Role.HOST, "the payment is one of the batch and ended"))
            .over(BatchStatus.class, BatchEvent.class);

    private final AccountMap accounts;
    private final ApprovalPolicy policy;
    private final ZoneId zone;

    private SupplierBatches(AccountMap accounts, ApprovalPolicy policy, ZoneId zone) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** Why a command is refused before the table is asked. */
    public enum Refused implements Code {
        /** Nobody has said what is in it. */
        NOT_DRAFTED,
        /** An edit that is about another batch. */
        OTHER_BATCH;

        @Override
        public String id() {
            return "BATCH." + name();
        }
    }

    /** Batches booked to these accounts on the days of the zone, approved by this policy. */
    public static SupplierBatches of(AccountMap accounts, ApprovalPolicy policy, ZoneId zone) {
        return new SupplierBatches(accounts, policy, zone);
    }

    @Override
    public SupplierBatch initial() {
        return new SupplierBatch(BatchStatus.DRAFT, History.empty());
    }

    @Override
    public SupplierBatch evolve(SupplierBatch state, BatchEvent event) {
        BatchStatus next = TABLE.next(state.status(), event).orElse(state.status());
        return new SupplierBatch(next, state.history().plus(event));
    }

    @Override
    public Lifecycle<BatchStatus, BatchEvent> lifecycle() {
        return TABLE;
    }

    @Override
    protected Optional<Refusal> refusal(SupplierBatch state, BatchCommand command, Instant now) {
        Optional<SupplierBatch.Content> known = state.content();
        if (known.isEmpty() && command.kind() != Kind.DRAFT) {
            return Optional.of(Refusal.of(Refused.NOT_DRAFTED, "the batch was never drafted, expected draft first"));
        }
        if (known.isPresent()
                && command.detail() instanceof BatchEvent.Drafted drafted
                && !drafted.content().id().equals(known.orElseThrow().id())) {
            return Optional.of(Refusal.of(
                    Refused.OTHER_BATCH,
                    "batch '" + known.orElseThrow().id() + "' was given the content of '"
                            + drafted.content().id() + "', expected its own"));
        }
        return Optional.empty();
    }

    @Override
    protected List<BatchEvent> events(SupplierBatch state, BatchCommand command, Instant now) {
        Kind kind = command.kind();
        if (kind == Kind.APPROVE && state.status() == BatchStatus.AWAITING_APPROVAL) {
            MonetaryAmount total = state.content().orElseThrow().total();
            ApprovalPolicy.Approvals after = state.approvals().plus(command.by(), now);
            kind = policy.isReached(total, after) ? Kind.APPROVE : Kind.SIGN;
        }
        return List.of(new BatchEvent(kind, command.detail(), History.Stamped.Stamp.of(command, now)));
    }

    @Override
    protected Optional<String> unmet(SupplierBatch state, BatchEvent event, Instant now) {
        SupplierBatch.Content content = state.content().orElseThrow();
        return switch (event.kind()) {
            case SUBMIT -> miscounted(content);
            case SIGN, APPROVE -> notApproving(state, content, event);
            case FUND ->
                event.detail() instanceof BatchEvent.Funded funded
                                && !funded.refusal().isEmpty()
                        ? Optional.of("the ledger refused: " + funded.refusal())
                        : Optional.empty();
            case ITEM ->
                event.detail() instanceof BatchEvent.ItemResult result ? notEnding(content, result) : Optional.empty();
            case ALL_ITEMS_ENDED -> open(state);
            default -> Optional.empty();
        };
    }

    private static Optional<String> miscounted(SupplierBatch.Content content) {
        MonetaryAmount total = content.total();
        if (content.items().isEmpty()) {
            return Optional.of("it has no payments");
        }
        if (content.controlCount() != content.items().size()) {
            return Optional.of("control count " + content.controlCount() + ", payments "
                    + content.items().size());
        }
        return Amounts.minor(total) == Amounts.minor(content.controlTotal())
                ? Optional.empty()
                : Optional.of(
                        "control total " + Amounts.text(content.controlTotal()) + ", payments " + Amounts.text(total));
    }

    private Optional<String> notApproving(SupplierBatch state, SupplierBatch.Content content, BatchEvent event) {
        MonetaryAmount total = content.total();
        ApprovalPolicy.Approvals given = state.approvals();
        Optional<String> objection =
                policy.objection(total, state.makers(), given, event.stamp().by());
        if (objection.isPresent() || event.kind() == Kind.SIGN) {
            return objection;
        }
        ApprovalPolicy.Approvals after =
                given.plus(event.stamp().by(), event.stamp().at());
        return policy.isReached(total, after)
                ? Optional.empty()
                : Optional.of(after.count() + " of " + policy.needed(total) + " approvals");
    }

    private static Optional<String> notEnding(SupplierBatch.Content content, BatchEvent.ItemResult result) {
        PaymentId payment = result.payment();
        if (content.items().stream().noneMatch(item -> item.order().id().equals(payment))) {
            return Optional.of("payment " + payment + " is not in batch '" + content.id() + "'");
        }
        return isEnded(result.status())
                ? Optional.empty()
                : Optional.of("payment " + payment + " is " + result.status());
    }

    /** Whether a payment needs no more of the batch: the money moved, came back or will not move. */
    public static boolean isEnded(PaymentStatus status) {
        return switch (status.phase()) {
            case SETTLED -> status != PaymentStatus.DUE;
            case RETURNED, ENDED -> true;
            case ORDERED, IN_FLIGHT -> false;
        };
    }

    private static Optional<String> open(SupplierBatch state) {
        List<PaymentId> open = state.open();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(open.size() + " of "
                        + state.content().orElseThrow().items().size() + " payments are open: "
                        + open.stream().limit(5).map(PaymentId::value).collect(Collectors.joining(", "))
                        + (open.size() > 5 ? ", …" : ""));
    }

    @Override
    protected Evidence evidence(SupplierBatch after, List<BatchEvent> events) {
        return Evidence.lazily(() -> {
            SupplierBatch.Content content = after.content().orElseThrow();
            String approvals = after.status() == BatchStatus.AWAITING_APPROVAL
                    ? ", " + after.approvals().count() + " of " + policy.needed(content.total()) + " approvals"
                    : "";
            return List.of(new Evidence.Fact(
                    after.status(),
                    "batch '" + content.id() + "' of " + content.items().size() + " payments, "
                            + Amounts.text(content.total()) + ", is " + after.status() + approvals,
                    Map.of("batch", content.id())));
        });
    }

    /**
     * Holds the batch's money, before it is told with {@link BatchCommand#fund}; today where the period of its approval is locked; safe to repeat. After
     * a refusal, as for want of funds, each call is another attempt.
     *
     * @throws IllegalArgumentException where the batch is not APPROVED or FUNDED
     */
    public Posting reserve(SupplierBatch batch, Ledger ledger, Instant now) {
        if (batch.status() != BatchStatus.APPROVED && batch.status() != BatchStatus.FUNDED) {
            throw new IllegalArgumentException(
                    "batch is " + batch.status() + ", expected APPROVED before its money is reserved");
        }
        return steps(ledger, now).reserve(reservation(batch));
    }

    private Journal reservation(SupplierBatch batch) {
        SupplierBatch.Content content = batch.content().orElseThrow();
        MonetaryAmount total = content.total();
        AccountId client =
                accounts.of(AccountMap.Role.Core.CLIENT, content.client().value(), total.getCurrency());
        AccountId inflight = accounts.of(AccountMap.Role.Core.INFLIGHT, "batch", total.getCurrency());
        return journal(reservationId(content), content, approvedAt(batch))
                .debit(client, total)
                .credit(inflight, total);
    }

    /** The same journal whenever it is repeated: booked on the day of the last approval. */
    private static Instant approvedAt(SupplierBatch batch) {
        return batch.history().toList().stream()
                .filter(event -> event.kind() == Kind.APPROVE)
                .map(event -> event.stamp().at())
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private Journal journal(String id, SupplierBatch.Content content, Instant at) {
        return Journal.of(id).bookedOn(LocalDate.ofInstant(at, zone)).attribute("batch", content.id());
    }

    private static String reservationId(SupplierBatch.Content content) {
        return content.id() + ":reserve:batch";
    }

    /** What the decision means for the ledger, to look at: a release or a cancellation gives back what {@link #reserve} holds; no legs. */
    public List<Journal> journals(Decision<SupplierBatch, BatchEvent> decision) {
        SupplierBatch batch = decision.state();
        return decision.events().stream()
                .filter(event -> event.kind() == Kind.RELEASE || event.kind() == Kind.CANCEL)
                .map(event -> {
                    SupplierBatch.Content content = batch.content().orElseThrow();
                    String id = content.id() + ":" + event.eventName() + ":"
                            + event.stamp().key();
                    return journal(id, content, event.stamp().at());
                })
                .toList();
    }

    /** Books the decision, today where its period is locked; safe to repeat. A cancellation of what was never reserved has nothing to give back. */
    public Posting post(Decision<SupplierBatch, BatchEvent> decision, Ledger ledger, Instant now) {
        LedgerSteps steps = steps(ledger, now);
        return steps.writeAll(journals(decision).stream()
                .flatMap(journal -> steps
                        .reserved(JournalId.of(
                                reservationId(decision.state().content().orElseThrow())))
                        .map(held -> LedgerStep.release(journal, held))
                        .stream())
                .toList());
    }

    private LedgerSteps steps(Ledger ledger, Instant now) {
        return new LedgerSteps(ledger, LocalDate.ofInstant(now, zone), now);
    }
}
