package io.counterfoil.stripe.posting;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Outcome;
import java.util.List;
import org.immutables.value.Value;

/** What came of posting rows to a ledger. Rows with a break are posted to suspense; rows without a journal are listed as withheld. Immutable. */
@Value.Immutable
public interface RowPostings {

    /** The ledger's answers, in the order of the rows; a row without money has none. */
    List<Posting> postings();

    /** Rows that were not posted, because their arithmetic is wrong or their currency cannot be written; each has an ERROR among the breaks. */
    List<RowPosting> withheld();

    /** What a person must settle, one for each break of each row; ERROR where the row was withheld. */
    List<Diagnostic> breaks();

    /** How many rows were posted now. */
    default long accepted() {
        return postings().stream()
                .filter(posting -> posting.outcome() == Outcome.ACCEPTED)
                .count();
    }

    /**
     * These postings, unless the ledger refused one.
     *
     * @throws io.counterfoil.payments.evidence.Refusal.RefusedException of the first refusal
     */
    default RowPostings orThrow() {
        postings().forEach(Posting::orThrow);
        return this;
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds row postings. Not thread-safe. */
    final class Builder extends ImmutableRowPostings.Builder {
        Builder() {}
    }
}
