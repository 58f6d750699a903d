package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.util.List;
import java.util.Objects;

/**
 * Somebody outside the ledger who vouches that its chain had a head at a record: a signing key, a time-stamping service, another party's book. Who can
 * rewrite a whole log can hash it anew; against a head that was witnessed he cannot.
 *
 * <pre>{@code
 * Witnessed seen = witness.attest(ledger.sequence(), ledger.head()); // kept by the host, best elsewhere
 * ledger.verify(witness, List.of(seen)); // a report on the first head that the log does not have
 * }</pre>
 *
 * <p>An implementation says whether it is thread-safe.
 */
public interface HeadWitness {

    /** Vouches for the head at the record. */
    Witnessed attest(long sequence, Sha256 head);

    /** Whether the statement is this witness's own, unchanged. */
    boolean isGenuine(Witnessed statement);

    /**
     * A head that was vouched for. Equal when sequence, head and the signature's digest are equal. Immutable.
     *
     * @param sequence of the record
     * @param head of the chain at that record
     * @param signature in the witness's own form, such as hex or Base64; never a secret
     */
    record Witnessed(long sequence, Sha256 head, String signature) {

        public Witnessed {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(signature, "signature");
            if (sequence < 0) {
                throw new IllegalArgumentException("witnessed sequence " + sequence + ", expected 0 or more");
            }
        }
    }

    /**
     * What became of statements held against a log.
     *
     * @param chain whether the log proves itself
     * @param agreeing statements that are genuine and whose head the log has at their record
     * @param forged statements that the witness does not own
     * @param contradicted genuine statements whose record the log does not have, or has with another head
     */
    record Verdict(ChainReport chain, List<Witnessed> agreeing, List<Witnessed> forged, List<Witnessed> contradicted) {

        public Verdict {
            agreeing = List.copyOf(agreeing);
            forged = List.copyOf(forged);
            contradicted = List.copyOf(contradicted);
        }

        /** Whether the log proves itself and nothing speaks against it. */
        public boolean holds() {
            return chain.isIntact() && forged.isEmpty() && contradicted.isEmpty();
        }

        /** One line for people. */
        public String sentence() {
            return chain.sentence() + "; " + agreeing.size() + " witnessed heads agree, " + contradicted.size()
                    + " contradict, " + forged.size() + " not genuine";
        }
    }
}
