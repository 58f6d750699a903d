package io.counterfoil.ticketing.phone;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a telephone system knows of a period: calls, log-in sessions, what agents were to do and what they did (ticketing specification 4.5). Immutable, thread-safe.
 *
 * <p>A row that cannot be true is a rejection with its reason, so rows are the calls used and the rejected ones together. The same call twice counts once.
 */
public final class PhoneLog {

    private static final PhoneLog NONE = new PhoneLog(new Builder());

    private final List<Call> calls;
    private final List<Rejection> rejections;
    private final List<Session> sessions;
    private final List<Spell> planned;
    private final List<Spell> done;
    private final Set<AgentDays.Day> scheduled;

    private PhoneLog(Builder builder) {
        calls = List.copyOf(builder.calls.values());
        rejections = List.copyOf(builder.rejections);
        sessions = List.copyOf(builder.sessions);
        planned = List.copyOf(builder.planned);
        done = List.copyOf(builder.done);
        scheduled = Set.copyOf(builder.scheduled);
    }

    /** Nothing. */
    public static PhoneLog none() {
        return NONE;
    }

    /** An empty log. */
    public static Builder builder() {
        return new Builder();
    }

    /** The calls, in the order in which they were added, each once. */
    public List<Call> calls() {
        return calls;
    }

    /** The rows that are no calls, with position and reason. */
    public List<Rejection> rejections() {
        return rejections;
    }

    /** The sessions as they were given. */
    public List<Session> sessions() {
        return sessions;
    }

    /**
     * One entry for each agent and local date with a session, a plan or work, by date and agent.
     *
     * @param zone whose days
     * @param timeout after which a session that was never ended is over, counted from its last event
     * @param now nothing later is counted
     */
    public List<AgentDay> agentDays(ZoneId zone, Duration timeout, Instant now) {
        AgentDays days = new AgentDays(zone, timeout, now);
        scheduled.forEach(days::scheduled);
        sessions.forEach(days::session);
        planned.forEach(days::planned);
        done.forEach(days::done);
        return days.all();
    }

    /** What became of a call (ticketing codes, {@code callOutcomes}). */
    public enum Outcome {
        ANSWERED,
        /** The caller hung up in the queue. */
        ABANDONED,
        /** Sent to another team or provider because the queue was full. */
        OVERFLOWED,
        /** The caller chose to be called back. */
        CALLBACK_QUEUED,
        TRANSFERRED_OUT,
        VOICEMAIL,
        /** Ended in the menu before it reached the queue. */
        REFUSED_BY_MENU;

        /** Whether it was offered to agents: answered or abandoned. Everything else is counted apart. */
        public boolean isOffered() {
            return this == ANSWERED || this == ABANDONED;
        }
    }

    /** Why a row is no call. */
    public enum Fault implements Code {
        /** The wait is below zero. */
        NEGATIVE_WAIT,
        /** It ended before it was answered, or a part of it is below zero. */
        END_BEFORE_START,
        /** The outcome is none of ours. */
        UNKNOWN_OUTCOME,
        /** The id stands in the log with another content. */
        SAME_ID;

        @Override
        public String id() {
            return "CALL." + name();
        }
    }

    /** A call. Immutable. */
    @Value.Immutable
    public interface Call {

        /** The telephone system's id. */
        String id();

        /** Who took it; empty where nobody did. */
        @Value.Default
        default String agent() {
            return "";
        }

        /** When it reached the queue. */
        Instant offeredAt();

        /** What became of it. */
        Outcome outcome();

        /** Time in the queue. */
        Duration waiting();

        /** Talk, hold and wrap together. */
        @Value.Default
        default Duration handling() {
            return Duration.ZERO;
        }

        /** No time is negative. */
        @Value.Check
        default void check() {
            if (id().isBlank() || waiting().isNegative() || handling().isNegative()) {
                throw new IllegalArgumentException("call '" + id() + "' waits " + waiting() + " and is handled for "
                        + handling() + ", expected an id and no negative time");
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds calls. Not thread-safe. */
        final class Builder extends ImmutableCall.Builder {
            Builder() {}
        }
    }

    /** A row of a telephone system's export, not yet believed. Immutable. */
    @Value.Immutable
    public interface CallRow {

        /** The telephone system's id. */
        String id();

        /** Who took it; empty where nobody did. */
        @Value.Default
        default String agent() {
            return "";
        }

        /** One of {@link Outcome}, in any case. */
        String outcome();

        /** When it reached the queue. */
        Instant offeredAt();

        /** When it left the queue: answered, given up or sent elsewhere. */
        Instant leftQueueAt();

        /** When the conversation ended; empty where there was none. */
        Optional<Instant> endedAt();

        /** Work after the conversation. */
        @Value.Default
        default Duration wrap() {
            return Duration.ZERO;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds rows. Not thread-safe. */
        final class Builder extends ImmutableCallRow.Builder {
            Builder() {}
        }
    }

    /**
     * A log-in.
     *
     * @param agent who
     * @param from when it began
     * @param to when it ended; null where nobody logged out
     * @param lastEventAt the last sign of life
     */
    public record Session(
            String agent, Instant from, @Nullable Instant to, Instant lastEventAt) {
        public Session {
            Instant end = to == null ? lastEventAt : to;
            if (agent.isBlank() || end.isBefore(from) || lastEventAt.isBefore(from)) {
                throw new IllegalArgumentException("session of '" + agent + "' from " + from + " to " + end
                        + ", expected an agent and an end after the beginning");
            }
        }

        /** A session that was ended. */
        public static Session of(String agent, Instant from, Instant to) {
            return new Session(agent, from, to, to);
        }

        Spans.Span span(Duration timeout, Instant now) {
            Instant end = to == null ? lastEventAt.plus(timeout) : to;
            Instant seen = end.isAfter(now) ? now : end;
            return new Spans.Span(from, seen.isBefore(from) ? from : seen);
        }
    }

    /**
     * A stretch of an agent's day, planned or done.
     *
     * @param agent who
     * @param activity what
     * @param from when it begins
     * @param to when it ends, not before
     */
    public record Spell(String agent, Activity activity, Instant from, Instant to) {

        public Spell {
            Objects.requireNonNull(activity, "activity");
            if (agent.isBlank() || to.isBefore(from)) {
                throw new IllegalArgumentException(activity + " of '" + agent + "' from " + from + " to " + to
                        + ", expected an agent and an end after the beginning");
            }
        }

        /** What agents do. */
        public enum Activity {
            /** Ready for a call; in a plan, on the phone. */
            AVAILABLE,
            /** In a call or its wrap. */
            HANDLING,
            /** Training, a meeting, back-office work. */
            OTHER_WORK,
            BREAK;

            boolean isWork() {
                return this != BREAK;
            }

            boolean fits(Activity plan) {
                return this == plan
                        || (plan == AVAILABLE && this == HANDLING)
                        || (plan == HANDLING && this == AVAILABLE);
            }
        }
    }

    /** One agent on one local date; times are lengths of unions, so what overlaps counts once. Immutable. */
    @Value.Immutable
    public interface AgentDay {

        /** Who. */
        String agent();

        /** Which day. */
        LocalDate date();

        /** Whether they were to work. */
        boolean scheduled();

        /** Whether a session was closed for them. */
        boolean unfinished();

        /** Logged in. */
        Duration loggedIn();

        /** In calls. */
        Duration handling();

        /** Ready for calls. */
        Duration available();

        /** Planned in all, breaks too. */
        Duration paid();

        /** Planned but for breaks. */
        Duration plannedWork();

        /** Done but for breaks. */
        Duration worked();

        /** In the planned activity at the planned time. */
        Duration adhered();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds days. Not thread-safe. */
        final class Builder extends ImmutableAgentDay.Builder {
            Builder() {}
        }
    }

    /** Collects calls and days. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Call> calls = new LinkedHashMap<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private final List<Session> sessions = new ArrayList<>();
        private final List<Spell> planned = new ArrayList<>();
        private final List<Spell> done = new ArrayList<>();
        private final Set<AgentDays.Day> scheduled = new HashSet<>();
        private long row;

        private Builder() {}

        /** A call; the same one again changes nothing, another one under its id is rejected. */
        public Builder call(Call call) {
            row++;
            Call before = calls.putIfAbsent(call.id(), call);
            if (before != null && !before.equals(call)) {
                reject(call.id(), Fault.SAME_ID, "stands in the log with another content, expected each id once");
            }
            return this;
        }

        /** Several calls. */
        public Builder calls(Iterable<Call> more) {
            more.forEach(this::call);
            return this;
        }

        /** A row that may be wrong: a call or a rejection. */
        public Builder row(CallRow raw) {
            Outcome outcome = Arrays.stream(Outcome.values())
                    .filter(known -> known.name().equalsIgnoreCase(raw.outcome().strip()))
                    .findFirst()
                    .orElse(null);
            Duration waiting = Duration.between(raw.offeredAt(), raw.leftQueueAt());
            Duration talk = Duration.between(raw.leftQueueAt(), raw.endedAt().orElse(raw.leftQueueAt()));
            if (outcome == null) {
                row++;
                reject(
                        raw.id(),
                        Fault.UNKNOWN_OUTCOME,
                        "has the outcome '" + raw.outcome() + "', expected one of "
                                + Arrays.toString(Outcome.values()));
            } else if (waiting.isNegative()) {
                row++;
                reject(raw.id(), Fault.NEGATIVE_WAIT, "waits " + waiting + ", expected zero or more");
            } else if (talk.isNegative() || raw.wrap().isNegative()) {
                row++;
                reject(
                        raw.id(),
                        Fault.END_BEFORE_START,
                        "talks " + talk + " and wraps " + raw.wrap() + ", expected zero or more");
            } else {
                call(Call.builder()
                        .id(raw.id())
                        .agent(raw.agent())
                        .offeredAt(raw.offeredAt())
                        .outcome(outcome)
                        .waiting(waiting)
                        .handling(talk.plus(raw.wrap()))
                        .build());
            }
            return this;
        }

        private void reject(String id, Fault fault, String words) {
            rejections.add(
                    Rejection.of(Diagnostic.Location.of("calls", row), "call", fault, "call '" + id + "' " + words));
        }

        /** A log-in. */
        public Builder session(Session session) {
            sessions.add(session);
            return this;
        }

        /** What an agent is to do. */
        public Builder planned(Spell spell) {
            planned.add(spell);
            return this;
        }

        /** What an agent did. */
        public Builder done(Spell spell) {
            done.add(spell);
            return this;
        }

        /** An agent is to work on the date, without saying when. */
        public Builder scheduled(String agent, LocalDate date) {
            scheduled.add(new AgentDays.Day(date, agent));
            return this;
        }

        /** The log. */
        public PhoneLog build() {
            return new PhoneLog(this);
        }
    }

    /** Everything of both logs; a call that stands in both counts once. */
    public PhoneLog and(PhoneLog other) {
        Builder both = new Builder();
        for (PhoneLog log : List.of(this, other)) {
            both.calls(log.calls);
            both.rejections.addAll(log.rejections);
            both.sessions.addAll(log.sessions);
            both.planned.addAll(log.planned);
            both.done.addAll(log.done);
            both.scheduled.addAll(log.scheduled);
        }
        return both.build();
    }

    @Override
    public String toString() {
        return calls.size() + " calls, " + rejections.size() + " rejected, " + sessions.size() + " sessions of "
                + Collections.unmodifiableSet(
                        new TreeSet<>(sessions.stream().map(Session::agent).toList()));
    }
}
