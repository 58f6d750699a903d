package io.counterfoil.payments.run;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;

/** What makes one payment: a supplier, on a rail, to an account. */
record PayeeKey(PartyId supplier, Rail rail, Instrument instrument) {

    static PayeeKey of(PaymentRun.SupplierInvoice invoice) {
        return new PayeeKey(invoice.supplier(), invoice.rail(), invoice.instrument());
    }
}
