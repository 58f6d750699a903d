package io.counterfoil.benchmarks;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.imports.BankProfile;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.benchmarks.BankFileBounds.Answer;
import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import javax.xml.stream.XMLInputFactory;

/** W5: bank files read from memory. An operation is a movement: an entry, a line with its information, a row, a segment. */
final class BankFileWorkload extends RacedWorkload {

    private static final int PROWIDE_ROWS = 100_000;
    private static final int OFX4J_ROWS = 20_000;
    private static final String SCAN = "byte scan";
    private static final String PROVE = "Counterfoil prove";
    private static final String ENTRIES = "Counterfoil entries";
    private static final String AALTO_RECORDS = "Aalto, a record an entry";
    private static final String PROWIDE = "Prowide";
    private static final String FAST_CSV = "FastCSV, strings";
    private static final String OFX4J = "OFX4J";

    private static final String READ_TWICE =
            "a proof reads the file twice, hashes it and counts totals and diagnostics; the"
                    + " peer reads once and proves nothing";
    private static final String AS_OBJECTS =
            "entries are handed out after a proof, with two more readings; most of their cost"
                    + " are amounts, account tokens and texts as objects";

    @Override
    public String name() {
        return "W5";
    }

    @Override
    public String title() {
        return "Reading bank files";
    }

    @Override
    int defaultRows() {
        return 1_000_000;
    }

    @Override
    List<Race> races(int rows, Options options) {
        return List.of(camt(rows), mt940(rows), csv(rows), ofx(rows), bai(rows), nacha(rows), cpa(rows));
    }

    @Override
    void judge(Results results, Targets targets) {
        Race.Result camt = results.of("camt");
        targets.atMost("camt prove/Aalto records", camt.ratio(PROVE, AALTO_RECORDS), 1, READ_TWICE);
        targets.atMost("camt entries/Aalto records", camt.ratio(ENTRIES, AALTO_RECORDS), 1, AS_OBJECTS);
        targets.atLeast("Prowide/camt prove", camt.ratio(PROWIDE, PROVE), 8, READ_TWICE);
        targets.atLeast("Prowide/camt entries", camt.ratio(PROWIDE, ENTRIES), 8, AS_OBJECTS);
        targets.atMost("camt prove/JDK cursor walk", camt.ratio(PROVE, "JDK StAX, cursor walk"), 1 / 0.9, READ_TWICE);
        Race.Result mt = results.of("mt940");
        targets.atLeast("Prowide/MT940 prove", mt.ratio(PROWIDE, PROVE), 20, READ_TWICE);
        targets.atLeast("Prowide/MT940 entries", mt.ratio(PROWIDE, ENTRIES), 8, AS_OBJECTS);
        targets.atLeast("MT940 prove M lines/s", 2e3 / mt.nanos(PROVE), 1, READ_TWICE);
        targets.atLeast("MT940 entries M lines/s", 2e3 / mt.nanos(ENTRIES), 1, AS_OBJECTS);
        Race.Result csv = results.of("csv");
        targets.atMost("CSV prove/FastCSV strings", csv.ratio(PROVE, FAST_CSV), 1, READ_TWICE);
        targets.atLeast("OFX4J/OFX prove", results.of("ofx").ratio(OFX4J, PROVE), 20, READ_TWICE);
        targets.atLeast("OFX4J/OFX entries", results.of("ofx").ratio(OFX4J, ENTRIES), 20, AS_OBJECTS);
        targets.atLeast("OFX prove M/s", 1e3 / results.of("ofx").nanos(PROVE), 0.5, READ_TWICE);
        targets.atLeast("BAI2 prove M records/s", 1e3 / results.of("bai2").nanos(PROVE), 1.5, READ_TWICE);
        targets.atLeast("Nacha prove M records/s", 1e3 / results.of("nacha").nanos(PROVE), 2, READ_TWICE);
        targets.atLeast("CPA 005 prove M segments/s", 1e3 / results.of("cpa005").nanos(PROVE), 1, READ_TWICE);
    }

    private static Race camt(int rows) {
        Files files = new Files(BankFileTexts::camt);
        Imports imports = Imports.standard();
        XMLInputFactory jdk = BankFilePeers.jdk();
        XMLInputFactory aalto = BankFilePeers.aalto();
        return both(Race.of("camt", rows), files, imports)
                .bound(SCAN, n -> BankFileBounds.camt(files.bytes(n)))
                .with(peer(files, "JDK StAX, cursor walk", file -> BankFilePeers.cursor(jdk, file)))
                .with(peer(files, "Aalto, cursor walk", file -> BankFilePeers.cursor(aalto, file)))
                .with(peer(files, AALTO_RECORDS, file -> BankFilePeers.records(aalto, file)))
                .with(peer(files, PROWIDE, BankFilePeers::prowideCamt).atMost(PROWIDE_ROWS));
    }

    private static Race mt940(int rows) {
        Files files = new Files(BankFileTexts::mt940);
        return both(Race.of("mt940", rows), files, Imports.standard())
                .bound(SCAN, n -> BankFileBounds.mt940(files.bytes(n)))
                .with(peer(files, PROWIDE, BankFilePeers::prowideMt).atMost(PROWIDE_ROWS));
    }

    private static Race csv(int rows) {
        Files files = new Files(BankFileTexts::csv);
        Imports imports = Imports.builder()
                .profile(BankProfile.of(CsvProfile.builder("bench")
                        .date("Date")
                        .amount("Amount")
                        .balance("Balance")
                        .reference("Reference")
                        .counterparty("Name")
                        .addText("Text")
                        .currency("USD")
                        .build()))
                .build();
        return both(Race.of("csv", rows), files, imports)
                .bound(SCAN, n -> BankFileBounds.csv(files.bytes(n)))
                .with(peer(files, FAST_CSV, BankFilePeers::fastCsv))
                .with(peer(files, "commons-csv", BankFilePeers::commonsCsv));
    }

    private static Race ofx(int rows) {
        Files files = new Files(BankFileTexts::ofx);
        return both(Race.of("ofx", rows), files, Imports.standard())
                .bound(SCAN, n -> BankFileBounds.ofx(files.bytes(n)))
                .with(peer(files, OFX4J, BankFilePeers::ofx4j).atMost(OFX4J_ROWS));
    }

    private static Race bai(int rows) {
        Files files = new Files(BankFileTexts::bai);
        return both(Race.of("bai2", rows), files, Imports.standard())
                .bound(SCAN, n -> BankFileBounds.bai(files.bytes(n)));
    }

    private static Race nacha(int rows) {
        Files files = new Files(BankFileTexts::nacha);
        return payments(Race.of("nacha", rows), files).bound(SCAN, n -> BankFileBounds.nacha(files.bytes(n)));
    }

    private static Race cpa(int rows) {
        Files files = new Files(BankFileTexts::cpa);
        return payments(Race.of("cpa005", rows), files).bound(SCAN, n -> BankFileBounds.cpa(files.bytes(n)));
    }

    /** The file proved, and its entries handed out. */
    private static Race both(Race race, Files files, Imports imports) {
        return race.ours(PROVE, n -> files.proved(imports, n)).ours(ENTRIES, n -> {
            ByteSource source = files.source(n);
            try (Stream<StatementEntry> entries = imports.entries(source, files.receipt(imports, n))) {
                return sum(entries.map(StatementEntry::amount));
            }
        });
    }

    private static Race payments(Race race, Files files) {
        Imports imports = Imports.standard();
        return race.ours(PROVE, n -> files.proved(imports, n)).ours(ENTRIES, n -> {
            ByteSource source = files.source(n);
            try (Stream<BankRecord.PaymentEntry> entries =
                    imports.records(source, files.receipt(imports, n), BankRecord.PaymentEntry.class)) {
                return sum(entries.map(entry -> entry.direction() == Rail.Direction.DEBIT
                        ? entry.amount()
                        : entry.amount().negate()));
            }
        });
    }

    private static Answer sum(Stream<MonetaryAmount> amounts) {
        long[] found = new long[2];
        amounts.forEach(amount -> {
            found[0]++;
            found[1] += Amounts.minor(amount);
        });
        return new Answer(found[0], found[1]);
    }

    /** Reads a file of a peer's. */
    private interface Reading {
        Answer of(byte[] file) throws Exception;
    }

    private static Contender<byte[]> peer(Files files, String name, Reading reading) {
        return Contender.of(Role.PEER, name, files::bytes, (file, n) -> reading.of(file));
    }

    /** The files of one format by their size, with what they proved. Not thread-safe. */
    private static final class Files {
        private final BankFileTexts.Writer writer;
        private final Map<Integer, byte[]> bySize = new HashMap<>();
        private final Map<Integer, ImportReceipt> receipts = new HashMap<>();

        private Files(BankFileTexts.Writer writer) {
            this.writer = writer;
        }

        private byte[] bytes(int rows) {
            return bySize.computeIfAbsent(rows, n -> BankFileTexts.bytes(writer, n));
        }

        private ByteSource source(int rows) {
            byte[] file = bytes(rows);
            return new ByteSource() {
                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(file);
                }

                @Override
                public String name() {
                    return "file";
                }
            };
        }

        private ImportReceipt receipt(Imports imports, int rows) {
            return receipts.computeIfAbsent(rows, n -> imports.prove(source(n)));
        }

        private Answer proved(Imports imports, int rows) {
            var receipt = imports.prove(source(rows));
            if (!receipt.postable() || !receipt.rejections().isEmpty()) {
                throw new AssertionError(receipt.sentence());
            }
            return new Answer(
                    receipt.items(), Amounts.minor(receipt.sums().amounts().get(0)));
        }
    }
}
