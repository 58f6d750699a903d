package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.bankfiles.iif.IifCorpus;
import io.counterfoil.bankfiles.mt.MtCorpus;
import io.counterfoil.bankfiles.ofx.internal.OfxCorpus;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class BankfilesCorpusTest {

    /** Ops and formats of later issues, with the first capability that they wait for. */
    private static final Map<String, String> LATER = Map.ofEntries(Map.entry("FEDWIRE", "BNK-56"));

    @Test
    @DisplayName("BNK-02 BNK-03 BNK-04 BNK-14 BNK-15 BNK-16 BNK-17 BNK-18 BNK-20 BNK-35 the corpus agrees")
    void theCorpusAgrees() {
        CorpusFolder corpus = CorpusFolder.of("bankfiles")
                .reader("import_text", BankfilesCorpusTest::importText)
                .reader("import_sample", BankfilesCorpusTest::importSample)
                .readers(IifCorpus.readers())
                .readers(MtCorpus.readers())
                .readers(OfxCorpus.readers())
                .readers(PaymentOps.READERS)
                .reader("duplicate_statements", BankfilesCorpusTest::duplicates);
        LATER.keySet().stream()
                .filter(op -> !op.equals(op.toUpperCase(java.util.Locale.ROOT)))
                .forEach(op -> corpus.reader(op, example -> {
                    throw example.unsupported("not built yet: " + LATER.get(op));
                }));
        corpus.verify();
    }

    private static String format(CorpusCase example) {
        String format = example.input().path("format").asText();
        if (!List.of("CAMT", "CSV").contains(format)) {
            throw example.unsupported("not built yet: " + LATER.getOrDefault(format, "format " + format));
        }
        return format;
    }

    private static void importText(CorpusCase example) throws Exception {
        if (PaymentCorpus.reads(example)) {
            PaymentCorpus.importText(example);
            return;
        }
        CaseReader reader =
                StatementCorpus.texts().get(example.input().path("format").asText());
        if (reader != null) {
            reader.read(example);
            return;
        }
        String format = format(example);
        ByteSource file =
                ByteSource.of(example.input().path("text").asText().getBytes(StandardCharsets.UTF_8), example.id());
        Imports imports = format.equals("CSV")
                ? Imports.builder()
                        .profile(BankProfile.of(csv(example.input())))
                        .expecting(FileFormat.CSV)
                        .build()
                : Imports.builder()
                        .expecting(FileFormat.CAMT052, FileFormat.CAMT053, FileFormat.CAMT054)
                        .build();

        ImportReceipt receipt = imports.prove(file);

        JsonNode expected = example.expected();
        if (expected.has("proof")) {
            assertThat(receipt.status())
                    .as(receipt.sentence())
                    .hasToString(expected.path("proof").asText());
        }
        if (expected.has("problems")) {
            assertThat(problems(receipt)).as("problems").containsExactlyElementsOf(texts(expected.path("problems")));
        }
        if (expected.has("rejections")) {
            assertThat(receipt.rejections())
                    .as("rejections")
                    .hasSize(expected.path("rejections").asInt());
        }
        if (expected.has("rejected")) {
            assertThat(problems(receipt))
                    .as("rejected")
                    .contains(expected.path("rejected").asText());
        }
        if (expected.has("items")) {
            List<StatementEntry> items = entries(imports, file, receipt);
            assertThat(items.stream()
                            .map(entry -> Amounts.minor(entry.amount()))
                            .toList())
                    .as("items")
                    .isEqualTo(minors(expected.path("items")));
            assertThat(receipt.items()).as("items counted").isEqualTo(items.size());
        }
    }

    private static void importSample(CorpusCase example) throws Exception {
        if (PaymentCorpus.reads(example)) {
            PaymentCorpus.importSample(example);
            return;
        }
        CaseReader reader =
                StatementCorpus.samples().get(example.input().path("format").asText());
        if (reader != null) {
            reader.read(example);
            return;
        }
        format(example);
        Path path = example.folder().resolve(example.input().path("file").asText());
        if (!Files.exists(path)) {
            throw example.unsupported("file absent");
        }
        Imports imports = Imports.standard();
        ByteSource file = ByteSource.of(path);

        ImportReceipt receipt = imports.prove(file);

        JsonNode expected = example.expected();
        if (expected.has("rejected")) {
            assertThat(problems(receipt))
                    .as("rejected")
                    .contains(expected.path("rejected").asText());
            assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
            assertThat(receipt.items()).isZero();
            return;
        }
        assertThat(receipt.status())
                .as(receipt.sentence())
                .hasToString(expected.path("proof").asText());
        JsonNode statements = expected.path("statements");
        assertThat(receipt.statementKeys()).as("statements").hasSize(statements.size());
        Totals sums = Totals.none();
        long entries = 0;
        for (JsonNode statement : statements) {
            for (JsonNode entry : statement.path("entries")) {
                Amounts money = Amounts.in(entry.path("currency").asText());
                long minor = Amounts.minor(money.of(entry.path("amount").asText()));
                sums = sums.plus(
                        money.currency(), entry.path("indicator").asText().equals("DBIT") ? -minor : minor);
                entries++;
            }
        }
        assertThat(receipt.rejections()).as("rejections").isEmpty();
        assertThat(receipt.records()).as("records").isGreaterThanOrEqualTo(entries);
        if (receipt.keptApart() == 0) { // the facts list pending entries with the booked ones
            assertThat(receipt.sums()).as("sums").isEqualTo(sums);
        }
    }

    private static void duplicates(CorpusCase example) {
        ImportHistory history = ImportHistory.inMemory();
        List<String> verdicts = new ArrayList<>();
        for (JsonNode file : example.input().path("files")) {
            Sha256 sha = Sha256.of(file.path("sha").asText());
            StatementKey key = new StatementKey(
                    new BankAccountRef.Token(file.path("account").asText()),
                    file.path("format").asText(),
                    file.path("statementNo").asText(),
                    file.path("openingMinor").asLong(),
                    file.has("openingMinor"));
            ImportReceipt.Verdict verdict = history.check(sha, List.of(key));
            verdicts.add(verdict.name());
            if (verdict.isTakenIn()) {
                history.remember(ImportReceipt.builder()
                        .source(example.id())
                        .sha256(sha)
                        .bytes(1)
                        .format(key.format())
                        .status(ProofStatus.PROVED)
                        .records(0)
                        .items(0)
                        .keptApart(0)
                        .sums(Totals.none())
                        .addStatementKeys(key.toText())
                        .sentence("")
                        .build());
            }
        }
        assertThat(verdicts).isEqualTo(texts(example.expected().path("verdicts")));
    }

    private static List<StatementEntry> entries(Imports imports, ByteSource file, ImportReceipt receipt) {
        if (receipt.items() == 0) {
            return List.of();
        }
        ImportReceipt accepted = receipt.acceptedBy(Actor.host("corpus"), "items stay visible");
        try (Stream<StatementEntry> entries = imports.entries(file, accepted)) {
            return entries.toList();
        }
    }

    private static List<String> problems(ImportReceipt receipt) {
        TreeSet<String> codes = new TreeSet<>();
        for (Diagnostic finding : receipt.diagnostics()) {
            String id = finding.code().id();
            codes.add(id.substring(id.indexOf('.') + 1));
        }
        return List.copyOf(codes);
    }

    private static CsvProfile csv(JsonNode input) {
        JsonNode p = input.path("profile");
        boolean header = p.path("header").asBoolean(true);
        CsvProfile.Builder profile = CsvProfile.builder("corpus")
                .currency(input.path("currency").asText())
                .delimiter(p.path("delimiter").asText(",").charAt(0))
                .header(header)
                .decimal(p.path("decimal").asText(".").charAt(0))
                .datePattern(p.path("datePattern").asText("yyyy-MM-dd"))
                .date(column(p.path("date")))
                .skipLines(p.path("skipLines").asInt())
                .footerLines(p.path("footerLines").asInt())
                .sign(SignMode.valueOf(p.path("sign").asText("SIGNED")));
        if (!p.path("quote").asText().isEmpty()) {
            profile.quote(p.path("quote").asText().charAt(0));
        }
        if (!p.path("grouping").asText().isEmpty()) {
            profile.grouping(p.path("grouping").asText().charAt(0));
        }
        boolean twoColumns = p.path("sign").asText().equals("DEBIT_CREDIT_COLUMNS");
        if (twoColumns) {
            profile.debit(column(p.path("debit"))).credit(column(p.path("credit")));
        } else {
            profile.amount(column(p.path("amount")));
        }
        if (p.hasNonNull("flag")) {
            profile.flag(column(p.path("flag")))
                    .debitFlags(texts(p.path("debitFlags")))
                    .creditFlags(texts(p.path("creditFlags")));
        }
        if (p.hasNonNull("balance")) {
            profile.balance(column(p.path("balance")));
        }
        p.path("text").forEach(text -> profile.addText(column(text)));
        Amounts money = Amounts.in(input.path("currency").asText());
        if (input.hasNonNull("openingMinor")) {
            profile.opening(money.ofMinor(input.path("openingMinor").asLong()));
        }
        if (input.hasNonNull("closingMinor")) {
            profile.closing(money.ofMinor(input.path("closingMinor").asLong()));
        }
        return profile.build();
    }

    /** Tables without a header name their columns by index from 0 in the corpus and by number from 1 here. */
    private static String column(JsonNode name) {
        return name.isInt() ? Integer.toString(name.asInt() + 1) : name.asText();
    }

    private static List<Long> minors(JsonNode items) {
        List<Long> minors = new ArrayList<>();
        items.forEach(item -> minors.add(item.path("amountMinor").asLong()));
        return minors;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
