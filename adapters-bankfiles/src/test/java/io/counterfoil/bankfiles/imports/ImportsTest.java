package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ImportsTest {

    private final Imports imports = Imports.standard();
    private final String camt = CamtFiles.version(8).entry(500, "").text();

    @Test
    @DisplayName("BNK-01 formats are told by their bytes, and those that are not read are named")
    void formatsAreToldByTheirBytes() {
        Map<String, FileFormat> files = new LinkedHashMap<>();
        files.put(camt, FileFormat.CAMT053);
        files.put("date,amount,currency,description\n2027-03-01,1.00,CAD,x\n", FileFormat.CSV);
        files.put(":20:X\n:25:1234\n:28C:1/1\n:60F:C270301EUR1,00\n:62F:C270301EUR1,00\n-", FileFormat.MT940);
        files.put("{1:F01X}{2:O940X}{4:\r\n:20:X\r\n:25:1\r\n:28C:1\r\n:60F:C270301EUR1,00\r\n", FileFormat.MT940);
        files.put(":20:X\n:25:1234\n:28C:1\n:34F:EUR0,\n:13D:2703011200+0100\n", FileFormat.MT942);
        files.put("OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>", FileFormat.OFX);
        files.put("<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?><OFX></OFX>", FileFormat.OFX);
        files.put(
                "01,122099999,123456789,040621,0200,1,65,,2/\n02,031001234,122099999,1,040620,2359,,2/\n",
                FileFormat.BAI2);
        files.put("101 071000301 2739763692105051229A094101FRBATLANTA", FileFormat.NACHA);
        files.put("A000000001" + "0".repeat(40), FileFormat.CPA005);
        files.put(
                "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.03\"/>",
                FileFormat.XML);
        files.put("hello", FileFormat.UNKNOWN);

        files.forEach((text, format) -> {
            assertThat(imports.detect(file(text)).format()).as(text).isEqualTo(format);
            ImportReceipt receipt = imports.prove(file(text));
            assertThat(receipt.format()).isEqualTo(format.name());
            if (!format.isRead()) {
                assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
                assertThat(receipt.records()).isZero();
                assertThat(receipt.diagnostics().get(0).location().offset()).isZero();
                assertThat(codes(receipt))
                        .containsExactly(format == FileFormat.UNKNOWN ? "FORMAT_UNKNOWN" : "FORMAT_NOT_READ");
            }
        });
        assertThat(imports.prove(file("!TRNS\tTRNSTYPE\n")).sentence())
                .startsWith("IIF, 0 entries, BROKEN: the format is not read: QuickBooks IIF file; CAMT052, CAMT053, ");
        assertThat(imports.detect(file("<a xmlns=\"urn:pain.002.001.03\"/>")).dialect())
                .isEqualTo("pain.002.001.03");
    }

    @Test
    @DisplayName("BNK-12 an empty file, a binary file and a file of another kind are receipts, not exceptions")
    void oddFilesAreReceipts() {
        assertThat(codes(imports.prove(file("")))).containsExactly("EMPTY_FILE");
        assertThat(codes(imports.prove(file(" \r\n\u001A")))).containsExactly("EMPTY_FILE");
        assertThat(codes(imports.prove(ByteSource.of(new byte[5_000], "zeros"))))
                .containsExactly("EMPTY_FILE");
        assertThat(imports.prove(file("%PDF-1.7 x")).sentence())
                .isEqualTo("UNKNOWN, 0 entries, BROKEN: the file is a PDF, expected text");
        byte[] binary = new byte[1_000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 37);
        }
        assertThat(codes(imports.prove(ByteSource.of(binary, "bin")))).containsExactly("FORMAT_UNKNOWN");
    }

    @Test
    @DisplayName("BNK-01 a file of another format than expected says so")
    void anotherFormatThanExpected() {
        Imports feed = Imports.builder().expecting(FileFormat.CAMT053).build();
        Imports table = Imports.builder().expecting(FileFormat.CSV).build();

        assertThat(codes(feed.prove(file("")))).containsExactly("NOT_CAMT");
        assertThat(codes(feed.prove(file("OFXHEADER:100")))).containsExactly("NOT_CAMT");
        assertThat(codes(feed.prove(file(camt.replace("BkToCstmrStmt", "BkToCstmrAcctRpt")))))
                .containsExactly("NOT_CAMT");
        assertThat(codes(table.prove(file(camt)))).containsExactly("NOT_CSV");
        assertThat(feed.prove(file(camt)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName(
            "BNK-04 a file is taken in once; the same statement in other bytes is named; a reused number is taken in with a warning")
    void aFileIsTakenInOnce() {
        ImportHistory history = ImportHistory.inMemory();
        Imports remembering = Imports.builder().history(history).build();
        ImportReceipt first = remembering.prove(file(camt));
        assertThat(remembering.prove(file(camt)).duplicate()).isEqualTo(ImportReceipt.Verdict.NEW);
        history.remember(first);

        ImportReceipt again = remembering.prove(file(camt));
        ImportReceipt statement = remembering.prove(file(camt + " "));
        ImportReceipt reused = remembering.prove(
                file(CamtFiles.version(8).opening(77).entry(500, "").text()));

        assertThat(again.duplicate()).isEqualTo(ImportReceipt.Verdict.SAME_FILE);
        assertThat(again.postable()).isFalse();
        assertThat(again.items()).isEqualTo(1);
        assertThat(again.sentence()).contains("SAME_FILE");
        assertThat(statement.duplicate()).isEqualTo(ImportReceipt.Verdict.SAME_STATEMENT);
        assertThat(statement.postable()).isFalse();
        assertThat(reused.duplicate()).isEqualTo(ImportReceipt.Verdict.STATEMENT_NUMBER_REUSED);
        assertThat(codes(reused)).containsExactly("STATEMENT_NUMBER_REUSED");
        assertThat(reused.postable()).isTrue();
        assertThat(first.toString()).doesNotContain(first.statementKeys().get(0));
    }

    @Test
    @DisplayName("BNK-02 entries need a postable receipt of the same bytes")
    void entriesNeedTheirReceipt() {
        String off = CamtFiles.version(8).entry(500, "").closingOffBy(1).text();
        ImportReceipt broken = imports.prove(file(off));

        assertThatExceptionOfType(Refusal.RefusedException.class)
                .isThrownBy(() -> imports.entries(file(off), broken))
                .satisfies(e -> assertThat(e.refusal().code()).isEqualTo(ImportCode.NOT_POSTABLE));
        assertThatExceptionOfType(Refusal.RefusedException.class)
                .isThrownBy(() -> imports.statements(file(off), imports.prove(file(camt))))
                .satisfies(e -> assertThat(e.refusal().code()).isEqualTo(ImportCode.FOREIGN_RECEIPT));
        assertThat(Importing.entries(imports, file(off), broken)).hasSize(1);
        ImportReceipt nothing = imports.prove(file("hello")).acceptedBy(Actor.approver("maria"), "why not");
        assertThatExceptionOfType(Refusal.RefusedException.class)
                .isThrownBy(() -> imports.entries(file("hello"), nothing));
    }

    @Test
    @DisplayName("BNK-02 the policy says what broken and unproved files may do")
    void thePolicyDecides() {
        String bare = CamtFiles.version(8).withoutBalances().entry(500, "").text();
        String off = CamtFiles.version(8).entry(500, "").closingOffBy(1).text();
        Imports strict = Imports.builder().policy(ImportPolicy.strict()).build();
        Imports lax = Imports.builder()
                .policy(new ImportPolicy(ImportPolicy.OnProof.WARN, ImportPolicy.OnProof.WARN))
                .build();

        assertThat(imports.prove(file(bare)).postable()).isTrue();
        assertThat(strict.prove(file(bare)).postable()).isFalse();
        assertThat(lax.prove(file(off)).postable()).isTrue();
        assertThat(strict.prove(file(bare))
                        .acceptedBy(Actor.approver("maria"), "by phone")
                        .postable())
                .isTrue();
    }

    @Test
    @DisplayName("BNK-12 only a source that cannot be read, or changes between two readings, is an exception")
    void onlyIoIsAnException() {
        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> imports.prove(ByteSource.of(Path.of("no-such-folder", "no-such-file.xml"))))
                .withMessageContaining("no-such-file.xml");

        AtomicLong opened = new AtomicLong();
        ByteSource changing = new ByteSource() {
            @Override
            public InputStream open() {
                String text = opened.getAndIncrement() < 1 ? camt : camt.replace("5.00", "6.00");
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public String name() {
                return "changing.xml";
            }
        };
        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> imports.prove(changing))
                .withMessageContaining("changed between two readings");

        ByteSource failing = new ByteSource() {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public String name() {
                return "failing.xml";
            }
        };
        assertThatExceptionOfType(ImportException.class).isThrownBy(() -> imports.prove(failing));
    }

    @Test
    @DisplayName("BNK-05 entries are read from the source as they are pulled")
    void entriesAreReadAsTheyArePulled() {
        CamtFiles many = CamtFiles.version(8);
        for (int i = 0; i < 20_000; i++) {
            many.entry(i % 3 == 0 ? -i : i, "<AcctSvcrRef>R" + i + "</AcctSvcrRef>");
        }
        AtomicLong bytesRead = new AtomicLong();
        byte[] bytes = many.text().getBytes(StandardCharsets.UTF_8);
        ByteSource counting = new ByteSource() {
            @Override
            public InputStream open() {
                bytesRead.set(0);
                return new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] to, int offset, int length) {
                        int read = super.read(to, offset, length);
                        bytesRead.addAndGet(Math.max(0, read));
                        return read;
                    }
                };
            }

            @Override
            public String name() {
                return "many.xml";
            }
        };
        ImportReceipt receipt = imports.prove(counting);
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);

        try (Stream<StatementEntry> entries = imports.entries(counting, receipt)) {
            Iterator<StatementEntry> iterator = entries.iterator();
            iterator.next();
            assertThat(bytesRead.get()).isLessThan(bytes.length / 10);
        }
    }

    @Test
    @DisplayName("BNK-20 files beyond the byte limit are refused unread; findings are bounded and counted")
    void limitsHold() {
        CamtFiles pending = CamtFiles.version(8);
        for (int i = 0; i < 50; i++) {
            pending.raw(i, "PDNG", "");
        }
        Imports small = Imports.builder()
                .limits(ImportLimits.builder().maxBytes(100).build())
                .build();
        Imports brief = Imports.builder()
                .limits(ImportLimits.builder().maxDiagnostics(10).build())
                .build();

        assertThat(codes(small.prove(file(camt)))).containsExactly("LIMIT_EXCEEDED");
        ImportReceipt receipt = brief.prove(file(pending.text()));
        assertThat(receipt.diagnostics()).hasSize(10);
        assertThat(receipt.diagnosticsDropped()).isEqualTo(40);
        assertThat(receipt.keptApart()).isEqualTo(50);
    }
}
