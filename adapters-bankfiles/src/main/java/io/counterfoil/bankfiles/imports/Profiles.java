package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.bankfiles.csv.internal.TableLearner;
import io.counterfoil.bankfiles.imports.ImportPolicy.OnProof;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.internal.Encoding;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;

/**
 * Proposes how a bank's file is to be read, from a sample: every profile that reads it whole, the one that proves it first, each with what speaks for it. A person
 * picks one; nothing is guessed where several fit alike (bank file specification 4.7). Immutable, thread-safe.
 */
public final class Profiles {

    private static final Code FITS = Code.of("IMPORT.PROFILE_FITS");

    private static final int MOST_COMPARED = 1_000;

    private Profiles() {}

    /** Proposals with the standard limits. */
    public static Profiles standard() {
        return new Profiles();
    }

    /**
     * The profiles that fit, best first; none where no profile reads the sample without a rejection.
     *
     * @param sample a file of the bank, the larger the better
     * @param currency of the account, where the file does not name it
     * @throws ImportException where the sample cannot be read
     */
    public List<Proposal> propose(ByteSource sample, CurrencyUnit currency) {
        SourceScan scan;
        try {
            scan = SourceScan.of(sample);
        } catch (IOException e) {
            throw new ImportException(sample.name(), e);
        }
        FileFormat format =
                new Detector(Optional.empty(), Optional.empty()).detect(scan).format();
        boolean table = format == FileFormat.UNKNOWN || format == FileFormat.CSV;
        List<Proposal> fits = new ArrayList<>();
        for (BankProfile candidate : table ? tables(scan, currency) : dialects(format, currency)) {
            prove(sample, candidate, format, table).ifPresent(fits::add);
        }
        fits.sort(Comparator.comparing(Profiles::rank).thenComparing(Comparator.comparing(Profiles::plainness)));
        Set<Sha256> readings = new HashSet<>();
        fits.removeIf(fit -> !readings.add(reading(sample, fit.profile(), table)));
        return List.copyOf(fits);
    }

    /** Days and amounts that a profile reads: two that read the same are no alternatives. */
    private static Sha256 reading(ByteSource sample, BankProfile profile, boolean table) {
        Imports.Builder builder =
                Imports.builder().profile(profile).policy(new ImportPolicy(OnProof.WARN, OnProof.WARN));
        Imports imports = (table ? builder.expecting(FileFormat.CSV) : builder).build();
        StringBuilder read = new StringBuilder();
        try (Stream<StatementEntry> entries = imports.entries(sample, imports.prove(sample))) {
            entries.limit(MOST_COMPARED)
                    .forEach(entry -> read.append(entry.bookedOn())
                            .append(' ')
                            .append(entry.amount())
                            .append('\n'));
        }
        return Sha256.of(read.toString());
    }

    private static int rank(Proposal proposal) {
        return switch (proposal.status()) {
            case PROVED -> 0;
            case UNPROVED -> 1;
            case BROKEN -> 2;
        };
    }

    /** Readings that use a column of flags come first, then those whose columns are named for it, then the plainer sign. */
    private static int plainness(Proposal proposal) {
        Optional<CsvProfile> csv = proposal.profile().csv();
        if (csv.isEmpty()) {
            return proposal.profile().invertOnReversal() ? 1 : 0;
        }
        boolean agree = TableLearner.namesAgree(csv.get());
        return (agree ? 0 : 2)
                + (csv.get().sign() == SignMode.INVERTED ? 1 : 0)
                - (csv.get().sign() == SignMode.FLAG ? 1 : 0);
    }

    private static List<BankProfile> tables(SourceScan scan, CurrencyUnit currency) {
        String text = new String(scan.head(), Encoding.of(scan).charset());
        boolean whole = scan.bytes() == scan.head().length;
        String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<String> lines = new ArrayList<>(start.lines().toList());
        while (whole && !lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        if (!whole && !lines.isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return new TableLearner(lines, whole, currency)
                .candidates().stream().map(BankProfile::of).toList();
    }

    private static List<BankProfile> dialects(FileFormat format, CurrencyUnit currency) {
        BankProfile plain = BankProfile.builder("standard").currency(currency).build();
        return switch (format) {
            case CAMT052, CAMT053, CAMT054 ->
                List.of(
                        plain,
                        BankProfile.builder("reversals-inverted")
                                .currency(currency)
                                .invertOnReversal(true)
                                .build());
            case OFX ->
                List.of(
                        plain,
                        BankProfile.builder("decimal-point")
                                .currency(currency)
                                .decimalMark('.')
                                .build(),
                        BankProfile.builder("decimal-comma")
                                .currency(currency)
                                .decimalMark(',')
                                .build());
            default -> List.of(plain);
        };
    }

    private static Optional<Proposal> prove(ByteSource sample, BankProfile profile, FileFormat format, boolean table) {
        Imports.Builder imports = Imports.builder().profile(profile);
        ImportReceipt receipt =
                (table ? imports.expecting(FileFormat.CSV) : imports).build().prove(sample);
        boolean reads = receipt.items() > 0 && receipt.rejections().isEmpty();
        boolean brokenTable = table && receipt.status() == ProofStatus.BROKEN;
        if (!reads || brokenTable) {
            return Optional.empty();
        }
        String balance = receipt.status() == ProofStatus.PROVED
                ? "and the balances prove it"
                : receipt.status() == ProofStatus.UNPROVED
                        ? "and nothing in the file proves it"
                        : "but its figures do not agree: " + receipt.sentence();
        return Optional.of(new Proposal(
                profile,
                receipt.status(),
                receipt.items(),
                Evidence.of(
                        FITS,
                        (table ? words(profile) : format.words() + " by profile '" + profile.id() + "'") + ": "
                                + receipt.items() + " entries are read, " + balance)));
    }

    private static String words(BankProfile profile) {
        return profile.csv()
                .map(csv -> "dates " + csv.date() + " as " + csv.datePattern() + ", amounts "
                        + csv.amount()
                                .orElseGet(() -> csv.debit().orElse("") + " and "
                                        + csv.credit().orElse(""))
                        + " with decimal mark '" + csv.decimal() + "' and signs " + csv.sign()
                        + csv.balance().map(column -> ", balance " + column).orElse(", no balance"))
                .orElse("");
    }

    /**
     * A profile that reads the sample.
     *
     * @param profile to be taken
     * @param status what the sample proves with it
     * @param items entries read
     * @param evidence what speaks for it
     */
    public record Proposal(BankProfile profile, ProofStatus status, long items, Evidence evidence) {

        public Proposal {
            Objects.requireNonNull(profile, "profile");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(evidence, "evidence");
        }
    }
}
