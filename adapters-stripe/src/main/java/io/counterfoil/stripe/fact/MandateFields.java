package io.counterfoil.stripe.fact;

import java.util.Optional;

/** What a mandate states. */
interface MandateFields extends StatefulFact {

    /** {@code multi_use} or {@code single_use}. */
    Optional<String> type();

    /** The stored method that it is for. */
    Optional<String> instrument();

    /** Such as {@code bacs_debit}. */
    Optional<String> paymentMethod();
}
