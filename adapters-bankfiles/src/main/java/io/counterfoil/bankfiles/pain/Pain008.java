package io.counterfoil.bankfiles.pain;

import io.counterfoil.bankfiles.fixedwidth.Problems;
import io.counterfoil.bankfiles.pain.internal.PainMessage;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Direct debits, pain.008.001.08 (BNK-53): one part for each collection date, sequence and scheme. Immutable. */
public final class Pain008 {

    private final PainMessage message;

    private Pain008(PainMessage message) {
        this.message = message;
    }

    /** A message with the id, 35 characters at most, without debits yet. */
    public static Builder builder(String messageId) {
        return new Builder(messageId);
    }

    /** Writes the message in UTF-8; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        message.writeTo(out);
    }

    /** What the bank said about every debit, from statuses of one report or of several in the order in which they came (BNK-55). */
    public StatusReport match(Stream<BankRecord.StatusItem> received) {
        return StatusReport.of(message, received.toList());
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "pain.008 " + message.id() + " of " + message.transactions().size() + " debits";
    }

    /** Where in the life of a mandate a debit stands. */
    public enum Sequence {
        /** First of several. */
        FRST,
        /** One of several. */
        RCUR,
        /** The only one. */
        OOFF,
        /** Last of several. */
        FNAL
    }

    /**
     * The mandate that a debit is made under.
     *
     * @param signedOn when it was signed
     * @param sequence where in its life the debit stands
     * @param scheme core or between businesses
     */
    public record MandateUse(LocalDate signedOn, Sequence sequence, RailTerms.SepaScheme scheme) {
        public MandateUse {
            Objects.requireNonNull(signedOn, "signedOn");
            Objects.requireNonNull(sequence, "sequence");
            if (scheme != RailTerms.SepaScheme.SDD_CORE && scheme != RailTerms.SepaScheme.SDD_B2B) {
                throw new IllegalArgumentException("scheme " + scheme + " of a debit, expected SDD_CORE or SDD_B2B");
            }
        }
    }

    /** Collects debits. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final List<PainMessage.Transaction> transactions = new ArrayList<>();
        private PainMessage.Side ours = new PainMessage.Side("", AccountNumber.iban(""), "", "", false);

        private Builder(String id) {
            this.id = id;
        }

        /** Who collects, to which account, under which creditor identifier. */
        public Builder creditor(String name, AccountNumber account, String creditorIdentifier) {
            ours = new PainMessage.Side(name, account, ours.bic(), creditorIdentifier, ours.single());
            return this;
        }

        /** BIC of our bank; the IBAN says it where none is given. */
        public Builder bank(String bic) {
            ours = new PainMessage.Side(ours.name(), ours.account(), bic, ours.schemeId(), ours.single());
            return this;
        }

        /** An order under its mandate. */
        public Builder add(PaymentOrder order, AccountNumber account, String name, MandateUse mandate) {
            transactions.add(new PainMessage.Transaction(
                    order,
                    account,
                    name,
                    "",
                    mandate.signedOn(),
                    mandate.sequence().name(),
                    mandate.scheme() == RailTerms.SepaScheme.SDD_B2B ? "B2B" : "CORE"));
            return this;
        }

        /**
         * The message, or every problem that stands in its way.
         *
         * @param now when it is made
         */
        public Checked<Pain008> build(Instant now) {
            Problems problems = new Problems("pain.008 " + id);
            PainMessage.check(problems, id, Rail.Direction.DEBIT, ours, transactions);
            return problems.result(
                    () -> new Pain008(new PainMessage(id, Rail.Direction.DEBIT, ours, transactions, now)));
        }
    }
}
