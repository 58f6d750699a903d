package io.counterfoil.stripe.board;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.board.StripeBoard.Cash;
import io.counterfoil.stripe.board.StripeBoard.FeeLine;
import io.counterfoil.stripe.dispute.DisputeStanding;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.money.StripeAmounts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What is put into the file at the end of a month (STR-37): payouts, roll-forward, fees, disputes, unapplied cash and breaks, with one proof over all of them that
 * ties or says why not. Rows are not kept: a month of a million rows leaves its sums. Immutable.
 */
@Value.Immutable
public interface MonthEndPack {

    /** The days, in the account's zone. */
    DateRange period();

    /** Whose month. */
    StripeAccountId account();

    /** The payouts, in the order in which they were given. */
    List<PayoutLine> payouts();

    /** One per currency. */
    List<Proof> rollForward();

    /** That the ledger's account of the Stripe balance is what Stripe says, one per currency; empty without a ledger. */
    List<Proof> ledger();

    /** Fees of charges. */
    List<FeeLine> fees();

    /** That they are posted, one per currency. */
    List<Proof> feeProofs();

    /** That they are what was agreed, one per currency; empty without terms. */
    List<Proof> agreedFees();

    /** The disputes, in the order in which they were given. */
    List<DisputeStanding> disputes();

    /** Money that no payment used yet. */
    List<Cash> cash();

    /** What a person must settle. */
    List<Diagnostic> breaks();

    /** Whether all of it ties: PROVED, or UNPROVED where a figure is missing or estimated, or BROKEN. */
    Proof proof();

    /**
     * One payout of the month.
     *
     * @param payout which
     * @param status of its proof
     * @param members rows that it is made of
     * @param residualMinor what is not explained; empty where that cannot be said
     * @param breaks why it is not proved
     */
    record PayoutLine(
            PayoutFact payout, ProofStatus status, int members, OptionalLong residualMinor, List<StripeCode> breaks) {
        public PayoutLine {
            breaks = List.copyOf(breaks);
        }
    }

    /** What a month is proved from. Rows come as streams, each asked for once. */
    @Value.Immutable
    interface Books {

        /** Whose month. */
        StripeAccountId account();

        /** Balances at the beginning, available and pending; a currency that is not there was zero. */
        List<MonetaryAmount> opening();

        /** Balances at the end; a currency that is not there leaves the pack unproved. */
        List<MonetaryAmount> closing();

        /** Every row of the month; rows of other times are passed over. */
        Supplier<Stream<BalanceRow>> rows();

        /** The payouts of the month. */
        List<PayoutFact> payouts();

        /** The list of a payout's rows. */
        @Value.Default
        default Function<PayoutFact, Stream<BalanceRow>> payoutRows() {
            return payout -> Stream.empty();
        }

        /** The disputes that moved or ended. */
        List<DisputeFact> disputes();

        /** Movements of customers' cash. */
        List<CashBalanceFact> cash();

        /** What was agreed about fees; without it the month does not say whether they are right. */
        Optional<StripeBoard.FeeTerms> feeTerms();

        /** The ledger that the rows were posted to. */
        Optional<Ledger> ledger();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds books. Not thread-safe. */
        final class Builder extends ImmutableBooks.Builder {
            Builder() {}
        }
    }

    /** The pack as a document. */
    default Document toDocument() {
        StripeAmounts amounts = StripeAmounts.standard();
        Table.Builder payouts = Table.titled("Payouts")
                .text("payout", "Payout")
                .text("status", "Status")
                .number("rows", "Rows")
                .number("amount", "Amount")
                .text("breaks", "Breaks");
        int at = 0;
        for (PayoutLine line : payouts()) {
            payouts.row(
                    ++at + " " + line.payout().id(),
                    line.payout().id(),
                    line.status(),
                    line.members(),
                    amounts.convert(line.payout().currency(), line.payout().amountMinor())
                            .value()
                            .orElse(null),
                    line.breaks().toString());
        }
        Table.Builder disputes = Table.titled("Disputes")
                .text("dispute", "Dispute")
                .text("state", "State")
                .number("net", "Net")
                .text("breaks", "Breaks");
        at = 0;
        for (DisputeStanding standing : disputes()) {
            disputes.row(
                    ++at + " " + standing.dispute().id(),
                    standing.dispute().id(),
                    standing.dispute().state().name(),
                    amounts.convert(standing.dispute().currency(), standing.netMinor())
                            .value()
                            .orElse(null),
                    standing.breaks().toString());
        }
        Document.Builder document = Document.titled("Stripe month-end")
                .subtitle(account() + ", " + period())
                .callout(
                        proof().holds() ? Document.Tone.GOOD : Document.Tone.BAD,
                        proof().status().name(),
                        proof().sentence());
        Stream.of(rollForward(), ledger(), feeProofs(), agreedFees())
                .flatMap(List::stream)
                .forEach(proof -> document.paragraph(proof.sentence()));
        document.table(payouts.build()).table(disputes.build());
        breaks().forEach(found -> document.paragraph(found.code().id() + ": " + found.message()));
        return document.build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds packs. Not thread-safe. */
    final class Builder extends ImmutableMonthEndPack.Builder {
        Builder() {}
    }
}
