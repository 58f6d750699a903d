package io.counterfoil.stripe;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.backfill.BackfillPlan;
import io.counterfoil.stripe.backfill.BackfillReport;
import io.counterfoil.stripe.backfill.CheckReport;
import io.counterfoil.stripe.backfill.internal.SelfCheck;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.LinkPolicy;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.invoice.internal.FactIndex;
import io.counterfoil.stripe.invoice.internal.InvoiceResolver;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.BankLinePolicy;
import io.counterfoil.stripe.payout.PayoutLink;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.payout.internal.BankLineMatcher;
import io.counterfoil.stripe.payout.internal.PayoutProver;
import io.counterfoil.stripe.payout.internal.RollForward;
import io.counterfoil.stripe.posting.ChargeLinks;
import io.counterfoil.stripe.posting.PostingPolicy;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.RowPostings;
import io.counterfoil.stripe.posting.internal.PostingTable;
import io.counterfoil.stripe.transport.StripeTransport;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
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
public final class Stripe extends StripeStandings {

    private final StripeAmounts amounts;
    private final PayoutProver prover;
    private final InvoiceResolver resolver;
    private final BankLineMatcher bankLines;
    private final PaymentFacts facts;
    private final StripePostings postings;
    private final StripeReads reads;

    private Stripe(Builder builder) {
        this(builder.parts());
    }

    private Stripe(Parts parts) {
        super(parts);
        this.amounts = parts.amounts();
        this.prover = parts.prover();
        this.resolver = parts.resolver();
        this.bankLines = parts.bankLines();
        this.facts = parts.facts();
        this.postings = parts.postings();
        this.reads = parts.reads();
    }

    /** A builder of an engine over facts alone, which asks Stripe nothing; accounts must be given. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder of an engine that reads Stripe and acts there by itself; accounts must be given. */
    public static Builder builder(StripeTransport transport) {
        return new Builder().transport(transport);
    }

    /** This engine with links from rows to invoices, such as {@link #linksOf} gives after matching. */
    public Stripe withLinks(ChargeLinks found) {
        return new Stripe(parts().with(Objects.requireNonNull(found, "found")));
    }

    /** Looks at key mode, API versions and permissions, and names what is missing (STR-21). */
    public CheckReport selfCheck(Instant now) {
        return new SelfCheck(reads.connection()).run(reads.sweep().sweptAt(), now);
    }

    /** Reads what the plan says into the fact store; a run that was cut goes on where it stopped (STR-18). One run an account at a time. */
    public BackfillReport backfill(BackfillPlan plan, Instant now) {
        return reads.backfill().run(plan, now);
    }

    /** Reads the objects of events that Stripe could not deliver (STR-19). */
    public BackfillReport sweepUndelivered(Instant now) {
        return reads.sweep().run(now);
    }

    /** Reads what notices made worth reading, such as the balance rows of a charge: a notice is a trigger, the API is the truth (STR-23). */
    public BackfillReport pull(Collection<Pull> pulls, Instant now) {
        return reads.backfill().pull(pulls, now);
    }

    /** The object as it is now; empty where it cannot be read. Fit for {@code StripeIntake.Builder.reader}. */
    public Optional<StripeFact> read(Pull pull) {
        return reads.backfill().read(pull.path());
    }

    /**
     * Pulls the payout and its rows and proves it; attributes a manual one.
     *
     * @param asOf rows created after {@code knownAt} are not seen
     * @throws java.io.UncheckedIOException where Stripe cannot be read
     */
    public PayoutProof provePayout(String payoutId, AsOf asOf) {
        StripeReads.PayoutRows pulled = reads.payout(payoutId);
        return provePayout(pulled.payout(), pulled.rows().stream(), asOf);
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

    /**
     * Rolls the payments balance forward, one proof per currency (specification 4.8): opening + Σ net of the rows = closing, available and pending together.
     *
     * @param opening the balances at the beginning of the first day; a currency that is not there was zero
     * @param rows of any time and balance; those created on the days count, each id once
     * @param days in the account's zone
     * @param closing the balances at the end of the last day; a currency that is not there gives UNPROVED with {@link StripeCode#NOT_READY}
     */
    public List<Proof> proveBalance(
            StripeAccountId account,
            List<MonetaryAmount> opening,
            Stream<BalanceRow> rows,
            DateRange days,
            List<MonetaryAmount> closing) {
        return RollForward.of(account, amounts)
                .prove(opening, rows, postings.journals().window(days), closing);
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
        return postings.assess(row);
    }

    /**
     * The journals of a row: one, or none where the row moves no money or cannot be posted.
     *
     * <p>The journal's id is {@code stripe:<account>:<mode>:<row>}; its day is the row's creation in the account's zone.
     */
    public List<Journal> journals(BalanceRow row) {
        return postings.journals(row);
    }

    /** The journals of every row of the payout's list. */
    public List<Journal> journals(PayoutProof proof) {
        return proof.rows().stream().flatMap(row -> journals(row).stream()).toList();
    }

    /** The journal of a payout that was found at the bank: debit bank, credit payout in transit. None for another. */
    public List<Journal> journals(PayoutLink link) {
        return postings.journals(link);
    }

    /**
     * The journal of a lost dispute: what the dispute still holds of the money becomes a loss (specification 4.13). None where it is not lost or holds
     * nothing.
     *
     * @param rows of the dispute
     * @param lostOn the day of the loss
     */
    public List<Journal> journals(DisputeFact dispute, List<BalanceRow> rows, LocalDate lostOn) {
        return postings.journals(dispute, rows, lostOn);
    }

    /**
     * The journal of an overpayment: what no invoice gets of a linked payment leaves the receivable for unapplied cash, so that the receivable stays equal
     * to the open invoices. None where everything was applied, or nothing was linked (an unlinked row is posted to unapplied cash at once).
     *
     * @param linkedOn the day on which it was linked
     */
    public List<Journal> journals(InvoiceLink link, LocalDate linkedOn) {
        return postings.journals(link, linkedOn);
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
        return postings.post(rows, ledger, now);
    }

    /** Builds engines. Not thread-safe. */
    public static final class Builder extends ReadingBuilder {

        private StripeAmounts amounts = StripeAmounts.standard();
        private PostingPolicy postings = PostingPolicy.standard();
        private LinkPolicy evidence = LinkPolicy.standard();
        private BankLinePolicy bank = BankLinePolicy.standard();
        private ChargeLinks links = ChargeLinks.none();
        private Function<String, Optional<PartyId>> customers = id -> Optional.empty();
        private final List<StripeFact> facts = new ArrayList<>();
        private @Nullable AccountMap accounts;
        private ZoneId zone = ZoneOffset.UTC;
        private VersionedBytes register = VersionedBytes.inMemory();
        private String returnUrl = "";

        private Builder() {}

        /** Which link is the one of an invoice; in memory unless stated, which holds for one process alone. */
        public Builder links(VersionedBytes store) {
            this.register = Objects.requireNonNull(store, "store");
            return this;
        }

        /** Where customers go after a checkout session; needed for sessions alone. */
        public Builder returnUrl(URI url) {
            this.returnUrl = url.toString();
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        /** The host's ledger accounts by role, such as {@code AccountMap.builder().standard(GBP, StripeAccountRole.values()).build()}. Required. */
        public Builder accounts(AccountMap map) {
            this.accounts = Objects.requireNonNull(map, "map");
            return this;
        }

        /** The zone of the Stripe account, in which instants become days; UTC unless stated. */
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

        private Parts parts() {
            PostingTable table = PostingTable.of(postings);
            AccountMap map = Objects.requireNonNull(accounts, "accounts: the account map must be given");
            return new Parts(
                    amounts,
                    PayoutProver.of(amounts, table),
                    InvoiceResolver.of(evidence),
                    BankLineMatcher.of(bank, amounts),
                    PaymentFacts.builder(zone)
                            .amounts(amounts)
                            .customers(customers)
                            .facts(facts)
                            .build(),
                    new FactIndex(facts),
                    new StripePostings(table, links, new RowJournals(map, amounts, zone)),
                    reads(),
                    register,
                    returnUrl);
        }

        /** The engine. */
        public Stripe build() {
            return new Stripe(this);
        }
    }
}
