package io.counterfoil.bankfiles.pain;

import io.counterfoil.bankfiles.fixedwidth.Problems;
import io.counterfoil.bankfiles.pain.internal.PainMessage;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.rail.Rail;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Credit transfers, pain.001.001.09 (BNK-53): one part for each execution date. Immutable. */
public final class Pain001 {

    private final PainMessage message;

    private Pain001(PainMessage message) {
        this.message = message;
    }

    /** A message with the id, 35 characters at most, without transfers yet. */
    public static Builder builder(String messageId) {
        return new Builder(messageId);
    }

    /** Writes the message in UTF-8; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        message.writeTo(out);
    }

    /** What the bank said about every transfer, from statuses of one report or of several in the order in which they came (BNK-55). */
    public StatusReport match(Stream<BankRecord.StatusItem> received) {
        return StatusReport.of(message, received.toList());
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "pain.001 " + message.id() + " of " + message.transactions().size() + " transfers";
    }

    /** Collects transfers. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final List<PainMessage.Transaction> transactions = new ArrayList<>();
        private PainMessage.Side ours = new PainMessage.Side("", AccountNumber.iban(""), "", "", false);

        private Builder(String id) {
            this.id = id;
        }

        /** Who pays, from which account. */
        public Builder debtor(String name, AccountNumber account) {
            ours = new PainMessage.Side(name, account, ours.bic(), "", ours.single());
            return this;
        }

        /** BIC of our bank; the IBAN says it where none is given. */
        public Builder bank(String bic) {
            ours = new PainMessage.Side(ours.name(), ours.account(), bic, "", ours.single());
            return this;
        }

        /** Books each transfer on its own; they are booked in one sum without. */
        public Builder bookedSingly() {
            ours = new PainMessage.Side(ours.name(), ours.account(), ours.bic(), "", true);
            return this;
        }

        /** An order: its transaction code, where it has one, is the purpose; its structured reference is kept as one where it is of ISO 11649. */
        public Builder add(PaymentOrder order, AccountNumber account, String name) {
            return add(order, account, name, "");
        }

        /** The same with the BIC of the payee's bank. */
        public Builder add(PaymentOrder order, AccountNumber account, String name, String bic) {
            transactions.add(new PainMessage.Transaction(order, account, name, bic, order.requestedOn(), "", ""));
            return this;
        }

        /**
         * The message, or every problem that stands in its way.
         *
         * @param now when it is made
         */
        public Checked<Pain001> build(Instant now) {
            Problems problems = new Problems("pain.001 " + id);
            PainMessage.check(problems, id, Rail.Direction.CREDIT, ours, transactions);
            return problems.result(
                    () -> new Pain001(new PainMessage(id, Rail.Direction.CREDIT, ours, transactions, now)));
        }
    }
}
