package io.counterfoil.payments.testkit.corpus;

/** Holds the module to one case of the corpus. */
@FunctionalInterface
public interface CaseReader {

    /**
     * Returns when the module's answer agrees with {@link CorpusCase#expected()}; throws an {@link AssertionError} when it
     * does not, and {@link CorpusCase#unsupported(String)} when the module does not claim to answer. Any other exception
     * counts as a failure of the case.
     */
    void read(CorpusCase example) throws Exception;
}
