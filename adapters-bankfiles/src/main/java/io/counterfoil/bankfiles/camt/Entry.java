package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.Charge;
import java.time.LocalDate;
import java.util.List;

/**
 * An {@code Ntry} as read, before it becomes items.
 *
 * @param head the start of the element, for places
 * @param currency of the entry
 * @param minor signed as the account holder sees it
 * @param reversal marked as one
 * @param bookedOn booking day
 * @param valueOn value day
 * @param reference the bank's own reference; may be empty
 * @param kind by its code
 * @param bankCode as written
 * @param charges that its amount contains
 * @param text additional information
 * @param details in the order of the file
 */
record Entry(
        Node head,
        Amounts currency,
        long minor,
        boolean reversal,
        LocalDate bookedOn,
        LocalDate valueOn,
        String reference,
        StatementEntry.Kind kind,
        String bankCode,
        List<Charge> charges,
        String text,
        List<Detail> details) {}
