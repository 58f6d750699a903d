package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What each source delivers by when, held against what came: files that are missing, late, empty or delivered twice (bank file specification BNK-57). A report
 * that says that there was nothing counts as received. Immutable, thread-safe.
 */
public final class ExpectedFiles {

    private final List<FeedRule> rules;

    private ExpectedFiles(List<FeedRule> rules) {
        this.rules = rules;
    }

    /**
     * The feeds that are expected.
     *
     * @throws IllegalArgumentException where two rules have one feed
     */
    public static ExpectedFiles of(List<FeedRule> rules) {
        Set<String> feeds = new HashSet<>();
        for (FeedRule rule : rules) {
            if (!feeds.add(rule.feed())) {
                throw new IllegalArgumentException("feed '" + rule.feed() + "' has two rules, expected one");
            }
        }
        List<FeedRule> sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparing(FeedRule::partner)
                .thenComparing(FeedRule::content)
                .thenComparing(FeedRule::feed));
        return new ExpectedFiles(List.copyOf(sorted));
    }

    /**
     * How complete the files about a business day are.
     *
     * @param received every file that came, of this day and others
     * @param day that the files are about
     * @param now up to when arrivals count
     */
    public CompletenessSheet assess(List<Arrival> received, LocalDate day, Instant now) {
        List<Line> lines = new ArrayList<>();
        for (FeedRule rule : rules) {
            List<Arrival> arrivals = received.stream()
                    .filter(arrival ->
                            arrival.feed().equals(rule.feed()) && arrival.day().equals(day))
                    .filter(arrival -> !arrival.at().isAfter(now))
                    .sorted(Comparator.comparing(Arrival::at))
                    .toList();
            lines.add(line(rule, arrivals, day, now));
        }
        return new CompletenessSheet(day, now, lines);
    }

    private static Line line(FeedRule rule, List<Arrival> arrivals, LocalDate day, Instant now) {
        if (!rule.calendar().isBusinessDay(day)) {
            State state = arrivals.isEmpty() ? State.NOT_EXPECTED : State.UNEXPECTED;
            return new Line(rule, state, Optional.empty(), arrivals);
        }
        Instant due = rule.dueFor(day);
        List<Arrival> usable =
                arrivals.stream().filter(arrival -> !isEmpty(arrival.receipt())).toList();
        State state;
        if (usable.isEmpty()) {
            state = !arrivals.isEmpty() ? State.EMPTY : now.isAfter(due) ? State.OVERDUE : State.WAITING;
        } else if (usable.size() > 1) {
            state = State.TWICE;
        } else {
            ImportReceipt receipt = usable.get(0).receipt();
            boolean late = usable.get(0).at().isAfter(due);
            state = receipt.status() == ProofStatus.BROKEN
                    ? State.BROKEN
                    : late ? State.LATE : receipt.records() == 0 ? State.NIL : State.RECEIVED;
        }
        return new Line(rule, state, Optional.of(due), arrivals);
    }

    /** Nothing at all, in contrast to a report without movements. */
    private static boolean isEmpty(ImportReceipt receipt) {
        return receipt.diagnostics().stream().anyMatch(finding -> finding.code().is(ImportCode.EMPTY_FILE));
    }

    /** What a feed tells. */
    public enum Content {
        BALANCES,
        TRANSACTIONS,
        RETURNS,
        FEES
    }

    /** One feed and when it is due. Immutable. */
    @Value.Immutable
    public interface FeedRule {

        /** Name of the feed, unique. */
        String feed();

        /** Who delivers it. */
        String partner();

        /** What it tells. */
        Content content();

        /** On which days there is something to tell. */
        BusinessCalendar calendar();

        /** How many business days after the day it tells of it comes; 1. */
        @Value.Default
        default int daysAfter() {
            return 1;
        }

        /** The time of day by which it comes. */
        LocalTime by();

        /** Where the time of day holds. */
        ZoneId zone();

        /** When the file about the day is due. */
        default Instant dueFor(LocalDate day) {
            return calendar()
                    .shift(day, daysAfter())
                    .atTime(by())
                    .atZone(zone())
                    .toInstant();
        }

        /** Refuses feeds without a name and files that come before their day. */
        @Value.Check
        default void check() {
            if (feed().isBlank() || partner().isBlank() || daysAfter() < 0) {
                throw new IllegalArgumentException("feed '" + feed() + "' of '" + partner() + "' comes " + daysAfter()
                        + " days after, expected names and 0 or more days");
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds rules. Not thread-safe. */
        final class Builder extends ImmutableFeedRule.Builder {
            Builder() {}
        }
    }

    /**
     * A file that came.
     *
     * @param feed that it belongs to
     * @param day that it tells of
     * @param at when it came
     * @param receipt what it proved
     */
    public record Arrival(String feed, LocalDate day, Instant at, ImportReceipt receipt) {
        public Arrival {
            Objects.requireNonNull(feed, "feed");
            Objects.requireNonNull(day, "day");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(receipt, "receipt");
        }
    }

    /** How a feed stands. */
    public enum State {
        /** No business day, no file. */
        NOT_EXPECTED,
        /** A file though it was no business day. */
        UNEXPECTED,
        /** Not due yet. */
        WAITING,
        /** There, with something in it. */
        RECEIVED,
        /** There, and it says that there was nothing. */
        NIL,
        /** There, after it was due. */
        LATE,
        /** There, more than once. */
        TWICE,
        /** There, and its figures do not agree. */
        BROKEN,
        /** There, without a byte of content. */
        EMPTY,
        /** Due and not there. */
        OVERDUE;

        /** Whether nobody has to look. */
        public boolean isFine() {
            return this == NOT_EXPECTED || this == WAITING || this == RECEIVED || this == NIL;
        }

        private Diagnostic.Severity severity() {
            return this == OVERDUE || this == EMPTY || this == BROKEN
                    ? Diagnostic.Severity.HIGH
                    : Diagnostic.Severity.MEDIUM;
        }
    }

    /**
     * One feed on one day.
     *
     * @param rule what was expected
     * @param state how it stands
     * @param due until when; empty where nothing was expected
     * @param arrivals what came, in order
     */
    public record Line(FeedRule rule, State state, Optional<Instant> due, List<Arrival> arrivals) {
        public Line {
            arrivals = List.copyOf(arrivals);
        }

        /** Reads as {@code rbc-returns of RBC: OVERDUE, due 2027-03-02T14:00:00Z}. */
        public String sentence() {
            return rule.feed() + " of " + rule.partner() + ": " + state
                    + due.map(time -> ", due " + time).orElse("")
                    + (arrivals.isEmpty() ? "" : ", came " + arrivals.get(0).at())
                    + (arrivals.size() > 1 ? " and " + (arrivals.size() - 1) + " times more" : "");
        }
    }

    /**
     * All feeds of one day. Immutable.
     *
     * @param day that the files are about
     * @param at when it was looked at
     * @param lines a feed each, by partner and content
     */
    public record CompletenessSheet(LocalDate day, Instant at, List<Line> lines) {
        public CompletenessSheet {
            lines = List.copyOf(lines);
        }

        /** Whether every feed that is due is there and nothing is odd. */
        public boolean isComplete() {
            return lines.stream().allMatch(line -> line.state().isFine() && line.state() != State.WAITING);
        }

        /** One alert for each feed that a person must look at; the same feed and day is the same alert. */
        public List<Alert> alerts(Instant now) {
            return lines.stream()
                    .filter(line -> !line.state().isFine())
                    .map(line -> Alert.builder()
                            .kind(new AlertKind("FILE_" + line.state().name()))
                            .severity(line.state().severity())
                            .subject(SubjectRef.of("feed", line.rule().feed()))
                            .period(day.toString())
                            .evidence(Evidence.of(
                                    Code.of("IMPORT.FILE_" + line.state().name()), line.sentence()))
                            .raisedAt(now)
                            .build())
                    .toList();
        }

        /** The sheet as a table: partner, content, feed, state, due, items. */
        public Document toDocument() {
            Table.Builder table = Table.titled("Files")
                    .text("partner", "Partner")
                    .text("content", "Content")
                    .text("feed", "Feed")
                    .text("state", "State")
                    .text("due", "Due")
                    .number("files", "Files")
                    .number("entries", "Entries");
            for (Line line : lines) {
                table.row(
                        line.rule().feed(),
                        line.rule().partner(),
                        line.rule().content(),
                        line.rule().feed(),
                        new Table.Cell.Mark(
                                line.state().name(), line.state().isFine() ? Document.Tone.NEUTRAL : Document.Tone.BAD),
                        line.due()
                                .map(due -> (Table.Cell)
                                        new Table.Cell.Moment(due, line.rule().zone()))
                                .orElseGet(() -> new Table.Cell.Text("")),
                        line.arrivals().size(),
                        line.arrivals().stream()
                                .mapToLong(arrival -> arrival.receipt().items())
                                .sum());
            }
            return Document.titled("Completeness of files")
                    .subtitle(day.toString())
                    .table(table.build())
                    .build();
        }
    }
}
