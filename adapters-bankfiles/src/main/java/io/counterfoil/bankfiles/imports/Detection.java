package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.evidence.Evidence;
import java.util.List;
import java.util.Objects;

/**
 * Which format the first bytes show.
 *
 * @param format the one that fits; {@link FileFormat#UNKNOWN} where none or several do
 * @param dialect version or profile; empty where there is none
 * @param candidates every format that fits
 * @param evidence what was seen
 */
public record Detection(FileFormat format, String dialect, List<FileFormat> candidates, Evidence evidence) {

    public Detection {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(evidence, "evidence");
        candidates = List.copyOf(candidates);
    }
}
