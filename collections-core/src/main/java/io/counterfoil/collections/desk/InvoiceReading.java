package io.counterfoil.collections.desk;

import io.counterfoil.collections.desk.DeskOutcome.Kind;
import io.counterfoil.collections.desk.DeskOutcome.PaymentState;
import io.counterfoil.collections.desk.DeskOutcome.ProviderPayment;
import io.counterfoil.collections.desk.DeskTable.Pair;
import io.counterfoil.collections.desk.DeskTable.Verdict;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.StatusTable.AmountStanding;
import io.counterfoil.reconciliation.status.StatusTable.InvoiceStanding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges one invoice beside all payments that belong to it. Confined to one judgement. */
final class InvoiceReading {

    private static final Code CURRENCY_MISMATCH = Code.of("DESK.CURRENCY_MISMATCH");
    private static final Code SEVERAL = Code.of("DESK.SEVERAL_CANDIDATES");
    private static final Code LINKED_BEFORE = Code.of("DESK.LINKED_BEFORE");
    private static final Set<String> PAYMENT_REFERENCES = Set.of("payment", "payment_intent", "charge");

    private final DeskTable table;
    private final Invoice invoice;
    private final List<ProviderPayment> payments;
    private final AsOf asOf;
    private final Amounts amounts;
    private final List<ProviderPayment> paying = new ArrayList<>();
    private final List<ProviderPayment> extra = new ArrayList<>();
    private final List<ProviderPayment> goneBack = new ArrayList<>();
    private @Nullable String linked;

    InvoiceReading(DeskTable table, Invoice invoice, List<ProviderPayment> payments, AsOf asOf) {
        this.table = table;
        this.invoice = invoice;
        this.payments = payments.stream()
                .sorted(Comparator.comparing(ProviderPayment::on).thenComparing(ProviderPayment::id))
                .toList();
        this.asOf = asOf;
        this.amounts = Amounts.in(invoice.amount().getCurrency());
    }

    /** The outcome; candidates are readings that the matching could not choose between. */
    DeskOutcome judge(Resolution<Match> resolution, boolean isContested, String owner) {
        Verdict verdict = isContested
                ? new Verdict(
                        Kind.AMBIGUOUS,
                        InvoiceAction.REVIEW,
                        Evidence.of(SEVERAL, "several payments fit invoice " + invoice.id() + " equally well"))
                : verdict();
        boolean isOwed = invoice.status() == Invoice.Status.PENDING || invoice.status() == Invoice.Status.FAILED;
        long open = isOwed ? Amounts.minor(invoice.open()) : 0;
        long paid = sum(paying);
        long applied =
                verdict.kind() == Kind.MARK_PAID || verdict.kind() == Kind.PARTLY_PAID ? Math.min(open, paid) : 0;
        long back = verdict.kind() == Kind.REOPEN ? sum(goneBack) : 0;
        long onAccount = applied > 0 ? paid - applied : 0;
        boolean isExtra =
                verdict.kind() == Kind.DUPLICATE_PAYMENT || verdict.kind() == Kind.PAID_BUT_CANCELLED || applied > 0;
        return DeskOutcome.builder()
                .kind(verdict.kind())
                .invoice(invoice)
                .action(verdict.action())
                .events(events(verdict.kind(), applied))
                .key(key(verdict.kind()))
                .resolution(resolution)
                .evidence(verdict.evidence())
                .asOf(asOf)
                .payments(payments)
                .remaining(amounts.ofMinor(Math.addExact(open - applied, back)))
                .applied(amounts.ofMinor(applied))
                .onAccount(amounts.ofMinor(onAccount))
                .refundCandidate(amounts.ofMinor(isExtra ? sum(extra) : 0))
                .linked(Optional.ofNullable(linked))
                .owner(owner)
                .build();
    }

    private IdempotencyKey key(Kind kind) {
        List<String> facts = payments.stream()
                .map(payment -> payment.id() + " " + payment.state() + " " + Amounts.text(payment.amount()))
                .toList();
        return IdempotencyKey.derived("desk", invoice.id(), kind, invoice.status(), facts);
    }

    private Verdict verdict() {
        return switch (invoice.status()) {
            case PENDING -> open(InvoiceStanding.PENDING);
            case FAILED -> open(InvoiceStanding.FAILED);
            case PAID -> paid();
            case VOID -> cancelled();
        };
    }

    private Verdict open(InvoiceStanding standing) {
        List<ProviderPayment> fresh =
                payments.stream().filter(payment -> !isRecorded(payment)).toList();
        List<ProviderPayment> came = in(fresh, PaymentState.SUCCEEDED);
        Optional<Verdict> foreign = foreign(came);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        if (!came.isEmpty()) {
            return pay(came, standing);
        }
        if (fresh.isEmpty() && !payments.isEmpty()) {
            return new Verdict(
                    Kind.NO_CHANGE,
                    InvoiceAction.NONE,
                    Evidence.of(LINKED_BEFORE, "every payment is recorded on invoice " + invoice.id() + " already"));
        }
        return decisive(fresh).map(payment -> one(payment, standing)).orElseGet(() -> without(standing));
    }

    /** Payments that came fill the invoice in their order; what comes after it is full is a refund candidate. */
    private Verdict pay(List<ProviderPayment> came, InvoiceStanding standing) {
        long open = Amounts.minor(invoice.open());
        long paid = 0;
        for (ProviderPayment payment : came) {
            if (paid >= open && !paying.isEmpty()) {
                extra.add(payment);
            } else {
                paying.add(payment);
                paid = Math.addExact(paid, Amounts.minor(payment.amount()));
            }
        }
        linked = paying.get(0).id();
        AmountStanding amount = AmountStanding.of(amounts.ofMinor(paid), invoice.open());
        return table.decide(pair(standing, PaymentState.SUCCEEDED, amount));
    }

    private Verdict paid() {
        boolean isRecorded = invoice.references().keySet().stream().anyMatch(PAYMENT_REFERENCES::contains)
                || payments.stream().anyMatch(this::isRecorded);
        if (payments.isEmpty()) {
            return without(isRecorded ? InvoiceStanding.PAID_BY_THIS : InvoiceStanding.PAID_UNLINKED);
        }
        if (!isRecorded) {
            return paidWithoutRecord();
        }
        payments.stream().filter(this::isRecorded).findFirst().ifPresent(payment -> linked = payment.id());
        return gravest(payments);
    }

    /** Marked paid, and nothing says by which payment: one of the same amount is linked, the others stand beside it. */
    private Verdict paidWithoutRecord() {
        List<ProviderPayment> came = in(payments, PaymentState.SUCCEEDED);
        Optional<Verdict> foreign = foreign(came);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        Optional<ProviderPayment> equal = came.stream()
                .filter(payment -> Amounts.minor(payment.amount()) == Amounts.minor(invoice.amount()))
                .findFirst();
        if (equal.isPresent()) {
            linked = equal.get().id();
            Verdict link =
                    table.decide(pair(InvoiceStanding.PAID_UNLINKED, PaymentState.SUCCEEDED, AmountStanding.EQUAL));
            List<ProviderPayment> beside = payments.stream()
                    .filter(payment -> !payment.id().equals(linked))
                    .toList();
            return beside.isEmpty() ? link : graver(link, gravest(beside));
        }
        if (!came.isEmpty()) {
            AmountStanding amount = AmountStanding.of(came.get(0).amount(), invoice.amount());
            return table.decide(pair(InvoiceStanding.PAID_UNLINKED, PaymentState.SUCCEEDED, amount));
        }
        ProviderPayment last = decisive(payments).orElseThrow();
        return one(last, InvoiceStanding.PAID_UNLINKED);
    }

    private Verdict cancelled() {
        extra.addAll(in(payments, PaymentState.SUCCEEDED));
        Optional<Verdict> foreign = foreign(extra);
        if (foreign.isPresent()) {
            extra.clear();
            return foreign.get();
        }
        return payments.isEmpty() ? without(InvoiceStanding.VOID) : gravest(payments);
    }

    private Verdict gravest(List<ProviderPayment> some) {
        Verdict gravest = null;
        for (ProviderPayment payment : some) {
            InvoiceStanding standing = invoice.status() == Invoice.Status.VOID
                    ? InvoiceStanding.VOID
                    : isRecorded(payment) ? InvoiceStanding.PAID_BY_THIS : InvoiceStanding.PAID_BY_OTHER;
            Verdict verdict = one(payment, standing);
            if (verdict.kind() == Kind.DUPLICATE_PAYMENT) {
                extra.add(payment);
            }
            gravest = gravest == null ? verdict : graver(gravest, verdict);
        }
        return java.util.Objects.requireNonNull(gravest, "payments");
    }

    private static Verdict graver(Verdict one, Verdict other) {
        return other.kind().compareTo(one.kind()) < 0 ? other : one;
    }

    private Verdict one(ProviderPayment payment, InvoiceStanding standing) {
        if (!sameCurrency(payment)) {
            return mismatch(payment);
        }
        Verdict verdict = table.decide(pair(standing, payment.state(), AmountStanding.ANY));
        if (verdict.kind() == Kind.REOPEN) {
            goneBack.add(payment);
        }
        return verdict;
    }

    private Verdict without(InvoiceStanding standing) {
        return table.decide(pair(standing, PaymentState.NONE, AmountStanding.ANY));
    }

    private Pair pair(InvoiceStanding standing, PaymentState state, AmountStanding amount) {
        boolean isOverdue = invoice.dueOn().orElse(invoice.issuedOn()).isBefore(asOf.effective());
        return new Pair(invoice.status(), standing, state, amount, isOverdue);
    }

    /** What may still bring money goes before what failed; of these, the latest. */
    private static Optional<ProviderPayment> decisive(List<ProviderPayment> some) {
        for (PaymentState state : List.of(PaymentState.DISPUTED, PaymentState.PROCESSING)) {
            List<ProviderPayment> live = in(some, state);
            if (!live.isEmpty()) {
                return Optional.of(live.get(live.size() - 1));
            }
        }
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1));
    }

    private static List<ProviderPayment> in(List<ProviderPayment> some, PaymentState state) {
        return some.stream().filter(payment -> payment.state() == state).toList();
    }

    /** Whether billing has the payment on the invoice, by its own id; a share of one goes by the id of the whole. */
    private boolean isRecorded(ProviderPayment payment) {
        String share = "/" + invoice.id();
        String whole = payment.id().endsWith(share)
                ? payment.id().substring(0, payment.id().length() - share.length())
                : payment.id();
        return invoice.references().containsValue(payment.id())
                || invoice.references().containsValue(whole);
    }

    private boolean sameCurrency(ProviderPayment payment) {
        return payment.amount()
                .getCurrency()
                .getCurrencyCode()
                .equals(amounts.currency().getCurrencyCode());
    }

    private Optional<Verdict> foreign(List<ProviderPayment> came) {
        return came.stream()
                .filter(payment -> !sameCurrency(payment))
                .findFirst()
                .map(this::mismatch);
    }

    private Verdict mismatch(ProviderPayment payment) {
        return new Verdict(
                Kind.REVIEW,
                InvoiceAction.REVIEW,
                Evidence.of(
                        CURRENCY_MISMATCH,
                        "payment " + payment.id() + " is in "
                                + payment.amount().getCurrency().getCurrencyCode() + ", invoice " + invoice.id()
                                + " in " + amounts.currency().getCurrencyCode()));
    }

    private static long sum(List<ProviderPayment> some) {
        long sum = 0;
        for (ProviderPayment payment : some) {
            sum = Math.addExact(sum, Amounts.minor(payment.amount()));
        }
        return sum;
    }

    private List<ReceivableEvent> events(Kind kind, long applied) {
        List<ReceivableEvent> events = new ArrayList<>();
        if (kind == Kind.REOPEN) {
            for (ProviderPayment payment : goneBack) {
                events.add(new Reversed(
                        ReceivableEventId.of(payment.id() + "/" + payment.state()),
                        OpenItemId.of(payment.id()),
                        ReversalKind.RETURNED,
                        payment.on(),
                        asOf.knownAt()));
            }
        }
        long left = applied;
        if (applied > 0) {
            for (ProviderPayment payment : paying) {
                events.add(receipt(payment));
                long part = Math.min(left, Amounts.minor(payment.amount()));
                left -= part;
                if (part > 0) {
                    events.add(allocate(payment, part));
                }
            }
        }
        if (applied > 0 || kind == Kind.DUPLICATE_PAYMENT || kind == Kind.PAID_BUT_CANCELLED) {
            extra.forEach(payment -> events.add(receipt(payment)));
        }
        return events;
    }

    private ReceivableEvent receipt(ProviderPayment payment) {
        return new ItemIssued(OpenItem.builder()
                .id(OpenItemId.of(payment.id()))
                .party(invoice.customer())
                .kind(OpenItemKind.RECEIPT)
                .amount(payment.amount())
                .issued(payment.on())
                .recordedAt(asOf.knownAt())
                .build());
    }

    private ReceivableEvent allocate(ProviderPayment payment, long minor) {
        LocalDate day = payment.on().isBefore(invoice.issuedOn()) ? invoice.issuedOn() : payment.on();
        return new Allocated(
                ReceivableEventId.of(payment.id() + ">" + invoice.id()),
                OpenItemId.of(payment.id()),
                OpenItemId.of(invoice.id().value()),
                amounts.ofMinor(minor),
                day,
                asOf.knownAt());
    }
}
