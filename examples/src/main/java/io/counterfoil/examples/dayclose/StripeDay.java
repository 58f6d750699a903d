package io.counterfoil.examples.dayclose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.payout.PayoutProof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.Monetary;

/**
 * The provider's pages: facts, a proof for each payout, and the invoice that each payment is for.
 *
 * @param engine the adapter's engine over these facts
 * @param payouts in order of id
 * @param rows every balance row once, in order of creation and id
 * @param proofs one a payout
 * @param links one a payment
 * @param stated the balance that Stripe states, available and pending
 * @param diagnostics what was found in the pages
 */
record StripeDay(
        Stripe engine,
        List<PayoutFact> payouts,
        List<BalanceRow> rows,
        List<PayoutProof> proofs,
        List<InvoiceLink> links,
        Totals stated,
        List<Diagnostic> diagnostics) {

    static final String ACCOUNT = "acct_parlour";

    static StripeDay read(
            InputFolder folder, AccountMap accounts, InvoiceSource invoices, AsOf asOf, Progress progress) {
        StripePages pages = StripePages.test(ACCOUNT);
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<StripeFact> facts = new ArrayList<>();
        for (String prefix : List.of("stripe/payment_intents", "stripe/charges", "stripe/payouts")) {
            for (String name : progress.over(
                    "Stripe " + prefix.substring(7),
                    folder.names(prefix).stream()
                            .filter(n -> !n.contains("payout-rows"))
                            .toList())) {
                facts.addAll(read(pages, folder, name, diagnostics));
            }
        }
        Stripe stripe = Stripe.builder()
                .accounts(accounts)
                .zone(House.ZONE)
                .customers(id -> Optional.of(PartyId.of(id)))
                .facts(facts)
                .build();
        List<PayoutFact> payouts = facts.stream()
                .filter(PayoutFact.class::isInstance)
                .map(PayoutFact.class::cast)
                .sorted(Comparator.comparing(StripeFact::id))
                .toList();
        Map<String, BalanceRow> rows = new TreeMap<>();
        List<PayoutProof> proofs = new ArrayList<>();
        for (PayoutFact payout : progress.over("Payout proofs", payouts)) {
            List<BalanceRow> members = new ArrayList<>();
            folder.names("stripe/payout-rows/" + payout.id())
                    .forEach(name -> members.addAll(rows(read(pages, folder, name, diagnostics))));
            members.forEach(row -> rows.put(row.id(), row));
            proofs.add(stripe.provePayout(payout, members.stream(), asOf));
        }
        folder.names("stripe/balance_transactions")
                .forEach(name -> rows(read(pages, folder, name, diagnostics)).forEach(row -> rows.put(row.id(), row)));
        List<BalanceRow> ordered = rows.values().stream()
                .sorted(Comparator.comparing(BalanceRow::createdAt).thenComparing(StripeFact::id))
                .toList();
        return new StripeDay(
                stripe,
                payouts,
                ordered,
                List.copyOf(proofs),
                stripe.matchInvoices(stripe.payments().payments(), invoices),
                stated(folder),
                List.copyOf(diagnostics));
    }

    private static Totals stated(InputFolder folder) {
        try {
            Totals stated = Totals.none();
            JsonNode balance = new ObjectMapper().readTree(folder.bytes("stripe/balance.json"));
            for (String part : List.of("available", "pending")) {
                for (JsonNode amount : balance.path(part)) {
                    stated = stated.plus(
                            currency(amount.path("currency").asText()),
                            amount.path("amount").asLong());
                }
            }
            return stated;
        } catch (IOException e) {
            throw new UncheckedIOException("stripe/balance.json is not JSON", e);
        }
    }

    /** The currency that the provider writes in lower case. */
    static CurrencyUnit currency(String code) {
        return Monetary.getCurrency(code.toUpperCase(Locale.ROOT));
    }

    private static List<StripeFact> read(
            StripePages pages, InputFolder folder, String name, List<Diagnostic> diagnostics) {
        StripePage page = pages.read(folder.bytes(name), name);
        diagnostics.addAll(page.diagnostics());
        return page.facts();
    }

    private static List<BalanceRow> rows(List<StripeFact> facts) {
        return facts.stream()
                .filter(BalanceRow.class::isInstance)
                .map(BalanceRow.class::cast)
                .toList();
    }
}
