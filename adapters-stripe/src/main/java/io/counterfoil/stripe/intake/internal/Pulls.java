package io.counterfoil.stripe.intake.internal;

import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.MovementFact;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which paths of the API hold what a notice makes worth reading (specification 4.4, 4.11). Pure. */
public final class Pulls {

    private Pulls() {}

    /** What the event's action asks for, and what Stripe cut off. Sorted by path. */
    public static List<Pull> of(String action, StripeFact fact) {
        return fact.key()
                .map(key -> paths(action, fact).stream()
                        .distinct()
                        .sorted()
                        .map(path -> new Pull(key.account(), key.livemode(), path))
                        .toList())
                .orElse(List.of());
    }

    private static List<String> paths(String action, StripeFact fact) {
        List<String> paths = new ArrayList<>(rest(fact));
        String id = fact.id();
        if (action.contains("balance_transactions?payout=")) {
            paths.add("balance_transactions?payout=" + id);
        } else if (action.contains("PULL balance_transaction")) {
            paths.add("balance_transactions?source=" + id);
        }
        if (fact instanceof PayoutFact payout) {
            // No list by source or payout has the row of a failure, nor the own row of a payout by hand.
            payout.balanceTransaction().ifPresent(row -> paths.add("balance_transactions/" + row));
            payout.failureBalanceTransaction().ifPresent(row -> paths.add("balance_transactions/" + row));
        }
        if (action.contains("PULL invoice_payments")) {
            paths.add("invoice_payments?invoice=" + id);
        }
        return paths;
    }

    /** The lists of which Stripe embeds only the first objects. */
    private static List<String> rest(StripeFact fact) {
        List<String> paths = new ArrayList<>();
        for (String list : fact.cut()) {
            switch (list) {
                case "refunds" ->
                    paths.add(
                            fact instanceof MovementFact
                                    ? "application_fees/" + fact.id() + "/refunds"
                                    : "refunds?charge=" + fact.id());
                case "payments" -> paths.add("invoice_payments?invoice=" + fact.id());
                case "lines" -> paths.add("invoices/" + fact.id() + "/lines");
                case "line_items" -> paths.add("payment_links/" + fact.id() + "/line_items");
                case "reversals" -> paths.add("transfers/" + fact.id() + "/reversals");
                default -> paths.add(path(fact).orElse("events"));
            }
        }
        return paths;
    }

    /** Where the object itself is read; empty for an object without a place of its own. */
    public static Optional<String> path(StripeFact fact) {
        if (fact.key().isEmpty()) {
            return Optional.empty();
        }
        return folder(fact).map(folder -> folder + "/" + fact.id());
    }

    private static Optional<String> folder(StripeFact fact) {
        return switch (fact.kind()) {
            case BALANCE_ROW -> Optional.of("balance_transactions");
            case CHARGE -> Optional.of("charges");
            case PAYMENT_INTENT -> Optional.of("payment_intents");
            case REFUND -> Optional.of("refunds");
            case DISPUTE -> Optional.of("disputes");
            case PAYOUT -> Optional.of("payouts");
            case INVOICE -> Optional.of("invoices");
            case INVOICE_PAYMENT -> Optional.of("invoice_payments");
            case PAYMENT_LINK -> Optional.of("payment_links");
            case CHECKOUT_SESSION -> Optional.of("checkout/sessions");
            case CREDIT_NOTE -> Optional.of("credit_notes");
            case MANDATE -> Optional.of("mandates");
            case FRAUD_WARNING -> Optional.of("radar/early_fraud_warnings");
            case CASH_BALANCE ->
                ((CashBalanceFact) fact)
                        .customer()
                        .map(customer -> "customers/" + customer + "/cash_balance_transactions");
            case MOVEMENT -> Optional.of(((MovementFact) fact).objectType() + "s");
            case BALANCE -> Optional.empty();
            case OTHER -> other((OtherFact) fact);
        };
    }

    private static Optional<String> other(OtherFact fact) {
        return Set.of("customer", "subscription", "payment_method", "product", "price", "account", "invoiceitem")
                        .contains(fact.objectType())
                ? Optional.of(fact.objectType() + "s")
                : Optional.empty();
    }
}
