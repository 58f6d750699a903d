package io.counterfoil.stripe.fact;

import org.immutables.value.Value;

/** What the facts about money have in common whose object has a status. */
interface StatefulFact {

    /** In lower case, as Stripe writes it. */
    String currency();

    /** As Stripe writes it; empty where the object has none. */
    @Value.Default
    default String status() {
        return "";
    }

    /** What the status and the fields beside it mean. */
    FactState state();
}
