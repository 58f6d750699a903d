package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.link.LinkMessage;
import java.time.Instant;
import java.util.List;

/** Where the provider's side of the day comes from: files that somebody exported, or the provider itself. */
interface StripeFeed {

    /** Everything of the provider that the close needs. */
    StripeDay read(AccountMap accounts, InvoiceSource invoices, AsOf asOf, Progress progress);

    /** Asks for the money of invoices that nobody paid: an address to send for each, or why not. */
    default List<LinkMessage> ask(List<Invoice> open, Instant now) {
        return List.of();
    }

    /** What happened on the way, in a sentence; empty for files. */
    default String sentence() {
        return "";
    }

    /** The exported pages of the folder. */
    static StripeFeed files(InputFolder folder) {
        return (accounts, invoices, asOf, progress) -> StripeDay.read(folder, accounts, invoices, asOf, progress);
    }
}
