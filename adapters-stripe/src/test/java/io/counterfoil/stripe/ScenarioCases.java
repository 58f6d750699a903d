package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.payout.PayoutLink;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.posting.ChargeLinks;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import javax.money.Monetary;

/** A whole account history of the corpus, from its raw JSON to ledger, proofs and bank. */
final class ScenarioCases {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final AsOf AS_OF = AsOf.at(NOW, ZoneOffset.UTC);

    void replay(CorpusCase example) throws IOException {
        JsonNode file = StripeCorpus.JSON.readTree(Files.readAllBytes(
                example.folder().resolve(example.input().path("file").asText())));
        Scenario scenario = new Scenario(file);
        StripeCorpusTest.assertSame(scenario.answer(), file.path("expected"));
    }

    /** The scenario of the public corpus, for other tests. */
    static Scenario read(Path folder) throws IOException {
        return new Scenario(
                StripeCorpus.JSON.readTree(Files.readAllBytes(folder.resolve("scenarios/payout_scenario_1.json"))));
    }

    static final class Scenario {
        private final JsonNode file;
        final List<BalanceRow> rows;
        final List<PayoutFact> payouts;
        final Stripe stripe;
        final Set<String> currencies;
        private final AccountMap accounts;

        Scenario(JsonNode file) {
            this.file = file;
            rows = page("balance_transactions").facts(BalanceRow.class);
            payouts = page("payouts").facts(PayoutFact.class);
            currencies = rows.stream()
                    .map(row -> row.currency().toUpperCase(Locale.ROOT))
                    .collect(Collectors.toCollection(TreeSet::new));
            AccountMap.Builder map = AccountMap.builder();
            currencies.forEach(code -> map.standard(Monetary.getCurrency(code), StripeAccountRole.values()));
            accounts = map.build();
            Map<String, InvoiceId> links = new HashMap<>();
            file.path("links")
                    .properties()
                    .forEach(link -> links.put(
                            link.getKey(), InvoiceId.of(link.getValue().asText())));
            stripe = Stripe.builder()
                    .accounts(accounts)
                    .zone(ZoneOffset.UTC)
                    .links(ChargeLinks.of(links))
                    .build();
        }

        private StripePage page(String field) {
            StripePages pages = file.path("livemode").asBoolean()
                    ? StripePages.live(file.path("account").asText())
                    : StripePages.test(file.path("account").asText());
            StripePage page = pages.read(file.path(field).toString(), field);
            assertThat(page.facts())
                    .as("%s", page.diagnostics())
                    .hasSize(file.path(field).size());
            return page;
        }

        /** The rows that Stripe lists for the payout, newest first. */
        List<BalanceRow> listOf(PayoutFact payout) {
            Map<String, BalanceRow> byId = rows.stream().collect(Collectors.toMap(BalanceRow::id, Function.identity()));
            List<BalanceRow> list = new ArrayList<>();
            file.path("payout_lists").path(payout.id()).forEach(id -> list.add(byId.get(id.asText())));
            return list;
        }

        ObjectNode answer() {
            ObjectNode answer = StripeCorpus.object();
            proofs(answer.putObject("proofs"), answer.putObject("attribution"));
            List<PayoutLink> links = stripe.matchPayouts(
                    payouts,
                    StripeCorpusTest.list(file.path("bank_lines")).stream()
                            .map(StripeCorpus::entry)
                            .toList());
            answer.set("bank", StripeCorpusTest.bankAnswer(links));
            answer.set("trial_balance", trialBalance(links));
            ObjectNode breaks = answer.putObject("breaks");
            rows.forEach(row -> {
                RowPosting posting = stripe.assess(row);
                if (!posting.breaks().isEmpty()) {
                    breaks.set(row.id(), StripeCorpus.names(posting.breaks()));
                }
            });
            answer.set("roll_forward", rollForward());
            return answer;
        }

        private void proofs(ObjectNode proofs, ObjectNode attribution) {
            List<PayoutProof.Claim> claims = new ArrayList<>();
            List<PayoutFact> oldestFirst = new ArrayList<>(payouts);
            oldestFirst.sort(Comparator.comparing(PayoutFact::createdAt).thenComparing(PayoutFact::id));
            for (PayoutFact payout : oldestFirst) {
                if (file.path("payout_lists").has(payout.id())) {
                    proofs.set(
                            payout.id(),
                            StripeCorpusTest.proofAnswer(stripe.provePayout(payout, listOf(payout).stream(), AS_OF)));
                } else {
                    PayoutProof proof = stripe.attributePayout(payout, rows.stream(), claims, AS_OF);
                    claims.addAll(proof.claims());
                    attribution.set(payout.id(), StripeCorpusTest.attributionAnswer(proof));
                }
            }
        }

        private ObjectNode trialBalance(List<PayoutLink> links) {
            Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
            accounts.openIn(ledger);
            stripe.post(rows, ledger, NOW).orThrow();
            assertThat(stripe.post(rows, ledger, NOW).orThrow().accepted()).isZero();
            List<Journal> others = new ArrayList<>();
            links.forEach(link -> others.addAll(stripe.journals(link)));
            file.path("disputes_lost")
                    .forEach(lost -> others.addAll(loss(
                            lost.isTextual() ? lost.asText() : lost.path("id").asText())));
            others.forEach(journal -> ledger.post(journal, NOW).orThrow());
            ObjectNode balances = StripeCorpus.object();
            for (String code : currencies) {
                ObjectNode roles = StripeCorpus.object();
                CurrencyUnit unit = Monetary.getCurrency(code);
                Map<String, Long> byRole = new TreeMap<>();
                for (StripeAccountRole role : StripeAccountRole.values()) {
                    byRole.put(role.name(), debitMinor(ledger, role, unit));
                }
                byRole.values().removeIf(minor -> minor == 0);
                byRole.forEach(roles::put);
                balances.set(code.toLowerCase(Locale.ROOT), roles);
            }
            return balances;
        }

        /** In the minor units of ISO 4217, which are Stripe's in the currencies of the scenarios. */
        private long debitMinor(Ledger ledger, StripeAccountRole role, CurrencyUnit unit) {
            Balance balance = ledger.balance(accounts.of(role, unit), AS_OF, BalanceBasis.BOOKED);
            return balance.postedDebitMinor() - balance.postedCreditMinor();
        }

        private List<Journal> loss(String id) {
            List<BalanceRow> own = rows.stream()
                    .filter(row -> row.source().filter(id::equals).isPresent())
                    .toList();
            DisputeFact dispute = DisputeFact.builder()
                    .key(StripeCorpus.key(id))
                    .amountMinor(1)
                    .currency(own.get(0).currency())
                    .status("lost")
                    .state(new StripeFact.State("LOST", 60, true))
                    .createdAt(NOW)
                    .build();
            return stripe.journals(dispute, own, LocalDate.of(2029, 12, 31));
        }

        private ObjectNode rollForward() {
            ObjectNode input = StripeCorpus.object();
            input.set("from", file.path("window").path("from"));
            input.set("to", file.path("window").path("to"));
            input.set("opening", file.path("opening"));
            Map<String, Long> closing = new TreeMap<>();
            for (String part : new String[] {"available", "pending"}) {
                file.path("balance_at_end")
                        .path(part)
                        .forEach(sum -> closing.merge(
                                sum.path("currency").asText(),
                                sum.path("amount").asLong(),
                                Long::sum));
            }
            ObjectNode sums = StripeCorpus.object();
            closing.forEach(sums::put);
            return StripeCorpusTest.rollForwardAnswer(input, rows, StripeCorpusTest.money(sums));
        }
    }
}
