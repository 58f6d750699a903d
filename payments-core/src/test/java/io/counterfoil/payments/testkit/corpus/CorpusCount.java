package io.counterfoil.payments.testkit.corpus;

import java.util.List;

/**
 * How the cases of one file ended; every case ends in exactly one way.
 *
 * @param file {@code module/file}, without the extension
 * @param agreed cases without a divergence whose answer agreed
 * @param diverged cases with a divergence whose answer agreed with the ideal, and those whose reader gave the rule they contradict
 * @param unsupported {@code id: reason} of each case that was declined
 * @param failed {@code id: message} of each case that failed
 */
public record CorpusCount(String file, int agreed, int diverged, List<String> unsupported, List<String> failed) {

    public CorpusCount {
        unsupported = List.copyOf(unsupported);
        failed = List.copyOf(failed);
    }

    public int cases() {
        return agreed + diverged + unsupported.size() + failed.size();
    }

    /** The line that a build counts. */
    public String line() {
        return "corpus %s: cases=%d agreed=%d diverged=%d unsupported=%d failed=%d"
                .formatted(file, cases(), agreed, diverged, unsupported.size(), failed.size());
    }
}
