package io.counterfoil.examples.exceptions;

import io.counterfoil.examples.world.BankLine;
import io.counterfoil.payments.order.PaymentOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The week as the world knows it.
 *
 * @param bankLines what the bank books
 * @param records what the books say, in all versions
 * @param collections direct debits of the week before
 * @param returns how and when those that came back are recorded
 * @param notices what is sent to the endpoint for webhooks
 * @param troubles what went wrong
 */
record Script(
        List<BankLine> bankLines,
        List<BookRecord> records,
        List<PaymentOrder> collections,
        List<ReturnNote> returns,
        List<Notice> notices,
        List<Trouble> troubles) {

    Script {
        bankLines = List.copyOf(bankLines);
        records = List.copyOf(records);
        collections = List.copyOf(collections);
        returns = List.copyOf(returns);
        notices = List.copyOf(notices);
        troubles = List.copyOf(troubles);
    }

    /**
     * A record of the books.
     *
     * @param id of the record
     * @param reference that the bank line carries
     * @param day of it
     * @param due the last day on which the bank should have it
     * @param minor in pence, money in is positive
     * @param from the first morning on which it is there
     * @param until the first morning on which it is there no more; null for one that stays
     */
    record BookRecord(
            String id,
            String reference,
            LocalDate day,
            LocalDate due,
            long minor,
            LocalDate from,
            @Nullable LocalDate until) {

        boolean isThere(LocalDate morning) {
            return !from.isAfter(morning) && (until == null || morning.isBefore(until));
        }
    }

    /**
     * A line of the report of returned debits.
     *
     * @param reference of the collection
     * @param code of the report
     * @param on the morning on which it comes
     */
    record ReturnNote(String reference, String code, LocalDate on) {}

    /**
     * What is sent to the endpoint.
     *
     * @param id of the event
     * @param body as it comes
     * @param at when
     * @param isSigned whether by Stripe
     */
    record Notice(String id, String body, Instant at, boolean isSigned) {}

    /** The trouble that shows by a line, a record or a notice. */
    Optional<Trouble> trouble(String id) {
        return troubles.stream().filter(trouble -> trouble.id().equals(id)).findFirst();
    }
}
