package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A condition on alerts or on incoming items and the route it leads to. Every condition that is given must hold; an amount condition never holds for an alert without an
 * amount or in another currency, and compares without sign. Immutable.
 */
@Value.Immutable
public interface TriageRule {

    /** For explanations; unique among the rules of one triage. */
    String name();

    /** The alert kinds it speaks of; all where it is empty. */
    Set<AlertKind> kinds();

    /** The types of subject it speaks of, such as {@code payout}; all where it is empty. */
    Set<String> subjectTypes();

    /** The mildest severity it speaks of. */
    @Value.Default
    default Diagnostic.Severity atLeast() {
        return Diagnostic.Severity.NONE;
    }

    /** The smallest amount, in either direction, that it speaks of. */
    Optional<MonetaryAmount> amountAtLeast();

    /** The mailboxes it speaks of, such as {@code finance@}: the beginning of the address; all where it is empty. */
    Set<String> mailboxes();

    /** The senders it speaks of: a whole address, or its end from the {@code @} on; all where it is empty. */
    Set<String> senders();

    /** Headers that must hold a text, by name, whatever the capitals. */
    Map<String, String> headers();

    /** Words one of which stands in the subject; any subject where it is empty. */
    Set<String> subjectWords();

    /** Types of reference one of which must be found in the text; none is asked for where it is empty. */
    Set<String> mentions();

    /** What an agent must be able to do to work on it. */
    Set<String> skills();

    /** Where to. */
    Route route();

    /** The condition is well formed. */
    @Value.Check
    default void check() {
        if (name().isBlank()) {
            throw new IllegalArgumentException(
                    "triage rule to " + route() + " has a blank name, expected one for explanations");
        }
        amountAtLeast().filter(amount -> amount.isNegative()).ifPresent(amount -> {
            throw new IllegalArgumentException(
                    "triage rule '" + name() + "' has the negative limit " + amount + ", expected zero or more");
        });
    }

    /** Whether every condition holds; one that asks for what only an item has never holds for an alert. */
    default boolean matches(Alert alert) {
        return !asksForItems()
                && (kinds().isEmpty() || kinds().contains(alert.kind()))
                && (subjectTypes().isEmpty()
                        || subjectTypes().contains(alert.subject().type()))
                && alert.severity().compareTo(atLeast()) >= 0
                && amountAtLeast()
                        .map(limit -> alert.amount()
                                .filter(amount -> reaches(amount, limit))
                                .isPresent())
                        .orElse(true);
    }

    /** Whether every condition holds; one that asks for what only an alert has never holds for an item. */
    default boolean matches(IncomingItem item, Set<SubjectRef> found) {
        return !asksForAlerts()
                && (mailboxes().isEmpty() || mailboxes().stream().anyMatch(box -> starts(item.mailbox(), box)))
                && (senders().isEmpty() || senders().stream().anyMatch(end -> isFrom(item.sender(), end)))
                && headers().entrySet().stream()
                        .allMatch(header -> holds(item.header(header.getKey()), header.getValue()))
                && (subjectWords().isEmpty()
                        || subjectWords().stream()
                                .anyMatch(word ->
                                        NaiveBayes.words(item.subject()).contains(word.toLowerCase(Locale.ROOT))))
                && (mentions().isEmpty()
                        || found.stream().anyMatch(ref -> mentions().contains(ref.type())));
    }

    private boolean asksForItems() {
        return !(mailboxes().isEmpty()
                && senders().isEmpty()
                && headers().isEmpty()
                && subjectWords().isEmpty()
                && mentions().isEmpty());
    }

    private boolean asksForAlerts() {
        return !(kinds().isEmpty()
                && subjectTypes().isEmpty()
                && amountAtLeast().isEmpty()
                && atLeast() == Diagnostic.Severity.NONE);
    }

    private static boolean starts(String text, String begin) {
        return text.toLowerCase(Locale.ROOT).startsWith(begin.toLowerCase(Locale.ROOT));
    }

    private static boolean isFrom(String sender, String end) {
        String who = sender.toLowerCase(Locale.ROOT);
        String wanted = end.toLowerCase(Locale.ROOT);
        return wanted.startsWith("@") ? who.endsWith(wanted) : who.equals(wanted);
    }

    private static boolean holds(String value, String part) {
        return value.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static boolean reaches(MonetaryAmount amount, MonetaryAmount limit) {
        return amount.getCurrency().getCurrencyCode().equals(limit.getCurrency().getCurrencyCode())
                && magnitude(amount).compareTo(magnitude(limit)) >= 0;
    }

    private static BigDecimal magnitude(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(BigDecimal.class).abs();
    }

    /** A rule with the name, to be completed with conditions and a route. */
    static Builder named(String name) {
        return new Builder().name(name);
    }

    /** Builds rules. Not thread-safe. */
    final class Builder extends ImmutableTriageRule.Builder {
        Builder() {}

        /** Speaks of alerts of this kind; may be given several times. */
        public Builder kind(AlertKind kind) {
            return addKinds(kind);
        }

        /** Speaks of subjects of this type; may be given several times. */
        public Builder subjectType(String type) {
            return addSubjectTypes(type);
        }

        /** Speaks of items sent there; may be given several times. */
        public Builder mailbox(String mailbox) {
            return addMailboxes(mailbox);
        }

        /** Speaks of items from there: an address, or {@code @} and a domain; may be given several times. */
        public Builder sender(String sender) {
            return addSenders(sender);
        }

        /** Speaks of items with the word in their subject; may be given several times. */
        public Builder subjectWord(String word) {
            return addSubjectWords(word);
        }

        /** Speaks of items that mention such a reference; may be given several times. */
        public Builder mention(String type) {
            return addMentions(type);
        }

        /** Its work needs the skill; may be given several times. */
        public Builder skill(String skill) {
            return addSkills(skill);
        }

        /** The finished rule with its route. */
        public TriageRule routesTo(Route route) {
            return route(route).build();
        }
    }
}
