package io.counterfoil.payments.account;

import java.util.List;
import java.util.Optional;

/**
 * Port: the weight table and the sort-code substitutions that Pay.UK publishes several times a year. The table is not ours to ship: a host downloads it.
 */
public interface ModulusWeightTable {

    /**
     * The rows whose range holds the sort code, in the order of the table, at most two, each as it is published: first and last sort code, method
     * ({@code MOD10}, {@code MOD11}, {@code DBLAL}), fourteen weights and perhaps an exception number, between blanks.
     */
    List<String> rows(String sortCode);

    /** The sort code that stands in for this one under exception 5. */
    Optional<String> substitute(String sortCode);

    /** No table: every number of the United Kingdom stays unchecked. */
    static ModulusWeightTable none() {
        return of(List.of(), List.of());
    }

    /**
     * A table from the lines of the two published files.
     *
     * @param weights lines of the weight file; blank ones are passed over
     * @param substitutions lines of a sort code and the one that stands in for it
     * @throws IllegalArgumentException naming the first line that cannot be read
     */
    static ModulusWeightTable of(List<String> weights, List<String> substitutions) {
        return PublishedWeights.of(weights, substitutions);
    }
}
