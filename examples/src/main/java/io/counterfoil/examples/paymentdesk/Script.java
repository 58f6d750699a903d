package io.counterfoil.examples.paymentdesk;

import io.counterfoil.examples.world.BankLine;
import io.counterfoil.examples.world.Customer;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The week as the world knows it.
 *
 * @param bookings every invoice that is open on Monday morning
 * @param acts what customers do, in order of time
 * @param bankLines what the bank books
 */
record Script(List<Booking> bookings, List<Act> acts, List<BankLine> bankLines) {

    Script {
        bookings = List.copyOf(bookings);
        acts = List.copyOf(acts);
        bankLines = List.copyOf(bankLines);
    }

    /**
     * An invoice.
     *
     * @param number such as INV-2027-0412
     * @param customer who owes it
     * @param amountMinor in pence
     * @param issuedOn day of issue
     * @param dueOn day it is due
     * @param fate what becomes of it
     */
    record Booking(String number, Customer customer, long amountMinor, LocalDate issuedOn, LocalDate dueOn, Fate fate) {

        /** As the booking system has it on Monday morning. */
        Invoice invoice() {
            return Invoice.builder()
                    .id(InvoiceId.of(number))
                    .customer(PartyId.of(customer.id()))
                    .customerName(customer.name())
                    .amount(Week.GBP.ofMinor(amountMinor))
                    .status(fate.before())
                    .issuedOn(issuedOn)
                    .dueOn(dueOn)
                    .build();
        }
    }

    /**
     * Something that a customer does.
     *
     * @param at when
     * @param booking about which invoice
     * @param kind what
     * @param with the payment method, or the offer that is taken; empty for the others
     */
    record Act(Instant at, Booking booking, Kind kind, String with) {}

    /** What customers do. */
    enum Kind {
        /** Uses the link that was sent. */
        PAYS,
        /** Calls and asks for the link. */
        ASKS_FOR_LINK,
        /** Says that a transfer is on its way. */
        ARRANGES_TRANSFER,
        /** Takes an offer of the desk's proposal. */
        ACCEPTS,
        /** Wants none of them. */
        DECLINES
    }

    List<Booking> with(Fate fate) {
        return bookings.stream().filter(booking -> booking.fate() == fate).toList();
    }
}
