package io.counterfoil.payments.trace;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Where a payment's money is, whether it is final or until when, whose turn it is, until when, and what is known and missing (PAY-66). Immutable.
 *
 * <p>Made by {@code Payments.whereabouts}; a host adds what lies with it, such as statement lines, matches and tickets, by {@link #with}.
 */
@Value.Immutable
public interface Whereabouts {

    /** The payment. */
    SubjectRef subject();

    /** The day of the answer. */
    LocalDate day();

    /** All of it in one sentence, English, with a full stop; days as {@code 2 Mar}, with the year where it is not the year of the answer. */
    String sentence();

    /** What the ledger holds of the payment, by account; accounts on which nothing is left are left out. */
    List<Holding> holdings();

    /** What should happen next, by whom and by when; empty where nothing is awaited. */
    Optional<Expectation> expectedNext();

    /** The last day on which it can be taken back, now that it settled or once it settles as expected; empty where it cannot come to that, and for recourse without end. */
    Optional<LocalDate> finalOn();

    /** How sure the money is. */
    Finality finality();

    /** What is known, by day, and within a day in the order in which it became known. */
    List<TraceFact> timeline();

    /** What must be found in the timeline by now: a statement line for each movement at the bank. */
    List<TraceFact> owed();

    /** What should be in the books and is not: journals of events that were not booked. */
    List<TraceFact> missing();

    /** What should be known by now and is not: journals, statement lines, matches. */
    default List<TraceFact> gaps() {
        List<TraceFact> gaps = new ArrayList<>(missing());
        long lines = count(TraceFact.Kind.STATEMENT_LINE);
        gaps.addAll(owed().subList((int) Math.min(lines, owed().size()), owed().size()));
        long matches = count(TraceFact.Kind.MATCH);
        timeline().stream()
                .filter(fact -> fact.kind() == TraceFact.Kind.STATEMENT_LINE)
                .skip(matches)
                .map(line -> new TraceFact(
                        TraceFact.Kind.MATCH,
                        line.on(),
                        line.reference(),
                        "statement line " + line.reference() + " is not matched"))
                .forEach(gaps::add);
        return List.copyOf(gaps);
    }

    private long count(TraceFact.Kind kind) {
        return timeline().stream().filter(fact -> fact.kind() == kind).count();
    }

    /** The same with one fact more, in its place in the timeline; a fact that is there already changes nothing. */
    default Whereabouts with(TraceFact fact) {
        if (timeline().contains(fact)) {
            return this;
        }
        List<TraceFact> all = new ArrayList<>(timeline());
        int at = all.size();
        while (at > 0 && all.get(at - 1).on().isAfter(fact.on())) {
            at--;
        }
        all.add(at, fact);
        return builder().from(this).timeline(all).build();
    }

    /** The answer for people: the sentence, whose turn it is, where the money lies, what happened, what is missing. */
    default Document toDocument() {
        Document.Builder document = Document.titled(
                        "Where " + subject().type() + " " + subject().id() + " is")
                .subtitle("On " + day())
                .paragraph(sentence());
        List<Document.Block.Fact> facts = new ArrayList<>();
        facts.add(new Document.Block.Fact(
                "Finality",
                Table.Cell.of(finality().words()),
                "",
                finality() == Finality.FINAL ? Document.Tone.GOOD : Document.Tone.NEUTRAL));
        finalOn().ifPresent(last -> facts.add(Document.Block.Fact.of("Can be taken back until", last)));
        expectedNext().ifPresent(next -> {
            facts.add(Document.Block.Fact.of("Whose turn", next.turn().words()));
            facts.add(Document.Block.Fact.of("Next step", next.step()));
            next.by()
                    .ifPresent(by -> facts.add(new Document.Block.Fact(
                            "By",
                            Table.Cell.of(by),
                            day().isAfter(by) ? "overdue" : "",
                            day().isAfter(by) ? Document.Tone.BAD : Document.Tone.NEUTRAL)));
        });
        document.add(new Document.Block.Facts(facts));
        gaps().forEach(gap -> document.callout(Document.Tone.CAUTION, "Missing", gap.sentence()));
        Table.Builder holdings = Table.titled("In the ledger")
                .text("account", "Account")
                .text("state", "State")
                .number("amount", "Amount");
        holdings()
                .forEach(holding -> holdings.row(
                        holding.account() + (holding.pending() ? " pending" : ""),
                        holding.account().value(),
                        holding.pending() ? "pending" : "posted",
                        holding.amount()));
        Table.Builder timeline = Table.titled("What happened")
                .text("on", "Day")
                .text("kind", "Trace")
                .text("sentence", "What")
                .text("reference", "Reference");
        int row = 0;
        for (TraceFact fact : timeline()) {
            timeline.row(
                    Integer.toString(++row),
                    fact.on(),
                    fact.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    fact.sentence(),
                    fact.reference());
        }
        return document.table(holdings.build()).table(timeline.build()).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** How sure the money is. */
    enum Finality implements Code {
        /** Nothing has settled. */
        NOT_SETTLED("not settled"),
        /** Settled, and can be taken back until a day. */
        OPEN_TO_RECOURSE("open to recourse"),
        /** Settled, and can be taken back for ever. */
        OPEN_WITHOUT_END("open to recourse without end"),
        /** In dispute. */
        DISPUTED("in dispute"),
        /** It came back. */
        RETURNED("came back"),
        /** It can no longer be taken back. */
        FINAL("final"),
        /** It never went. */
        NEVER_SENT("never sent");

        private final String words;

        Finality(String words) {
            this.words = words;
        }

        /** In a few English words. */
        public String words() {
            return words;
        }

        @Override
        public String id() {
            return "FINALITY." + name();
        }
    }

    /** Who has to move. */
    enum Turn implements Code {
        /** We have. */
        US("us"),
        /** A second person of ours. */
        APPROVER("an approver"),
        /** The bank, scheme or provider. */
        RAIL("the rail"),
        /** Nobody: a day has to come. */
        CLOCK("nobody, a day has to come");

        private final String words;

        Turn(String words) {
            this.words = words;
        }

        /** In a few English words. */
        public String words() {
            return words;
        }

        @Override
        public String id() {
            return "TURN." + name();
        }
    }

    /**
     * What the ledger holds of the payment on one account.
     *
     * @param account where
     * @param amount on the side on which the account grows; negative where the payment took from it
     * @param pending whether it is promised, not posted
     */
    record Holding(AccountId account, MonetaryAmount amount, boolean pending) {
        public Holding {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** What should happen next. Immutable. */
    final class Expectation {

        private final Turn turn;
        private final String step;
        private final @Nullable LocalDate by;

        private Expectation(Turn turn, String step, @Nullable LocalDate by) {
            this.turn = Objects.requireNonNull(turn, "turn");
            this.step = Objects.requireNonNull(step, "step");
            this.by = by;
        }

        /** A step without a day. */
        public static Expectation of(Turn turn, String step) {
            return new Expectation(turn, step, null);
        }

        /** A step by a day, that day included. */
        public static Expectation by(Turn turn, String step, LocalDate by) {
            return new Expectation(turn, step, Objects.requireNonNull(by, "by"));
        }

        /** Whose turn it is. */
        public Turn turn() {
            return turn;
        }

        /** What is to be done, English, without a full stop. */
        public String step() {
            return step;
        }

        /** The last day in time; empty where there is none. */
        public Optional<LocalDate> by() {
            return Optional.ofNullable(by);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Expectation next
                    && turn == next.turn
                    && step.equals(next.step)
                    && Objects.equals(by, next.by);
        }

        @Override
        public int hashCode() {
            return Objects.hash(turn, step, by);
        }

        /** Reads as {@code the rail: settle, by 2027-03-02}. */
        @Override
        public String toString() {
            return turn.words() + ": " + step + (by == null ? "" : ", by " + by);
        }
    }

    /** Builds answers. Not thread-safe. */
    final class Builder extends ImmutableWhereabouts.Builder {
        Builder() {}
    }

    /**
     * Something that is known about a payment, or should be: where it was seen, on which day. Immutable.
     *
     * @param kind what kind of trace
     * @param on the day, in the zone of the payment's rail
     * @param reference names the trace where it lies: a file, a journal, a statement line, a ticket; never a card or full account number
     * @param sentence for people, English, without a closing full stop; card numbers are taken out
     */
    record TraceFact(Kind kind, LocalDate on, String reference, String sentence) {

        public TraceFact {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(on, "on");
            if (reference.isBlank() || PanRedactor.holdsCardData(reference)) {
                throw new IllegalArgumentException("trace of kind " + kind + " on " + on
                        + (reference.isBlank() ? " without a reference" : " with a card number as its reference")
                        + ", expected the id under which it is found");
            }
            sentence = PanRedactor.redact(sentence);
        }

        /** What kind of trace. */
        public enum Kind implements Code {
            /** The order: made, changed, approved, cancelled. */
            ORDER,
            /** Handed over, in a file or alone. */
            FILE,
            /** The rail said something. */
            RAIL,
            /** A passed deadline. */
            CLOCK,
            /** A journal in the ledger. */
            POSTING,
            /** A line of a bank statement. */
            STATEMENT_LINE,
            /** A statement line was matched with our record. */
            MATCH,
            /** It came back, or the return went to and fro. */
            RETURN,
            /** A dispute or an indemnity claim. */
            DISPUTE,
            /** A ticket about it. */
            TICKET;

            @Override
            public String id() {
                return "TRACE." + name();
            }
        }

        /** A line of a bank statement that shows it. */
        public static TraceFact statementLine(String reference, LocalDate on, String sentence) {
            return new TraceFact(Kind.STATEMENT_LINE, on, reference, sentence);
        }

        /** A match of a statement line with our record. */
        public static TraceFact match(String reference, LocalDate on, String sentence) {
            return new TraceFact(Kind.MATCH, on, reference, sentence);
        }

        /** A dispute about it. */
        public static TraceFact dispute(String reference, LocalDate on, String sentence) {
            return new TraceFact(Kind.DISPUTE, on, reference, sentence);
        }

        /** A ticket about it. */
        public static TraceFact ticket(String reference, LocalDate on, String sentence) {
            return new TraceFact(Kind.TICKET, on, reference, sentence);
        }
    }
}
