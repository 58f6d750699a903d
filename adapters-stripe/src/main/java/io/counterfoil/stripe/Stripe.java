package io.counterfoil.stripe;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.InvoiceResolver;
import io.counterfoil.stripe.invoice.LinkPolicy;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.BankLineMatcher;
import io.counterfoil.stripe.payout.BankLinePolicy;
import io.counterfoil.stripe.payout.PayoutLink;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.payout.PayoutProver;
import io.counterfoil.stripe.payout.RollForward;
import io.counterfoil.stripe.posting.ChargeLinks;
import io.counterfoil.stripe.posting.PostingPolicy;
import io.counterfoil.stripe.posting.PostingTable;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.RowPostings;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * The engine over Stripe's facts: proves payouts, posts balance rows, finds invoices and bank lines.
 *
 * <p>Built once with the host's accounts, zone and policies; the facts about charges and payment intents that it was given decide what payments a payout
 * is made of. Amounts are exact; days are those of the account's zone. Immutable, thread-safe (posting is as safe as the ledger).
 */
public final class Stripe {

    private final StripeAmounts amounts;
    private final PostingTable table;
    private final PayoutProver prover;
    private final InvoiceResolver resolver;
    private final BankLineMatcher bankLines;
    private final PaymentFacts facts;
    private final ChargeLinks links;
    private final RowJournals journals;

    private Stripe(Builder builder) {
        this.amounts = builder.amounts;
        this.table = PostingTable.of(builder.postings);
        this.prover = PayoutProver.of(amounts, table);
        this.resolver = InvoiceResolver.of(builder.evidence);
        this.bankLines = BankLineMatcher.of(builder.bank, amounts);
        this.links = builder.links;
        ZoneId zone = Objects.requireNonNull(builder.zone, "zone: the time zone of the Stripe account must be given");
        this.facts = PaymentFacts.builder(zone)
                .amounts(amounts)
                .customers(builder.customers)
                .facts(builder.facts)
                .build();
        this.journals = new RowJournals(
                Objects.requireNonNull(builder.accounts, "accounts: the account map must be given"), amounts, zone);
    }

    /** A builder; accounts and zone must be given. */
    public static Builder builder() {
        return new Builder();
    }

    /** This engine with links from rows to invoices, such as {@link #linksOf} gives after matching. */
    public Stripe withLinks(ChargeLinks found) {
        return new Stripe(this, found);
    }

    private Stripe(Stripe other, ChargeLinks links) {
        this.amounts = other.amounts;
        this.table = other.table;
        this.prover = other.prover;
        this.resolver = other.resolver;
        this.bankLines = other.bankLines;
        this.facts = other.facts;
        this.links = Objects.requireNonNull(links, "links");
        this.journals = other.journals;
    }

    /** The payments that the engine's facts make. */
    public PaymentFacts payments() {
        return facts;
    }

    /**
     * Proves an automatic payout by the list of its rows, its own row included; attributes a manual one (UNPROVED with code ESTIMATED).
     *
     * @param rows as Stripe lists them for the payout; for a manual payout the rows of the account
     * @param asOf rows created after {@code knownAt} are not seen
     */
    public PayoutProof provePayout(PayoutFact payout, Stream<BalanceRow> rows, AsOf asOf) {
        return prover.prove(payout, known(rows, asOf), facts);
    }

    /** Attributes a manual payout, after what earlier payouts claimed. */
    public PayoutProof attributePayout(
            PayoutFact payout, Stream<BalanceRow> rows, Collection<PayoutProof.Claim> earlier, AsOf asOf) {
        return prover.attribute(payout, known(rows, asOf), earlier);
    }

    private static Stream<BalanceRow> known(Stream<BalanceRow> rows, AsOf asOf) {
        return rows.filter(row -> !row.createdAt().isAfter(asOf.knownAt()));
    }

    /** Rolls the payments balance forward, one proof per currency; see {@link RollForward}. */
    public List<Proof> proveBalance(
            StripeAccountId account,
            List<MonetaryAmount> opening,
            Stream<BalanceRow> rows,
            RollForward.Window window,
            List<MonetaryAmount> closing) {
        return RollForward.of(account, amounts).prove(opening, rows, window, closing);
    }

    /** A link for each payment, in their order. */
    public List<InvoiceLink> matchInvoices(List<PaymentEvidence> payments, InvoiceSource invoices) {
        return resolver.match(payments, invoices);
    }

    /** A link for each payout that is neither failed nor cancelled, in their order. */
    public List<PayoutLink> matchPayouts(List<PayoutFact> payouts, List<StatementEntry> lines) {
        return bankLines.match(payouts, lines);
    }

    /** Links from the rows of payments to the invoices that get a share of them, for {@link #withLinks}. */
    public static ChargeLinks linksOf(Collection<InvoiceLink> links) {
        Map<String, InvoiceId> invoices = new HashMap<>();
        for (InvoiceLink link : links) {
            link.shares().stream().findFirst().ifPresent(share -> {
                PaymentEvidence payment = link.payment();
                payment.charge().ifPresent(id -> invoices.put(id, share.invoice()));
                payment.balanceTransaction().ifPresent(id -> invoices.put(id, share.invoice()));
                payment.failureBalanceTransaction().ifPresent(id -> invoices.put(id, share.invoice()));
            });
        }
        return ChargeLinks.of(invoices);
    }

    /** How the row is posted, by roles. */
    public RowPosting assess(BalanceRow row) {
        return table.assess(row, links.invoiceOf(row).isPresent());
    }

    /**
     * The journals of a row: one, or none where the row moves no money or cannot be posted.
     *
     * <p>The journal's id is {@code stripe:<account>:<mode>:<row>}; its day is the row's creation in the account's zone.
     */
    public List<Journal> journals(BalanceRow row) {
        return journals.journal(assess(row)).value().flatMap(Function.identity()).stream()
                .toList();
    }

    /** The journals of every row of the payout's list. */
    public List<Journal> journals(PayoutProof proof) {
        return proof.rows().stream().flatMap(row -> journals(row).stream()).toList();
    }

    /** The journal of a payout that was found at the bank: debit bank, credit payout in transit. None for another. */
    public List<Journal> journals(PayoutLink link) {
        if (link.status() != PayoutLink.Status.MATCHED) {
            return List.of();
        }
        StatementEntry line = link.lines().get(0);
        long minor = link.payout().amountMinor();
        String id = "stripe:" + link.payout().key().map(ObjectKey::toString).orElse("") + ":bank";
        return transfer(
                id,
                line.bookedOn(),
                link.payout().currency(),
                minor,
                StripeAccountRole.BANK,
                StripeAccountRole.PAYOUT_IN_TRANSIT);
    }

    /**
     * The journal of a lost dispute: what the dispute still holds of the money becomes a loss (specification 4.13). None where it is not lost or holds
     * nothing.
     *
     * @param rows of the dispute
     * @param lostOn the day of the loss
     */
    public List<Journal> journals(DisputeFact dispute, List<BalanceRow> rows, LocalDate lostOn) {
        if (!dispute.state().is("LOST")) {
            return List.of();
        }
        long held = 0;
        for (BalanceRow row : rows) {
            for (RowPosting.Leg leg : assess(row).legs()) {
                held = leg.role() == StripeAccountRole.DISPUTED_FUNDS ? Math.addExact(held, leg.minor()) : held;
            }
        }
        String id = "stripe:" + dispute.key().map(ObjectKey::toString).orElse("") + ":lost";
        String currency = rows.stream().map(BalanceRow::currency).findFirst().orElse(dispute.currency());
        return transfer(
                id, lostOn, currency, held, StripeAccountRole.CHARGEBACK_LOSS, StripeAccountRole.DISPUTED_FUNDS);
    }

    /**
     * The journal of an overpayment: what no invoice gets of a linked payment leaves the receivable for unapplied cash, so that the receivable stays equal
     * to the open invoices. None where everything was applied, or nothing was linked (an unlinked row is posted to unapplied cash at once).
     *
     * @param linkedOn the day on which it was linked
     */
    public List<Journal> journals(InvoiceLink link, LocalDate linkedOn) {
        MonetaryAmount rest = link.unapplied();
        if (link.shares().isEmpty() || !rest.isPositive()) {
            return List.of();
        }
        AccountId receivable = journals.accounts().of(StripeAccountRole.RECEIVABLE, rest.getCurrency());
        AccountId unapplied = journals.accounts().of(StripeAccountRole.UNAPPLIED_CASH, rest.getCurrency());
        return List.of(Journal.of("stripe:unapplied:" + link.payment().paymentId())
                .bookedOn(linkedOn)
                .debit(receivable, rest)
                .credit(unapplied, rest));
    }

    private List<Journal> transfer(
            String id, LocalDate day, String currency, long minor, StripeAccountRole... debitThenCredit) {
        List<RowPosting.Leg> legs = List.of(
                new RowPosting.Leg(debitThenCredit[0], minor),
                new RowPosting.Leg(debitThenCredit[1], Math.negateExact(minor)));
        return journals.journal(id, day, currency, legs).journal().orThrow().stream()
                .toList();
    }

    /** Posts the row; a repetition changes nothing. */
    public RowPostings post(BalanceRow row, Ledger ledger, Instant now) {
        return post(List.of(row), ledger, now);
    }

    /** Posts every row of the payout's list, whether the proof holds or not: rows are truth either way. A repetition changes nothing. */
    public RowPostings post(PayoutProof proof, Ledger ledger, Instant now) {
        return post(proof.rows(), ledger, now);
    }

    /** Posts the rows, oldest first; a repetition changes nothing. */
    public RowPostings post(Collection<BalanceRow> rows, Ledger ledger, Instant now) {
        RowPostings.Builder result = RowPostings.builder();
        List<BalanceRow> ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparing(BalanceRow::createdAt).thenComparing(BalanceRow::id));
        for (BalanceRow row : ordered) {
            RowPosting posting = assess(row);
            Checked<Optional<Journal>> journal = journals.journal(posting);
            boolean unsound = posting.breaks().contains(StripeCode.LINE_ARITHMETIC);
            posting.breaks().forEach(code -> result.addBreak(diagnostic(row, code)));
            result.addAllBreaks(journal.diagnostics());
            if (unsound || journal.value().isEmpty()) {
                result.addWithheld(posting);
            } else {
                journal.value().get().ifPresent(written -> result.addPosting(ledger.post(written, now)));
            }
        }
        return result.build();
    }

    private static Diagnostic diagnostic(BalanceRow row, StripeCode code) {
        Diagnostic.Location at = Diagnostic.Location.of(row.id());
        return code == StripeCode.LINE_ARITHMETIC
                ? Diagnostic.error(code, "row " + row.id() + ": net is not amount less fee, the row is not posted", at)
                : Diagnostic.warning(code, "row " + row.id() + ": " + code.id() + ", a person must settle it", at);
    }

    /** Builds engines. Not thread-safe. */
    public static final class Builder {

        private StripeAmounts amounts = StripeAmounts.standard();
        private PostingPolicy postings = PostingPolicy.standard();
        private LinkPolicy evidence = LinkPolicy.standard();
        private BankLinePolicy bank = BankLinePolicy.standard();
        private ChargeLinks links = ChargeLinks.none();
        private Function<String, Optional<PartyId>> customers = id -> Optional.empty();
        private final List<StripeFact> facts = new ArrayList<>();
        private @Nullable AccountMap accounts;
        private @Nullable ZoneId zone;

        private Builder() {}

        /** The host's ledger accounts by role, such as {@code AccountMap.builder().standard(GBP, StripeAccountRole.values()).build()}. Required. */
        public Builder accounts(AccountMap map) {
            this.accounts = Objects.requireNonNull(map, "map");
            return this;
        }

        /** The zone of the Stripe account, in which instants become days. Required. */
        public Builder zone(ZoneId accountZone) {
            this.zone = Objects.requireNonNull(accountZone, "accountZone");
            return this;
        }

        /** Minor units; the documented ones unless stated. */
        public Builder amounts(StripeAmounts minorUnits) {
            this.amounts = Objects.requireNonNull(minorUnits, "minorUnits");
            return this;
        }

        /** Choices in posting. */
        public Builder postings(PostingPolicy policy) {
            this.postings = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** How evidence about invoices is read. */
        public Builder evidence(LinkPolicy policy) {
            this.evidence = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** How payouts are sought at the bank. */
        public Builder bank(BankLinePolicy policy) {
            this.bank = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** Charges, payment intents, invoices, invoice payments and disputes; other facts are passed over. */
        public Builder facts(Collection<? extends StripeFact> more) {
            this.facts.addAll(more);
            return this;
        }

        /** Which of the host's customers a customer of Stripe's is; nobody unless stated. */
        public Builder customers(Function<String, Optional<PartyId>> lookup) {
            this.customers = Objects.requireNonNull(lookup, "lookup");
            return this;
        }

        /** Which rows belong to invoices of the host; none unless stated. */
        public Builder links(ChargeLinks found) {
            this.links = Objects.requireNonNull(found, "found");
            return this;
        }

        /** The engine. */
        public Stripe build() {
            return new Stripe(this);
        }
    }
}
