package io.counterfoil.payments.bill;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * The payment of a bill, folded from its events. Immutable.
 *
 * @param status where it stands
 * @param history what happened
 */
public record BillPayment(BillStatus status, History<BillEvent> history)
        implements TableMachine.Fold<BillStatus, BillEvent> {

    /**
     * What the client wants paid.
     *
     * @param id names the payment for ever
     * @param payer the client
     * @param biller who sent the bill
     * @param accountNumber the payer's number at the biller, as the payer gave it; a card number is refused
     * @param amount above 0
     * @param corrects the payment whose misapplication this record follows; empty for a payment of its own
     */
    public record Bill(
            String id, PartyId payer, PartyId biller, String accountNumber, MonetaryAmount amount, String corrects) {

        public Bill {
            Objects.requireNonNull(payer, "payer");
            Objects.requireNonNull(biller, "biller");
            Objects.requireNonNull(corrects, "corrects");
            if (id.isBlank() || accountNumber.isBlank() || id.equals(corrects)) {
                throw new IllegalArgumentException("bill payment '" + id + "' to " + biller + " correcting '" + corrects
                        + "', expected an id of its own and an account number");
            }
            if (PanRedactor.holdsCardData(accountNumber)) {
                throw new IllegalArgumentException("account number of bill payment '" + id + "' to " + biller
                        + " is a card number, expected none\nMaybe the biller knows the account by another number.");
            }
            if (Amounts.minor(amount) <= 0) {
                throw new IllegalArgumentException(
                        "bill payment '" + id + "' of " + Amounts.text(amount) + ", expected above 0");
            }
        }

        /** A payment of its own. */
        public static Bill of(String id, PartyId payer, PartyId biller, String accountNumber, MonetaryAmount amount) {
            return new Bill(id, payer, biller, accountNumber, amount, "");
        }

        /** The subject of an alert about the payment. */
        public SubjectRef subject() {
            return SubjectRef.of("bill-payment", id);
        }

        /** Shows the account number by its last four characters. */
        @Override
        public String toString() {
            return "bill payment " + id + " of " + Amounts.text(amount) + " by " + payer + " to " + biller + " "
                    + BillPayments.Biller.shown(accountNumber);
        }
    }

    /** How a bill that was sent reaches its biller. */
    public sealed interface Dispatch {}

    /**
     * A line of the network's file.
     *
     * @param networkCode the biller
     * @param accountNumber the payer's number at the biller
     * @param amount how much
     * @param date the day on which it was sent
     * @param reference the payment's id
     */
    public record NetworkLine(
            String networkCode, String accountNumber, MonetaryAmount amount, LocalDate date, String reference)
            implements Dispatch {

        /** Shows the account number by its last four characters. */
        @Override
        public String toString() {
            return reference + " " + networkCode + " " + BillPayments.Biller.shown(accountNumber) + " "
                    + Amounts.text(amount) + " " + date;
        }
    }

    /**
     * A transfer to the biller's bank account.
     *
     * @param order a credit whose remittance reference is the payer's number at the biller
     */
    public record Transfer(PaymentOrder order) implements Dispatch {}

    /** What the client wants paid; empty before it was received. */
    public Optional<Bill> bill() {
        return find(BillEvent.Kind.RECEIVE).map(event -> ((BillEvent.Received) event.detail()).bill());
    }

    /** The biller that takes the account number; empty before it was matched. */
    public Optional<BillPayments.Biller> biller() {
        return find(BillEvent.Kind.MATCH).map(event -> ((BillEvent.Matched) event.detail()).biller());
    }

    /** Whether it follows the misapplication of a payment that had been sent. */
    public boolean isCorrection() {
        return bill().filter(bill -> !bill.corrects().isEmpty()).isPresent();
    }

    Optional<BillEvent> find(BillEvent.Kind kind) {
        return history.toList().stream().filter(event -> event.kind() == kind).findFirst();
    }
}
