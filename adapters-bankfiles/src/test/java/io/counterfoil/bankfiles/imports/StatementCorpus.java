package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The corpus cases of MT940, BAI2 and OFX: texts and sample files. */
final class StatementCorpus {

    private StatementCorpus() {}

    /** Readers of {@code import_text} by format. */
    static Map<String, CaseReader> texts() {
        return Map.of("MT940", StatementCorpus::mt940, "BAI2", StatementCorpus::bai2, "OFX", StatementCorpus::ofx);
    }

    /** Readers of {@code import_sample} by format. */
    static Map<String, CaseReader> samples() {
        return Map.of(
                "MT940",
                StatementCorpus::mt940Sample,
                "BAI2",
                StatementCorpus::bai2Sample,
                "OFX",
                StatementCorpus::ofxSample);
    }

    /** Some samples are cut out of statements and name no currency: the profile does. */
    private static Imports imports(String currency) {
        return Imports.builder()
                .profile(BankProfile.builder("corpus").currency(currency).build())
                .build();
    }

    private static ByteSource text(CorpusCase example) {
        return ByteSource.of(example.input().path("text").asText().getBytes(StandardCharsets.UTF_8), example.id());
    }

    private static ByteSource sample(CorpusCase example) {
        Path path = example.folder().resolve(example.input().path("file").asText());
        if (!Files.exists(path)) {
            throw example.unsupported("file absent");
        }
        return ByteSource.of(path);
    }

    private static ImportReceipt accepted(ImportReceipt receipt) {
        return receipt.acceptedBy(Actor.host("corpus"), "items stay visible");
    }

    private static void judge(CorpusCase example, ImportReceipt receipt) {
        JsonNode expected = example.expected();
        if (expected.has("proof")) {
            assertThat(receipt.status())
                    .as(receipt.sentence() + " " + receipt.diagnostics())
                    .hasToString(expected.path("proof").asText());
        }
        if (expected.has("problems")) {
            List<String> problems = new ArrayList<>();
            expected.path("problems").forEach(p -> problems.add(p.asText()));
            assertThat(problems(receipt)).as("problems").isEqualTo(problems);
        }
        if (expected.has("rejections")) {
            assertThat(receipt.rejections())
                    .as("rejections")
                    .hasSize(expected.path("rejections").asInt());
        }
        assertThat(receipt.records())
                .isEqualTo(receipt.items()
                        + receipt.keptApart()
                        + receipt.rejections().size());
    }

    private static List<String> problems(ImportReceipt receipt) {
        TreeSet<String> codes = new TreeSet<>();
        for (Diagnostic finding : receipt.diagnostics()) {
            if (finding.level() != Diagnostic.Level.NOTE) {
                String id = finding.code().id();
                codes.add(id.substring(id.indexOf('.') + 1));
            }
        }
        return List.copyOf(codes);
    }

    private static void mt940(CorpusCase example) {
        Imports imports = imports("EUR");
        ByteSource file = text(example);
        ImportReceipt receipt = imports.prove(file);
        judge(example, receipt);
        List<Statement> statements = imports.statements(file, accepted(receipt));
        JsonNode expected = example.expected().path("statements");
        assertThat(statements).hasSize(expected.size());
        for (int i = 0; i < statements.size(); i++) {
            Statement actual = statements.get(i);
            assertThat(minor(actual.opening()))
                    .isEqualTo(expected.get(i).path("openingMinor").asText("null"));
            assertThat(minor(actual.closing()))
                    .isEqualTo(expected.get(i).path("closingMinor").asText("null"));
            assertThat(actual.entries()).hasSize(expected.get(i).path("lines").asInt());
            assertThat(sum(actual.entries()))
                    .isEqualTo(expected.get(i).path("sumMinor").asLong());
        }
    }

    private static String minor(Optional<StatementBalance> balance) {
        return balance.map(b -> Long.toString(Amounts.minor(b.amount()))).orElse("null");
    }

    private static long sum(List<StatementEntry> entries) {
        return entries.stream()
                .mapToLong(entry -> Amounts.minor(entry.amount()))
                .sum();
    }

    /** The facts list the pages of a statement one by one; here they are one statement. */
    private static void mt940Sample(CorpusCase example) throws IOException {
        ByteSource file = sample(example);
        Imports imports = imports("EUR");
        ImportReceipt receipt = imports.prove(file);
        judge(example, receipt);
        List<Statement> statements = imports.statements(file, accepted(receipt));
        JsonNode expected = example.expected().path("statements");
        int page = 0;
        for (Statement statement : statements) {
            long left = statement.entries().size();
            BigDecimal sum = BigDecimal.ZERO;
            JsonNode fact = expected.get(page++);
            String opening = fact.path("opening").asText();
            left -= fact.path("lines").asLong();
            sum = sum.add(new BigDecimal(fact.path("sum").asText()));
            while (left > 0) {
                fact = expected.get(page++);
                left -= fact.path("lines").asLong();
                sum = sum.add(new BigDecimal(fact.path("sum").asText()));
            }
            assertThat(left).as("lines left").isZero();
            assertThat(new BigDecimal(sum(statement.entries())).movePointLeft(2))
                    .isEqualByComparingTo(sum);
            same(statement.opening(), opening);
            same(statement.closing(), fact.path("closing").asText());
        }
        assertThat(page).as("statements").isEqualTo(expected.size());
        assertThat(receipt.items())
                .isEqualTo(
                        statements.stream().mapToLong(s -> s.entries().size()).sum());
    }

    private static void same(Optional<StatementBalance> balance, String fact) {
        if (fact.equals("null")) {
            assertThat(balance).isEmpty();
        } else {
            assertThat(balance.orElseThrow().amount().getNumber().numberValueExact(BigDecimal.class))
                    .isEqualByComparingTo(new BigDecimal(fact));
        }
    }

    private static void bai2(CorpusCase example) {
        ByteSource file = text(example);
        ImportReceipt receipt = Imports.standard().prove(file);
        judge(example, receipt);
        List<Statement> statements = Imports.standard().statements(file, accepted(receipt));
        assertThat(statements).hasSize(example.expected().path("accounts").asInt());
        List<StatementEntry> entries =
                statements.stream().flatMap(s -> s.entries().stream()).toList();
        JsonNode items = example.expected().path("items");
        assertThat(entries).hasSize(items.size());
        for (int i = 0; i < items.size(); i++) {
            assertThat(entries.get(i).bankCode())
                    .isEqualTo(items.get(i).path("type").asText());
            assertThat(Amounts.minor(entries.get(i).amount()))
                    .isEqualTo(items.get(i).path("amountMinor").asLong());
            if (items.get(i).has("text")) {
                assertThat(entries.get(i).text())
                        .isEqualTo(items.get(i).path("text").asText());
            }
        }
    }

    private static void bai2Sample(CorpusCase example) throws IOException {
        ByteSource file = sample(example);
        ImportReceipt receipt = Imports.standard().prove(file);
        judge(example, receipt);
        long accounts = example.expected().path("accounts").asLong();
        long transactions = example.expected().path("transactions").asLong();
        boolean split = receipt.diagnostics().stream().anyMatch(d -> d.code().is(ImportCode.LINE_SPLIT));
        if (split) { // the facts count records at the start of lines alone; the control totals of the file count all
            String text = new String(file.open().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(text.lines().filter(line -> line.startsWith("03,"))).hasSize((int) accounts);
            assertThat(text.lines().filter(line -> line.startsWith("16,"))).hasSize((int) transactions);
            assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
            return;
        }
        assertThat(receipt.statementKeys()).hasSize((int) accounts);
        assertThat(receipt.items()).isEqualTo(transactions);
    }

    private static void ofx(CorpusCase example) {
        ByteSource file = text(example);
        ImportReceipt receipt = Imports.standard().prove(file);
        judge(example, receipt);
        List<Long> items = new ArrayList<>();
        example.expected()
                .path("items")
                .forEach(item -> items.add(item.path("amountMinor").asLong()));
        List<Statement> statements = Imports.standard().statements(file, accepted(receipt));
        assertThat(statements.stream()
                        .flatMap(s -> s.entries().stream())
                        .map(entry -> Amounts.minor(entry.amount()))
                        .toList())
                .isEqualTo(items);
    }

    /** A rejected transaction is one of the facts, its amount is not in the sums: what is not exact or has no day is refused here. */
    private static void ofxSample(CorpusCase example) {
        ByteSource file = sample(example);
        Imports imports = imports("USD");
        ImportReceipt receipt = imports.prove(file);
        judge(example, receipt);
        JsonNode expected = example.expected();
        long investments = receipt.diagnostics().stream()
                .filter(d -> d.code().is(ImportCode.INFORMATION_ENTRY))
                .count();
        assertThat(receipt.records() - investments)
                .as("transactions")
                .isEqualTo(expected.path("transactions").asLong());
        assertThat(receipt.rejections())
                .allSatisfy(rejection -> assertThat(rejection.code()).isIn(ImportCode.NOT_EXACT, ImportCode.BAD_DATE));
        BigDecimal sum = receipt.sums().amounts().stream()
                .map(amount -> amount.getNumber().numberValueExact(BigDecimal.class))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (receipt.rejections().isEmpty()) {
            assertThat(sum)
                    .isEqualByComparingTo(new BigDecimal(expected.path("sum").asText()));
        }
        List<BigDecimal> balances = new ArrayList<>();
        expected.path("ledgerBalances").forEach(b -> {
            if (!b.asText().isEmpty()) {
                balances.add(new BigDecimal(b.asText().replace(',', '.')));
            }
        });
        if (receipt.statementKeys().isEmpty()) {
            assertThat(balances).isEmpty();
            assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
            return;
        }
        List<BigDecimal> read = imports.statements(file, accepted(receipt)).stream()
                .flatMap(s -> s.closing().stream())
                .map(b -> b.amount().getNumber().numberValueExact(BigDecimal.class))
                .toList();
        assertThat(read)
                .as("ledger balances")
                .usingElementComparator(BigDecimal::compareTo)
                .isEqualTo(balances);
    }
}
