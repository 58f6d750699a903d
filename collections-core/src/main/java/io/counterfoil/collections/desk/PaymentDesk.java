package io.counterfoil.collections.desk;

import io.counterfoil.collections.desk.DeskOutcome.Kind;
import io.counterfoil.collections.desk.DeskOutcome.PaymentState;
import io.counterfoil.collections.desk.DeskOutcome.ProviderPayment;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * The payment desk (COL-63, COL-71): booking invoices beside provider payments and bank lines. Immutable, thread-safe.
 *
 * <p>A run's left side are payments of providers and banks, its right side the invoices, by their numbers. A line that no provider tells the state of, such as a
 * bank's, is money that came.
 */
public final class PaymentDesk {

    private final AccountMap accounts;
    private final Map<String, ProviderPayment> payments;
    private final Function<Invoice, String> owner;
    private final Set<Invoice.Status> statuses;
    private final DeskTable table = new DeskTable();

    private PaymentDesk(Builder builder) {
        accounts = builder.accounts;
        payments = Map.copyOf(builder.payments);
        owner = builder.owner;
        statuses = Set.copyOf(builder.statuses);
    }

    /** A new builder; the map must have {@link DeskRole#RECEIVABLE} and {@link AccountMap.Role.Core#UNAPPLIED} for the currencies that are posted. */
    public static Builder builder(AccountMap accounts) {
        return new Builder(accounts);
    }

    /**
     * What becomes of every invoice of the statuses that the desk works on, exactly one outcome each, by invoice number.
     *
     * @param invoices the billing system, as it is read now
     * @param run payments and bank lines on the left, invoices on the right
     */
    public List<DeskOutcome> propose(InvoiceSource invoices, Reconciliation run, AsOf asOf) {
        List<Invoice> read = invoices.byStatus(statuses);
        Assignment assignment = assign(read, run);
        List<DeskOutcome> outcomes = new ArrayList<>();
        for (Invoice invoice : read) {
            List<ProviderPayment> own = assignment.payments.getOrDefault(invoice.id(), List.of());
            boolean isContested = assignment.contested.contains(invoice.id()) && own.isEmpty();
            outcomes.add(new InvoiceReading(table, invoice, own, asOf)
                    .judge(resolution(run, invoice), isContested, owner.apply(invoice)));
        }
        return outcomes;
    }

    /** What becomes of one invoice beside the payments that are known to be for it; nothing was matched. */
    public DeskOutcome assess(Invoice invoice, List<ProviderPayment> known, AsOf asOf) {
        return new InvoiceReading(table, invoice, known, asOf)
                .judge(new Resolution.None<>(List.of()), false, owner.apply(invoice));
    }

    private static Resolution<Match> resolution(Reconciliation run, Invoice invoice) {
        ItemId id = ItemId.of(invoice.id().value());
        boolean isThere = run.items(Side.RIGHT).anyMatch(item -> item.id().equals(id));
        return isThere ? run.resolution(Side.RIGHT, id) : new Resolution.None<>(List.of());
    }

    /** Which payments belong to which invoice. */
    private static final class Assignment {
        private final Map<InvoiceId, List<ProviderPayment>> payments = new HashMap<>();
        private final Set<InvoiceId> contested = new HashSet<>();
        private final Set<String> assigned = new HashSet<>();

        private void add(InvoiceId invoice, ProviderPayment payment) {
            List<ProviderPayment> own = payments.computeIfAbsent(invoice, id -> new ArrayList<>());
            if (own.stream().noneMatch(other -> other.id().equals(payment.id()))) {
                own.add(payment);
            }
            assigned.add(payment.id());
        }
    }

    /** A provider's word that a payment is for an invoice goes before what the matching found for it. */
    private Assignment assign(List<Invoice> read, Reconciliation run) {
        Assignment assignment = new Assignment();
        Map<String, Invoice> byNumber = new HashMap<>();
        read.forEach(invoice -> byNumber.put(invoice.id().value(), invoice));
        payments.values().stream()
                .filter(payment -> payment.invoice()
                        .filter(number -> byNumber.containsKey(number.value()))
                        .isPresent())
                .forEach(payment -> assignment.add(payment.invoice().orElseThrow(), payment));
        Map<String, ItemView> lines = new HashMap<>();
        run.items(Side.LEFT).forEach(line -> lines.put(line.id().value(), line));
        run.matches().forEach(match -> {
            if (match.decision() == PassDecision.Outcome.CONFIRM) {
                assign(match, lines, byNumber, assignment);
            } else {
                match.right().forEach(portion -> contest(portion.item(), byNumber, assignment));
            }
        });
        run.ambiguities()
                .flatMap(ambiguity -> ambiguity.alternatives().stream())
                .flatMap(match -> match.right().stream())
                .forEach(portion -> contest(portion.item(), byNumber, assignment));
        run.truncations()
                .flatMap(truncated -> truncated.best().stream())
                .flatMap(match -> match.right().stream())
                .forEach(portion -> contest(portion.item(), byNumber, assignment));
        return assignment;
    }

    private static void contest(ItemId item, Map<String, Invoice> byNumber, Assignment assignment) {
        Optional.ofNullable(byNumber.get(item.value())).ifPresent(invoice -> assignment.contested.add(invoice.id()));
    }

    /** A match of many to many says what belongs together and not which pays which: each invoice of it is contested. */
    private void assign(
            Match match, Map<String, ItemView> lines, Map<String, Invoice> byNumber, Assignment assignment) {
        boolean isMany = match.left().size() > 1 && match.right().size() > 1;
        for (Match.Portion right : match.right()) {
            Invoice invoice = byNumber.get(right.item().value());
            if (invoice == null) {
                continue;
            }
            if (isMany) {
                assignment.contested.add(invoice.id());
                continue;
            }
            for (Match.Portion left : match.left()) {
                ProviderPayment known = payment(
                        Objects.requireNonNull(lines.get(left.item().value()), () -> "line " + left.item()), left);
                boolean isElsewhere = known.invoice()
                        .filter(number -> !number.equals(invoice.id()))
                        .isPresent();
                if (!isElsewhere) {
                    assignment.add(
                            invoice.id(),
                            match.right().size() == 1 ? known : share(known, right.amount(), invoice.id()));
                }
            }
        }
    }

    private ProviderPayment payment(ItemView line, Match.Portion portion) {
        ProviderPayment known = payments.get(portion.item().value());
        return known == null
                ? ProviderPayment.of(portion.item().value(), PaymentState.SUCCEEDED, portion.amount(), line.day())
                : known;
    }

    /** What one payment of several invoices is for one of them. */
    private static ProviderPayment share(ProviderPayment payment, MonetaryAmount part, InvoiceId invoice) {
        return new ProviderPayment(
                payment.id() + "/" + invoice, payment.state(), part, payment.on(), Optional.of(invoice));
    }

    /** What an outcome books: an applied payment moves money from unapplied to the receivable, a re-opened invoice moves it back. Nothing for the others. */
    public List<Journal> journals(DeskOutcome outcome) {
        CurrencyUnit currency = outcome.invoice().amount().getCurrency();
        boolean isReopened = outcome.kind() == Kind.REOPEN;
        MonetaryAmount moved = isReopened ? outcome.remaining() : outcome.applied();
        if (!moved.isPositive()) {
            return List.of();
        }
        AccountId receivable = accounts.of(DeskRole.RECEIVABLE, currency);
        AccountId unapplied = accounts.of(AccountMap.Role.Core.UNAPPLIED, currency);
        return List.of(Journal.of(outcome.key().value())
                .bookedOn(outcome.asOf().effective())
                .debit(isReopened ? receivable : unapplied, moved)
                .credit(isReopened ? unapplied : receivable, moved)
                .attribute("invoice", outcome.invoice().id().value())
                .attribute("outcome", outcome.kind().name()));
    }

    /** Books an outcome; safe to repeat. The answer is the last journal's, or the first refusal. */
    public Posting post(DeskOutcome outcome, Ledger ledger, Instant now) {
        Posting last = Posting.nothing();
        for (Journal journal : journals(outcome)) {
            last = ledger.post(journal, now);
            if (last.refusal().isPresent()) {
                return last;
            }
        }
        return last;
    }

    /** Whether what was sent to the billing system is there, by reading it again (COL-71). What the host was not told counts as not answered. */
    public WriteBackReport assess(List<DeskOutcome> sent, InvoiceSource reread, AsOf asOf) {
        return WriteBackReport.of(sent, Map.of(), reread, asOf);
    }

    /** The same with what the billing system answered to each command, by the command's key. */
    public WriteBackReport assess(
            List<DeskOutcome> sent, Map<String, WriteBackReport.Answer> answers, InvoiceSource reread, AsOf asOf) {
        return WriteBackReport.of(sent, answers, reread, asOf);
    }

    /** Counts and amounts of the outcomes, tied to what was read: every invoice once, every payment on an outcome or listed as belonging to none. */
    public DeskDashboard dashboard(List<DeskOutcome> outcomes, InvoiceSource invoices, Reconciliation run, AsOf asOf) {
        Map<String, ProviderPayment> all = new TreeMap<>(payments);
        run.items(Side.LEFT)
                .forEach(line -> all.computeIfAbsent(
                        line.id().value(),
                        id -> ProviderPayment.of(id, PaymentState.SUCCEEDED, line.amount(), line.day())));
        return DeskDashboard.of(outcomes, invoices.byStatus(statuses), List.copyOf(all.values()), asOf);
    }

    /** The account roles of the desk. */
    public enum DeskRole implements AccountMap.Role {
        /** What customers owe by invoice. */
        RECEIVABLE("receivable", Account.Kind.ASSET);

        private final String id;
        private final Account.Kind kind;

        DeskRole(String id, Account.Kind kind) {
            this.id = id;
            this.kind = kind;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Account.Kind kind() {
            return kind;
        }
    }

    /** Builds desks. Not thread-safe. */
    public static final class Builder {

        private final AccountMap accounts;
        private final Map<String, ProviderPayment> payments = new LinkedHashMap<>();
        private final Set<Invoice.Status> statuses = new TreeSet<>(Set.of(Invoice.Status.values()));
        private Function<Invoice, String> owner = invoice -> "";

        private Builder(AccountMap accounts) {
            this.accounts = Objects.requireNonNull(accounts, "accounts");
        }

        /**
         * How payments stand at their providers.
         *
         * @throws IllegalArgumentException where one comes twice
         */
        public Builder payments(Collection<ProviderPayment> some) {
            for (ProviderPayment payment : some) {
                if (payments.putIfAbsent(payment.id(), payment) != null) {
                    throw new IllegalArgumentException(
                            "payment " + payment.id() + " is there twice, expected its latest state once");
                }
            }
            return this;
        }

        /** Who works on an invoice; nobody unless stated. */
        public Builder owner(Function<Invoice, String> ofInvoice) {
            owner = Objects.requireNonNull(ofInvoice, "ofInvoice");
            return this;
        }

        /** Invoices of which statuses the desk works on; all of them unless stated. */
        public Builder statuses(Set<Invoice.Status> some) {
            statuses.clear();
            statuses.addAll(some);
            return this;
        }

        /** The desk. */
        public PaymentDesk build() {
            return new PaymentDesk(this);
        }
    }
}
