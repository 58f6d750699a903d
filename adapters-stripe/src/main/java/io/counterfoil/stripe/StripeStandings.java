package io.counterfoil.stripe;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.board.MonthEndPack;
import io.counterfoil.stripe.board.StripeBoard;
import io.counterfoil.stripe.decline.DeclineAdvice;
import io.counterfoil.stripe.decline.internal.DeclineAdvisor;
import io.counterfoil.stripe.dispute.DisputeStanding;
import io.counterfoil.stripe.dispute.RefundStanding;
import io.counterfoil.stripe.dispute.internal.DisputeRules;
import io.counterfoil.stripe.dispute.internal.RefundRules;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.FraudWarningFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentLinkFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.InvoiceStanding;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.invoice.internal.FactIndex;
import io.counterfoil.stripe.invoice.internal.InvoiceAssessor;
import io.counterfoil.stripe.invoice.internal.InvoiceResolver;
import io.counterfoil.stripe.link.LinkMessage;
import io.counterfoil.stripe.link.LinkProposal;
import io.counterfoil.stripe.link.internal.LinkDesk;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.payout.internal.BankLineMatcher;
import io.counterfoil.stripe.payout.internal.PayoutProver;
import io.counterfoil.stripe.posting.ChargeLinks;
import io.counterfoil.stripe.report.internal.ReportProver;
import io.counterfoil.stripe.report.internal.ReportReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an engine says and proposes about single invoices, links, disputes, refunds, reports and periods; {@link Stripe} is its only form. Immutable. */
abstract sealed class StripeStandings permits Stripe {

    private final Parts parts;

    StripeStandings(Parts parts) {
        this.parts = parts;
    }

    /** What an engine is made of. */
    record Parts(
            StripeAmounts amounts,
            PayoutProver prover,
            InvoiceResolver resolver,
            BankLineMatcher bankLines,
            PaymentFacts facts,
            FactIndex index,
            StripePostings postings,
            StripeReads reads,
            VersionedBytes register,
            String returnUrl) {

        Parts with(ChargeLinks links) {
            return new Parts(
                    amounts,
                    prover,
                    resolver,
                    bankLines,
                    facts,
                    index,
                    postings.with(links),
                    reads,
                    register,
                    returnUrl);
        }
    }

    Parts parts() {
        return parts;
    }

    private StripeAmounts amounts() {
        return parts.amounts();
    }

    private FactIndex index() {
        return parts.index();
    }

    private StripePostings postings() {
        return parts.postings();
    }

    private StripeReads reads() {
        return parts.reads();
    }

    private InvoiceResolver resolver() {
        return parts.resolver();
    }

    private PaymentFacts facts() {
        return parts.facts();
    }

    private PayoutProver prover() {
        return parts.prover();
    }

    /** How Stripe's invoice really stands: its own status, its payments (given, embedded and among the facts()), returns, credit notes and what is under way. */
    public InvoiceStanding assess(InvoiceFact invoice, List<InvoicePaymentFact> payments, AsOf asOf) {
        FactIndex seen = new FactIndex(index().all().stream()
                .filter(fact -> !(fact instanceof ChargeFact charge)
                        || !charge.createdAt().isAfter(asOf.knownAt()))
                .toList());
        return new InvoiceAssessor(seen, amounts()).assess(invoice, payments);
    }

    /** What should be done to ask for the invoice's money, as far as the register of links and the facts know. */
    public LinkProposal proposeLink(Invoice invoice, Instant now) {
        return proposeLink(invoice, LinkProposal.Kind.PAYMENT_LINK, now);
    }

    /** What should be done to ask for the invoice's money in the given form. */
    public LinkProposal proposeLink(Invoice invoice, LinkProposal.Kind kind, Instant now) {
        Optional<LinkProposal.Current> current = reads().canAsk() ? desk().known(invoice) : Optional.empty();
        return LinkDesk.propose(invoice, kind, current, isInFlight(invoice), amounts(), now);
    }

    /** What should be done to ask for the invoice's money, beside the link that the host knows. */
    public LinkProposal proposeLink(Invoice invoice, PaymentLinkFact current, Instant now) {
        return LinkDesk.propose(
                invoice,
                LinkProposal.Kind.PAYMENT_LINK,
                Optional.of(LinkProposal.Current.of(current)),
                isInFlight(invoice),
                amounts(),
                now);
    }

    /** Whether a payment for the invoice is under way: one among the facts names it beyond doubt and is not settled yet. */
    private boolean isInFlight(Invoice invoice) {
        List<PaymentEvidence> underWay = facts().payments().stream()
                .filter(payment -> payment.standing() == StatusTable.PaymentStanding.PROCESSING)
                .toList();
        return resolver().match(underWay, InvoiceSource.inMemory(List.of(invoice))).stream()
                .anyMatch(
                        link -> link.strongest().filter(InvoiceLink.Rank::hard).isPresent()
                                && link.candidates().contains(invoice));
    }

    /**
     * Does what the proposal says, after asking Stripe how the link stands now; at most one usable link per invoice is left.
     *
     * @param key the caller's name for the act, kept for the audit
     * @throws IllegalStateException for an engine without transport
     */
    public LinkMessage perform(LinkProposal proposal, Actor by, IdempotencyKey key, Instant now) {
        return desk().perform(proposal, new LinkDesk.Act(by, key, now));
    }

    /**
     * Takes a payment with a stored method of the customer, as staff do in the portal (STR-48): the link of the invoice is ended first, and none is taken where a
     * payment is under way. The same invoice, amount, method and generation are one payment, whoever repeats it.
     *
     * @param instrument such as {@code pm_1}
     * @param generation from 1; a deliberate second payment has another
     * @throws IllegalStateException for an engine without transport
     */
    public LinkMessage takePayment(
            LinkProposal proposal, String instrument, int generation, Actor by, IdempotencyKey key, Instant now) {
        return desk().take(proposal, instrument, generation, new LinkDesk.Act(by, key, now));
    }

    /**
     * Ends the link of an invoice whose money came another way, or that is no longer owed, so that nobody pays it twice (STR-43). One that was ended before is ended. Refused
     * where there is none, where it cannot be ended, and where somebody is paying with it: then the payment is to be awaited, and paid back if it comes.
     */
    public LinkMessage endLink(Invoice invoice, Actor by, IdempotencyKey key, Instant now) {
        return desk().end(invoice, new LinkDesk.Act(by, key, now));
    }

    private LinkDesk desk() {
        return new LinkDesk(
                new LinkDesk.Settings(reads().connection(), parts.register(), parts.amounts(), parts.returnUrl()));
    }

    /** How a dispute stands at the instant: its money by its rows (given and embedded), its clock, and what contradicts its state. */
    public DisputeStanding assess(DisputeFact dispute, List<BalanceRow> rows, AsOf asOf) {
        return new DisputeRules(amounts(), ReturnCodes.bundled()).assess(dispute, rows, asOf.knownAt());
    }

    /** How a refund stands, by those of the rows that are its own. */
    public RefundStanding assess(RefundFact refund, List<BalanceRow> rows) {
        return RefundRules.assess(refund, rows);
    }

    /** What to do about a declined charge, after so many failed attempts with the same method before it among the facts(). */
    public DeclineAdvice assess(ChargeFact declined) {
        return DeclineAdvisor.standard().assess(declined, index().failedBefore(declined));
    }

    /** That the row's amount is the charge's at the row's rate, within one minor unit; UNPROVED where the row states no rate. */
    public Proof proveFx(ChargeFact charge, BalanceRow row) {
        return FxProofs.prove(charge, row, amounts());
    }

    /**
     * Reads an itemised report of the account (payout reconciliation, balance change, ending balance); days and times in the account's zone. What cannot be read is
     * among the findings with its record and column, the rest is read.
     *
     * @throws IOException where the file cannot be read
     */
    public Checked<List<BalanceRow>> readReport(Reader csv) throws IOException {
        Checked<List<ReportReader.Numbered>> read = new ReportReader(
                        new ReportReader.Settings(
                                reads().ownAccount(),
                                reads().ownMode(),
                                postings().journals().zone()),
                        amounts(),
                        parts.postings().table())
                .read(csv, '.');
        return Checked.of(
                read.value().orElse(List.of()).stream()
                        .map(ReportReader.Numbered::row)
                        .toList(),
                read.diagnostics());
    }

    /** That the report's rows are the API's, row by row; every difference is listed. */
    public Proof proveReport(List<BalanceRow> reported, Stream<BalanceRow> rows) {
        return ReportProver.prove(reported, rows, amounts());
    }

    /** Proves an automatic payout by the rows that a report lists for it, which lack the payout's own. */
    public PayoutProof proveReported(PayoutFact payout, Stream<BalanceRow> reported) {
        Stream<BalanceRow> members =
                reported.filter(row -> row.payout().filter(payout.id()::equals).isPresent());
        return prover().prove(payout, members, PayoutProver.ListSource.REPORT, facts());
    }

    /** The refund that a second payment of a paid invoice calls for (STR-51); none for another link. */
    public Optional<RefundStanding.Proposal> proposeRefund(InvoiceLink link) {
        return Refunds.duplicate(link);
    }

    /** The refund that should come before the dispute (STR-58); none for a charge that is not known, refunded or not actionable. */
    public Optional<RefundStanding.Proposal> proposeRefund(FraudWarningFact warning) {
        return Refunds.before(warning, index(), amounts());
    }

    /** Payments that no invoice of the host explains, with where they came from (STR-51). */
    public static List<PaymentEvidence> outside(Collection<InvoiceLink> links) {
        return links.stream()
                .filter(link -> link.shares().isEmpty() && link.candidates().isEmpty())
                .map(InvoiceLink::payment)
                .toList();
    }

    /** Money that customers sent by bank transfer, matched by what they wrote (STR-46): a suggestion or a link, by the same ladder as payments. */
    public List<InvoiceLink> matchCash(List<CashBalanceFact> funded, InvoiceSource invoices) {
        return resolver()
                .match(Refunds.cash(funded, amounts(), postings().journals().zone()), invoices);
    }

    /** Charges that succeeded longer ago than the limit and have no balance row yet (STR-24); what lives by a test clock never ages. */
    public List<Alert> missingRows(Duration limit, AsOf asOf) {
        return Refunds.missingRows(index(), limit, asOf.knownAt());
    }

    /** The board of the days: payments, fees and unapplied cash, from facts and rows in any order, each object once. */
    public StripeBoard board(Stream<? extends StripeFact> given, DateRange period) {
        return month().board(given, period);
    }

    /**
     * That Stripe charged what was agreed, one proof per currency: the fee of each payment among the rows, before tax, against the host's own terms. Every payment that was
     * charged otherwise is named, the first hundred of them.
     *
     * @param rows each once; those that are no payment are passed over
     */
    public List<Proof> proveFees(Stream<BalanceRow> rows, StripeBoard.FeeTerms terms) {
        return month().proveFees(rows, terms);
    }

    /** Proves a month: payouts, roll-forward, ledger, fees and disputes, as one. Rows are read once, as a stream. */
    public MonthEndPack proveMonth(MonthEndPack.Books books, DateRange period, AsOf asOf) {
        return month().pack(books, period, asOf);
    }

    private StripeMonth month() {
        return new StripeMonth((Stripe) this, postings(), index(), amounts());
    }
}
