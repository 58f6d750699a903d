package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Answers the corpus' cases of payment files: NACHA, CPA 005, Bacs, pain, Fedwire. */
final class PaymentCorpus {

    private static final Map<String, FileFormat> FORMATS = Map.of(
            "NACHA", FileFormat.NACHA,
            "CPA005", FileFormat.CPA005,
            "ARUDD", FileFormat.BACS_REPORT,
            "PAIN002", FileFormat.PAIN002,
            "FEDWIRE", FileFormat.FEDWIRE);

    private PaymentCorpus() {}

    /** Whether the case is of a payment file. */
    static boolean reads(CorpusCase example) {
        return FORMATS.containsKey(example.input().path("format").asText());
    }

    static void importText(CorpusCase example) {
        read(
                example,
                ByteSource.of(example.input().path("text").asText().getBytes(StandardCharsets.UTF_8), example.id()));
    }

    static void importSample(CorpusCase example) throws IOException {
        Path path = example.folder().resolve(example.input().path("file").asText());
        if (!Files.exists(path)) {
            throw example.unsupported("file absent");
        }
        read(example, ByteSource.of(path));
    }

    private static void read(CorpusCase example, ByteSource file) {
        JsonNode input = example.input();
        JsonNode expected = example.expected();
        Imports.Builder builder =
                Imports.builder().expecting(FORMATS.get(input.path("format").asText()));
        if (input.has("previousFileCreationNumber")) {
            builder.lastFileNumbers(series ->
                    OptionalInt.of(input.path("previousFileCreationNumber").asInt()));
        }
        Imports imports = builder.build();
        ImportReceipt receipt = imports.prove(file);
        if (expected.has("rejected")) {
            assertThat(codes(receipt, Diagnostic.Level.NOTE))
                    .contains(expected.path("rejected").asText());
            assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
            assertThat(receipt.items()).isZero();
            return;
        }
        if (expected.has("proof")) {
            assertThat(receipt.status())
                    .as(receipt.sentence() + codes(receipt, Diagnostic.Level.NOTE))
                    .hasToString(expected.path("proof").asText());
        }
        if (expected.has("problems")) {
            assertThat(codes(receipt, Diagnostic.Level.NOTE))
                    .as("problems")
                    .containsExactlyElementsOf(texts(expected.path("problems")));
        }
        if (expected.has("mismatches")) {
            List<String> totals = codes(receipt, Diagnostic.Level.ERROR).stream()
                    .filter(code -> code.matches("(BATCH|FILE|Z)_.*|.*_MISSING"))
                    .filter(code -> !code.equals("FILE_BLOCKS"))
                    .toList();
            assertThat(totals).as("mismatches").containsExactlyElementsOf(texts(expected.path("mismatches")));
        }
        if (expected.has("rejections")) {
            assertThat(receipt.rejections()).hasSize(expected.path("rejections").asInt());
        }
        List<BankRecord> records = records(imports, file, receipt);
        assertThat(receipt.items())
                .isEqualTo(records.stream()
                        .filter(record -> !(record instanceof BankRecord.FileSummary))
                        .count());
        facts(expected, records);
        if (expected.has("returns")) {
            assertThat(returns(records)).isEqualTo(expectedReturns(expected.path("returns")));
        }
        statuses(expected, records);
        if (expected.has("typeSubtype")) {
            BankRecord.WireMessage wire = records.stream()
                    .filter(BankRecord.WireMessage.class::isInstance)
                    .map(BankRecord.WireMessage.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(wire.typeSubtype())
                    .isEqualTo(expected.path("typeSubtype").asText());
            assertThat(Amounts.minor(wire.amount()))
                    .isEqualTo(expected.path("amountMinor").asLong());
        }
    }

    private static List<BankRecord> records(Imports imports, ByteSource file, ImportReceipt receipt) {
        ImportReceipt accepted = receipt.acceptedBy(Actor.host("corpus"), "items stay visible");
        try (Stream<BankRecord> records = imports.records(file, accepted, BankRecord.class)) {
            return records.toList();
        }
    }

    private static void facts(JsonNode expected, List<BankRecord> records) {
        List<BankRecord.FileSummary> summaries = records.stream()
                .filter(BankRecord.FileSummary.class::isInstance)
                .map(BankRecord.FileSummary.class::cast)
                .toList();
        Map<String, String> names = Map.of("badLengthLines", "shortLines");
        for (String name : List.of(
                "batches",
                "entries",
                "addenda",
                "debitMinor",
                "creditMinor",
                "entryHash",
                "badLengthLines",
                "debits",
                "credits",
                "returnedCredits",
                "returnedDebits",
                "fileCreationNumber")) {
            if (expected.has(name)) {
                assertThat(summaries.stream()
                                .mapToLong(summary -> summary.figures().get(names.getOrDefault(name, name)))
                                .sum())
                        .as(name)
                        .isEqualTo(expected.path(name).asLong());
            }
        }
    }

    private static List<Map<String, String>> returns(List<BankRecord> records) {
        List<Map<String, String>> found = new ArrayList<>();
        for (BankRecord record : records) {
            if (record instanceof ReturnItem item && item.rail() == Rail.BACS) {
                found.add(Map.of(
                        "reference", item.reference(),
                        "transactionCode", item.transactionCode(),
                        "code", item.code(),
                        "rawCode", item.rawCode(),
                        "amountMinor", Long.toString(Amounts.minor(item.amount()))));
            } else if (record instanceof ReturnItem item) {
                found.add(Map.of(
                        "kind", item.stage().name(),
                        "code", item.code(),
                        "originalTrace", item.trace(),
                        "amountMinor", Long.toString(Amounts.minor(item.amount()))));
            } else if (record instanceof BankRecord.AccountChange change) {
                found.add(Map.of(
                        "kind", "NOC",
                        "code", change.code(),
                        "originalTrace", change.trace(),
                        "amountMinor", "0",
                        "correctedData", change.correctedData()));
            }
        }
        return found;
    }

    private static List<Map<String, String>> expectedReturns(JsonNode array) {
        List<Map<String, String>> expected = new ArrayList<>();
        for (JsonNode node : array) {
            Map<String, String> one = new java.util.HashMap<>();
            node.properties()
                    .forEach(field -> one.put(field.getKey(), field.getValue().asText()));
            expected.add(one);
        }
        return expected;
    }

    private static void statuses(JsonNode expected, List<BankRecord> records) {
        if (!expected.has("originalMessageId")) {
            return;
        }
        List<BankRecord.StatusItem> items = records.stream()
                .filter(BankRecord.StatusItem.class::isInstance)
                .map(BankRecord.StatusItem.class::cast)
                .toList();
        BankRecord.FileSummary summary = records.stream()
                .filter(BankRecord.FileSummary.class::isInstance)
                .map(BankRecord.FileSummary.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(summary.number())
                .isEqualTo(expected.path("originalMessageId").asText());
        List<BankRecord.StatusItem> group = items.stream()
                .filter(item -> item.level() == BankRecord.StatusItem.Level.GROUP)
                .toList();
        if (expected.path("groupStatus").isNull()) {
            assertThat(group).isEmpty();
        } else {
            assertThat(group).hasSize(1);
            assertThat(group.get(0).status())
                    .isEqualTo(expected.path("groupStatus").asText());
            assertThat(group.get(0).known())
                    .isEqualTo(expected.path("groupStatusKnown").asBoolean());
        }
        List<List<String>> transactions = new ArrayList<>();
        for (JsonNode node : expected.path("transactions")) {
            transactions.add(List.of(
                    node.path("endToEndId").asText(),
                    node.path("status").asText(),
                    node.path("reason").isNull() ? "null" : node.path("reason").asText()));
        }
        assertThat(items.stream()
                        .filter(item -> item.level() == BankRecord.StatusItem.Level.TRANSACTION)
                        .map(item -> List.of(
                                item.endToEndId(), item.status(), item.reason().orElse("null")))
                        .toList())
                .isEqualTo(transactions);
    }

    private static List<String> codes(ImportReceipt receipt, Diagnostic.Level least) {
        TreeSet<String> codes = new TreeSet<>();
        for (Diagnostic finding : receipt.diagnostics()) {
            if (finding.level().compareTo(least) >= 0) {
                String id = finding.code().id();
                codes.add(id.substring(id.indexOf('.') + 1));
            }
        }
        return List.copyOf(codes);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
