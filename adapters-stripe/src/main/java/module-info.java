/** Stripe's events, payouts and reports as payments, postings and proofs. */
module io.counterfoil.stripe {
    requires transitive io.counterfoil.collections;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;
}
