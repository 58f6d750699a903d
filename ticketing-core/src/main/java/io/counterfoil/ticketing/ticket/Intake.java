package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What a ticket begins with: who asks for what, about what, and where it goes. Immutable; title and evidence hold no card number.
 */
@Value.Immutable
public interface Intake {

    /** The ticket's id; keep its events under the same id. */
    TicketId id();

    /** What it is about. */
    SubjectRef subject();

    /** One line. */
    String title();

    /** Who began it. */
    @Value.Default
    default Origin origin() {
        return Origin.CUSTOMER;
    }

    /** Where it goes. */
    @Value.Default
    default Route route() {
        return Route.of("unsorted", "REQUEST", Priority.NORMAL);
    }

    /** Whose programme it belongs to, the host's id; policies may be chosen by it. */
    @Value.Default
    default String client() {
        return "";
    }

    /** What an agent must be able to do to work on it. */
    Set<String> skills();

    /** What else it speaks of. */
    Set<SubjectRef> mentions();

    /** When its clocks start, where that is earlier than it was recorded: the message it was split from. */
    Optional<Instant> since();

    /** The alert that opened it, if one did. */
    Optional<Alert.Key> alert();

    /** How grave the alert was. */
    @Value.Default
    default Diagnostic.Severity severity() {
        return Diagnostic.Severity.NONE;
    }

    /** The money at stake. */
    Optional<MonetaryAmount> amount();

    /** Why it exists and why it goes where it goes. */
    @Value.Default
    default Evidence evidence() {
        return Evidence.none();
    }

    /** The same, with a title and evidence that hold no card number. */
    @Value.Check
    default Intake clean() {
        if (title().isBlank()) {
            throw new IllegalArgumentException("ticket '" + id() + "' has a blank title, expected one line");
        }
        String title = PanRedactor.redact(title());
        Evidence evidence = redacted(evidence());
        return title.equals(title()) && evidence.equals(evidence())
                ? this
                : builder().from(this).title(title).evidence(evidence).build();
    }

    private static Evidence redacted(Evidence evidence) {
        return Evidence.of(evidence.facts().stream().map(Intake::redacted).toList());
    }

    private static Evidence.Fact redacted(Evidence.Fact fact) {
        Map<String, String> attributes = new TreeMap<>(fact.attributes());
        attributes.replaceAll((name, value) -> PanRedactor.redact(value));
        return new Evidence.Fact(fact.code(), PanRedactor.redact(fact.sentence()), attributes);
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds intakes. Not thread-safe. */
    final class Builder extends ImmutableIntake.Builder {
        Builder() {}

        /** The ticket's id. */
        public Builder id(String id) {
            return id(TicketId.of(id));
        }
    }

    /** Who began a ticket; reply clocks start at creation unless an agent did. */
    enum Origin {
        /** A customer or participant asked, by mail, call, form or API. */
        CUSTOMER,
        /** An agent opened it on their own account: a reply is owed only once the customer has written. */
        AGENT,
        /** A core raised an alert. */
        ALERT
    }
}
