package io.counterfoil.stripe.fact;

import io.counterfoil.payments.evidence.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What was read from one JSON text: a list page, a single object or an array of objects. Immutable. */
@Value.Immutable
public interface StripePage {

    /** The facts, in the order of the page. */
    List<StripeFact> facts();

    /** Everything that was found on the way, in the order of the page; an object that became no fact has an ERROR with its JSON pointer here. */
    List<Diagnostic> diagnostics();

    /** Objects of the page, read or not. */
    int objects();

    /** Whether Stripe says that another page follows. */
    @Value.Default
    default boolean hasMore() {
        return false;
    }

    /** Id of the page's last object, from which the next page starts. */
    Optional<String> lastId();

    /** The facts of one kind, in the order of the page. */
    default <T extends StripeFact> List<T> facts(Class<T> kind) {
        return facts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds pages. Not thread-safe. */
    final class Builder extends ImmutableStripePage.Builder {
        Builder() {}
    }
}
