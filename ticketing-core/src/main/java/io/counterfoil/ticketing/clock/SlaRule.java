package io.counterfoil.ticketing.clock;

import io.counterfoil.ticketing.triage.Priority;
import java.util.Set;
import org.immutables.value.Value;

/**
 * Which tickets a policy is for (ticketing specification 4.3). A rule that names a client comes before one that names a group, that before one that names kinds or
 * priorities, and one that names nothing is the default; of one rank the one added first decides. Immutable.
 */
@Value.Immutable
public interface SlaRule {

    /** For explanations; unique. */
    String name();

    /** The clients; all where it is empty. */
    Set<String> clients();

    /** The groups, which are the queues of tickets; all where it is empty. */
    Set<String> groups();

    /** The kinds of ticket; all where it is empty. */
    Set<String> kinds();

    /** The priorities; all where it is empty. */
    Set<Priority> priorities();

    /** The id of the policy that holds for them. */
    String policy();

    /** Its rank, most special first: 0 client, 1 group, 2 kind or priority, 3 default. */
    default int rank() {
        if (!clients().isEmpty()) {
            return 0;
        }
        if (!groups().isEmpty()) {
            return 1;
        }
        return kinds().isEmpty() && priorities().isEmpty() ? 3 : 2;
    }

    /** Whether it is for such tickets. */
    default boolean matches(String client, String group, String kind, Priority priority) {
        return (clients().isEmpty() || clients().contains(client))
                && (groups().isEmpty() || groups().contains(group))
                && (kinds().isEmpty() || kinds().contains(kind))
                && (priorities().isEmpty() || priorities().contains(priority));
    }

    /** Whether every ticket of the other rule is one of this. */
    default boolean covers(SlaRule other) {
        return covers(clients(), other.clients())
                && covers(groups(), other.groups())
                && covers(kinds(), other.kinds())
                && (covers(priorities(), other.priorities()) || priorities().containsAll(Set.of(Priority.values())));
    }

    private static boolean covers(Set<?> wide, Set<?> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    /** Whether some ticket is one of both. */
    default boolean overlaps(SlaRule other) {
        return meets(clients(), other.clients())
                && meets(groups(), other.groups())
                && meets(kinds(), other.kinds())
                && meets(priorities(), other.priorities());
    }

    private static boolean meets(Set<?> one, Set<?> two) {
        return one.isEmpty() || two.isEmpty() || one.stream().anyMatch(two::contains);
    }

    /** A rule with the name, to be completed with conditions and a policy. */
    static Builder named(String name) {
        return new Builder().name(name);
    }

    /** A new builder; {@link #named} reads better. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds rules. Not thread-safe. */
    final class Builder extends ImmutableSlaRule.Builder {
        Builder() {}

        /** For this client; may be given several times. */
        public Builder client(String client) {
            return addClients(client);
        }

        /** For this group; may be given several times. */
        public Builder group(String group) {
            return addGroups(group);
        }

        /** For this kind; may be given several times. */
        public Builder kind(String kind) {
            return addKinds(kind);
        }

        /** For this priority; may be given several times. */
        public Builder priority(Priority priority) {
            return addPriorities(priority);
        }

        /** The finished rule with its policy. */
        public SlaRule holds(String policy) {
            return policy(policy).build();
        }
    }
}
