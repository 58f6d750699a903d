package io.counterfoil.stripe.fact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What the facts have in common whose object has a status. */
interface StatefulFact {

    /** As Stripe writes it; empty where the object has none. */
    @Value.Default
    default String status() {
        return "";
    }

    /** What the status and the fields beside it mean; {@link StripeFact.State#UNKNOWN} for an object that has none. */
    @Value.Default
    default StripeFact.State state() {
        return StripeFact.State.UNKNOWN;
    }

    /** The test clock that the object lives by; such an object never ages on wall time. */
    Optional<String> testClock();

    /** Embedded lists that Stripe cut, such as {@code refunds}: the fact does not hold all of them. */
    List<String> cutLists();

    /** Where fields that moved between versions of the API were found, such as {@code latest_charge} in {@code charges.data[0].id}. Not part of equality. */
    @Value.Auxiliary
    Map<String, String> paths();
}
