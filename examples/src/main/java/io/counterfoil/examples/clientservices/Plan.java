package io.counterfoil.examples.clientservices;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens in the month, as the generator knows it: amounts in minor units, and the fate of each payment. Whoever counts here needs no library.
 *
 * @param openings what each client had on the evening before
 * @param debits collections from payers' accounts
 * @param supplierInvoices what two clients owe suppliers
 * @param wires large payments out
 * @param credits money that comes in at the bank, announced or not
 * @param bills bills that clients' customers pay to billers
 * @param cards card sales
 * @param mails what the mailboxes receive
 */
public record Plan(
        Map<String, Long> openings,
        List<Debit> debits,
        List<SupplierInvoice> supplierInvoices,
        List<Wire> wires,
        List<Credit> credits,
        List<Bill> bills,
        List<Card> cards,
        List<Mail> mails) {

    /** Own money in the pooled account. */
    static final long FLOAT = 1_000_000;

    /** What the bank takes for a wire, and what it took once. */
    static final long WIRE_CHARGE = 1_500;

    static final long WRONG_WIRE_CHARGE = 2_500;

    /** What the acquirer takes for a chargeback. */
    static final long CHARGEBACK_FEE = 1_500;

    /** How much of a returned wire the banks on its way kept. */
    static final long KEPT_OF_WIRE = 1_500;

    public Plan {
        openings = Map.copyOf(openings);
        debits = List.copyOf(debits);
        supplierInvoices = List.copyOf(supplierInvoices);
        wires = List.copyOf(wires);
        credits = List.copyOf(credits);
        bills = List.copyOf(bills);
        cards = List.copyOf(cards);
        mails = List.copyOf(mails);
    }

    /** What becomes of a debit. */
    public enum Fate {
        SETTLES(""),
        /** Not enough funds; presented again, it is paid. */
        RETRIED("901"),
        ACCOUNT_CLOSED("905"),
        /** The same, a day later than the other bank may. */
        CLOSED_LATE("905"),
        /** Refused for its account number. */
        EDIT_REJECT("900"),
        /** Claimed back by the payer weeks later. */
        CLAIMED("915");

        final String code;

        Fate(String code) {
            this.code = code;
        }
    }

    /** A pre-authorized debit that pays an invoice of a client's. */
    public record Debit(
            String id,
            String client,
            String payer,
            String name,
            String account,
            long minor,
            LocalDate filedOn,
            Fate fate) {

        String invoice() {
            return "INV-" + id.substring(2);
        }

        LocalDate dueOn() {
            return Month.after(filedOn, 1);
        }

        /** The day on which it comes back; none where it does not. */
        @Nullable
        LocalDate returnedOn() {
            return switch (fate) {
                case SETTLES -> null;
                case RETRIED, EDIT_REJECT, ACCOUNT_CLOSED -> Month.after(dueOn(), 1);
                case CLOSED_LATE -> Month.after(dueOn(), 2);
                case CLAIMED -> Month.march(18);
            };
        }

        /** Whether it is paid at the end of the month. */
        boolean stays() {
            return fate == Fate.RETRIED || (fate == Fate.SETTLES && !dueOn().isAfter(Month.LAST));
        }
    }

    /** An invoice of a supplier, and the run that pays it; none where none does. */
    public record SupplierInvoice(
            String number,
            String client,
            String supplier,
            long minor,
            LocalDate invoicedOn,
            LocalDate dueOn,
            @Nullable LocalDate paidBy) {}

    /** What becomes of a wire. */
    public enum WireFate {
        CREDITED,
        /** Comes back five days later, less what was kept on the way. */
        RETURNED_SHORT,
        /** Still on its way at the end of the month. */
        UNDER_WAY
    }

    /** A wire. */
    public record Wire(
            String id,
            String client,
            String beneficiary,
            String uetr,
            long minor,
            LocalDate on,
            long charge,
            WireFate fate) {}

    /** Money that the bank books in our favour, or against us where it is negative. */
    public record Credit(
            String reference, String text, @Nullable String announcedBy, long minor, LocalDate on) {}

    /** A bill. */
    public record Bill(String id, String client, String accountNumber, long minor, LocalDate on) {

        /** The biller's mask has ten digits. */
        boolean fits() {
            return accountNumber.length() == 10;
        }
    }

    /** A card sale; the acquirer takes its fee off the deposit. */
    public record Card(String id, String client, long minor, LocalDate on) {

        /** 2.9 % and 30 cents, half a cent up. */
        long fee() {
            return (minor * 29 + 500) / 1000 + 30;
        }

        LocalDate settledOn() {
            return Month.after(on, 2);
        }

        LocalDate depositedOn() {
            return Month.after(on, 3);
        }
    }

    /** A mail as it came, and the queue in which a person would put it; empty for none. */
    public record Mail(String id, String raw, LocalDate on, int hour, String queue) {}
}
