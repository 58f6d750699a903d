package io.counterfoil.examples.clientservices;

import io.counterfoil.examples.clientservices.Plan.Debit;
import io.counterfoil.examples.clientservices.Plan.Fate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The billing system, which is not ours: what it would charge clients for the month, counted from its own copy of what happened, in cents. It has one wire wrong. */
final class Billing {

    static final String WRONG_WIRE = "W-02";

    private Billing() {}

    /** A fee of the draft. */
    record Line(String client, String event, String reference, long charged) {}

    static List<Line> draft(Plan plan) {
        List<Line> lines = new ArrayList<>();
        for (Debit debit : plan.debits()) {
            lines.add(new Line(debit.client(), "ITEM", debit.id() + "/1", 45));
            if (debit.returnedOn() != null) {
                lines.add(new Line(debit.client(), "RETURN", debit.id() + "/1", 600));
            }
            if (debit.fate() == Fate.RETRIED) {
                lines.add(new Line(debit.client(), "ITEM", debit.id() + "/2", 45));
            }
        }
        suppliers(plan, lines);
        for (Plan.Wire wire : plan.wires()) {
            lines.add(
                    new Line(wire.client(), "WIRE", wire.id() + "/1", wire.id().equals(WRONG_WIRE) ? 2_500 : 2_000));
        }
        plan.bills().stream()
                .filter(Plan.Bill::fits)
                .forEach(bill -> lines.add(new Line(bill.client(), "BILL", bill.id() + "/1", 50)));
        for (int i = 0; i < plan.cards().size(); i++) {
            Plan.Card card = plan.cards().get(i);
            lines.add(new Line(card.client(), "CARD", card.id() + "/1", (card.minor() * 32 + 500) / 1000));
            if (i == 0 || i == 2) {
                lines.add(new Line(card.client(), "CHARGEBACK", card.id() + "/1", 2_000));
            }
        }
        return lines;
    }

    /** One item a supplier, client and run; what is sent to a closed account comes back. */
    private static void suppliers(Plan plan, List<Line> lines) {
        Set<String> seen = new HashSet<>();
        for (Plan.SupplierInvoice invoice : plan.supplierInvoices()) {
            String reference = reference(invoice.client(), invoice.supplier(), String.valueOf(invoice.paidBy()));
            if (invoice.paidBy() != null && seen.add(reference)) {
                lines.add(new Line(invoice.client(), "ITEM", reference + "/1", 45));
                if (invoice.supplier().equals(PlanGenerator.CLOSED_SUPPLIER)) {
                    lines.add(new Line(invoice.client(), "RETURN", reference + "/1", 600));
                }
            }
        }
    }

    static String reference(String client, String supplier, String day) {
        return client + " to " + supplier + " " + day;
    }
}
