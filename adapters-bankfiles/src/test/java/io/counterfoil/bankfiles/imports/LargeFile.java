package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Writes a camt.053 of so many bytes to a temporary file, proves it, hands out its entries, and says what that took:
 * {@code java -Xmx64m … LargeFile 1073741824}. The file is deleted.
 */
public final class LargeFile {

    private LargeFile() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile("large", ".xml");
        try {
            long entries = write(file, Long.parseLong(arguments[0]));
            ByteSource source = ByteSource.of(file);
            Imports imports = Imports.standard();
            long before = cpuNanos();
            ImportReceipt receipt = imports.prove(source);
            long proved = cpuNanos();
            long counted;
            try (Stream<StatementEntry> handedOut = imports.entries(source, receipt)) {
                counted = handedOut.count();
            }
            long read = cpuNanos();
            System.out.printf(
                    Locale.ROOT,
                    "large bytes=%d entries=%d status=%s items=%d handed_out=%d prove_seconds=%.1f entries_seconds=%.1f peak_heap_mb=%d max_heap_mb=%d%n",
                    Files.size(file),
                    entries,
                    receipt.status(),
                    receipt.items(),
                    counted,
                    (proved - before) / 1e9,
                    (read - proved) / 1e9,
                    peakHeap() >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        } finally {
            Files.delete(file);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The sum of the pools' peaks, which need not have been at one time: never less than the peak of all. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static long write(Path file, long bytes) throws IOException {
        String head =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id>"
                        + "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>"
                        + balance("OPBD", 0);
        String tail = "</Stmt></BkToCstmrStmt></Document>\n";
        int size = entry(1_000_000_000).length();
        long entries = (bytes - head.length() - tail.length()) / size + 1;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write((head + balance("CLBD", entries)).getBytes(StandardCharsets.UTF_8));
            for (long i = 0; i < entries; i++) {
                out.write(entry(1_000_000_000 + i).getBytes(StandardCharsets.UTF_8));
            }
            out.write(tail.getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    private static String entry(long number) {
        return "<Ntry><Amt Ccy=\"EUR\">0.01</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-01</Dt></BookgDt><ValDt><Dt>2027-03-01</Dt></ValDt><AcctSvcrRef>BR"
                + number
                + "</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>E2E-"
                + number
                + "</EndToEndId></Refs><Amt Ccy=\"EUR\">0.01</Amt><RltdPties><Dbtr><Pty><Nm>Muster Handels GmbH</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></DbtrAcct></RltdPties>"
                + "<RmtInf><Ustrd>Invoice INV-" + number
                + " of Muster Handels GmbH</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n";
    }

    private static String balance(String type, long minor) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + type + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" + minor / 100 + "."
                + minor % 100 / 10 + minor % 10
                + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2027-03-01</Dt></Dt></Bal>\n";
    }
}
