package io.counterfoil.ticketing.programme;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.ticketing.award.Award;
import io.counterfoil.ticketing.award.Awards;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.KeyedRecord;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.triage.IncomingItem;
import io.counterfoil.ticketing.triage.Triage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A change of a programme tried before it goes live: test claims and recorded records, tickets, mails and alerts run against today's rules and the proposed ones
 * (ticketing specification TIC-52). Nothing is posted, stored or sent. Immutable, thread-safe.
 */
public final class ProgrammeChange {

    private final String name;
    private final Actor proposedBy;
    private final Map<Area, BiFunction<Material, Instant, Answers>> today;
    private final Map<Area, BiFunction<Material, Instant, Answers>> proposed;

    private ProgrammeChange(Builder builder) {
        name = builder.name;
        proposedBy = builder.proposedBy;
        today = new EnumMap<>(builder.today);
        proposed = new EnumMap<>(builder.proposed);
    }

    /** A change with the name, by the person who wants it. */
    public static Builder named(String name, Actor proposedBy) {
        return new Builder(name, proposedBy);
    }

    /** What the change would do to the material: every difference to today, and every expectation that it misses. */
    public Trial assess(Material material, Instant now) {
        Map<Area, Long> tried = new EnumMap<>(Area.class);
        List<Difference> differences = new ArrayList<>();
        List<Miss> misses = new ArrayList<>();
        Map<Area, Answers> answers = new EnumMap<>(Area.class);
        proposed.forEach((area, rules) -> {
            Answers before = Objects.requireNonNull(today.get(area)).apply(material, now);
            Answers after = rules.apply(material, now);
            answers.put(area, after);
            tried.put(area, (long) after.byCase().size());
            SortedMap<String, Answer> cases = new TreeMap<>(before.byCase());
            cases.putAll(after.byCase());
            for (String one : cases.keySet()) {
                String was = text(before.byCase().get(one));
                String becomes = text(after.byCase().get(one));
                if (!was.equals(becomes)) {
                    differences.add(new Difference(area, one, was, becomes));
                }
            }
        });
        for (Expectation expected : material.expectations()) {
            Answers of = answers.get(expected.area());
            Answer answer = of == null ? null : of.byCase().get(expected.onCase());
            if (answer == null || !answer.verdict().equals(expected.verdict())) {
                misses.add(new Miss(expected, answer == null ? "not tried" : answer.verdict()));
            }
        }
        return new Trial(name, proposedBy, tried, differences, misses);
    }

    private static String text(@Nullable Answer answer) {
        return answer == null ? "" : answer.toString();
    }

    /** What a change touches. */
    public enum Area {
        /** Award rules on claims; the verdict is what a claim earns, such as {@code 100 PTS}. */
        AWARDS,
        /** Field rules on keyed records; the verdict is {@code accepted} or codes with fields, such as {@code ENTRY.BAD_DATE bought}. */
        FIELDS,
        /** Service levels on tickets; the case is ticket and clock, such as {@code t-1/RESOLUTION}, the verdict its state or {@code breached}. */
        SERVICE_LEVELS,
        /** Triage of mails and alerts; the verdict is a route, {@code abstained} or {@code dropped}. */
        ROUTING
    }

    /** What the rules are tried on. Immutable. */
    @Value.Immutable
    public interface Material {

        /** Approved claims and who made them, in the order in which caps are used up; others are passed over. */
        List<ClaimCase> claims();

        /** Keyed records, of the past or made up. */
        List<KeyedRecord> records();

        /** Tickets with their recorded events. */
        List<Ticket> tickets();

        /** Mails and other items. */
        List<IncomingItem> items();

        /** Alerts. */
        List<Alert> alerts();

        /** What the proposed rules must answer. */
        List<Expectation> expectations();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds material. Not thread-safe. */
        final class Builder extends ImmutableMaterial.Builder {
            Builder() {}

            /** The proposed rules must answer this. */
            public Builder expect(Area area, String onCase, String verdict) {
                return addExpectations(new Expectation(area, onCase, verdict));
            }
        }
    }

    /**
     * A claim to try award rules on.
     *
     * @param claim approved, with its content
     * @param claimant who made it
     */
    public record ClaimCase(Claim claim, Award.Claimant claimant) {}

    /**
     * What the proposed rules must answer.
     *
     * @param area which rules
     * @param onCase the claim, record, ticket and clock, item or alert
     * @param verdict word by word
     */
    public record Expectation(Area area, String onCase, String verdict) {}

    /**
     * An answer that changes.
     *
     * @param area which rules
     * @param onCase the claim, record, ticket and clock, item or alert
     * @param today what today's rules answer; empty where they answer nothing
     * @param proposed what the proposed rules answer; empty where they answer nothing
     */
    public record Difference(Area area, String onCase, String today, String proposed) {}

    /**
     * An expectation that is missed.
     *
     * @param expectation what was expected
     * @param found what the proposed rules answer, or that the case was not tried
     */
    public record Miss(Expectation expectation, String found) {}

    /** A verdict for expectations, and what else must not change unseen. */
    record Answer(String verdict, String detail) {
        @Override
        public String toString() {
            return detail.isEmpty() ? verdict : verdict + " (" + detail + ")";
        }
    }

    /** Answers by case. */
    record Answers(SortedMap<String, Answer> byCase) {}

    /** Why a trial cannot be signed off. */
    public enum Fault implements Code {
        /** An expectation is missed. */
        EXPECTATION_MISSED,
        /** Nothing was tried in an area that changes. */
        NOTHING_TRIED,
        /** By a machine, a rail or a clock, or without a name. */
        NO_PERSON,
        /** By the person who proposed the change. */
        OWN_CHANGE,
        /** Another trial than the one that was signed. */
        OTHER_TRIAL;

        @Override
        public String id() {
            return "PROGRAMME." + name();
        }
    }

    /**
     * What a change would do.
     *
     * @param change its name
     * @param proposedBy who wants it
     * @param tried how many cases in each area that changes
     * @param differences every answer that changes, by area and case
     * @param misses every expectation that is missed, in the order given
     */
    public record Trial(
            String change, Actor proposedBy, Map<Area, Long> tried, List<Difference> differences, List<Miss> misses) {

        public Trial {
            tried = Map.copyOf(tried);
            differences = List.copyOf(differences);
            misses = List.copyOf(misses);
        }

        /** Says that it is this trial and no other: the change, what was tried, what differs and what is missed. */
        public Sha256 digest() {
            return Sha256.ofFields(change, proposedBy.id(), new TreeMap<>(tried), differences, misses);
        }

        /** The answers that change in an area. */
        public List<Difference> differences(Area area) {
            return differences.stream()
                    .filter(difference -> difference.area() == area)
                    .toList();
        }

        /** A named approver or reviewer, not the one who proposed the change, takes it on; refused while an expectation is missed. */
        public Checked<SignOff> signOff(Actor by, String note, Instant now) {
            List<Diagnostic> problems = new ArrayList<>();
            for (Miss miss : misses) {
                problems.add(error(
                        Fault.EXPECTATION_MISSED,
                        miss.expectation().area() + " of " + miss.expectation().onCase() + " is " + miss.found()
                                + ", expected " + miss.expectation().verdict()));
            }
            tried.forEach((area, cases) -> {
                if (cases == 0) {
                    problems.add(error(Fault.NOTHING_TRIED, area + " changes and no case was tried"));
                }
            });
            if (by.role() != Actor.Role.APPROVER && by.role() != Actor.Role.REVIEWER) {
                problems.add(error(
                        Fault.NO_PERSON, by.id() + " signs as " + by.role() + ", expected an approver or reviewer"));
            }
            if (by.isSamePersonAs(proposedBy)) {
                problems.add(error(Fault.OWN_CHANGE, by.id() + " proposed the change, expected somebody else"));
            }
            return problems.isEmpty()
                    ? Checked.of(new SignOff(change, digest(), by, PanRedactor.redact(note), now))
                    : Checked.failed(problems);
        }

        private static Diagnostic error(Fault fault, String words) {
            return Diagnostic.error(fault, words, Diagnostic.Location.of("programme change"));
        }

        /** The trial as a page. */
        public Document toDocument() {
            Document.Builder page = Document.titled("Change: " + change)
                    .subtitle("proposed by " + proposedBy.id() + ", trial " + digest().shortHex());
            if (misses.isEmpty()) {
                page.callout(Document.Tone.GOOD, "Expectations", "every one is met");
            }
            for (Miss miss : misses) {
                page.callout(
                        Document.Tone.BAD,
                        miss.expectation().area() + " of " + miss.expectation().onCase(),
                        "expected " + miss.expectation().verdict() + ", found " + miss.found());
            }
            Table.Builder areas = Table.titled("Tried")
                    .text("area", "Rules")
                    .number("cases", "Cases")
                    .number("changed", "Changed");
            new TreeMap<>(tried)
                    .forEach((area, cases) -> areas.row(
                            area.name(), area.name(), cases, differences(area).size()));
            Table.Builder changed = Table.titled("Differences to today")
                    .text("case", "Case")
                    .text("area", "Rules")
                    .text("today", "Today")
                    .text("proposed", "Proposed");
            differences.forEach(one -> changed.row(
                    one.area() + " " + one.onCase(), one.onCase(), one.area().name(), one.today(), one.proposed()));
            return page.table(areas.build()).table(changed.build()).build();
        }
    }

    /**
     * Somebody takes a change on.
     *
     * @param change its name
     * @param trial digest of what they saw
     * @param by who
     * @param note redacted
     * @param at when
     */
    public record SignOff(String change, Sha256 trial, Actor by, String note, Instant at) {

        /** Whether the trial is the one that was signed: a change of rules or material asks for another signature. */
        public Optional<Diagnostic> unfit(Trial again) {
            return again.digest().equals(trial)
                    ? Optional.empty()
                    : Optional.of(Trial.error(
                            Fault.OTHER_TRIAL,
                            "trial " + again.digest().shortHex() + " of '" + again.change() + "' is not the one that "
                                    + by.id() + " signed, " + trial.shortHex()));
        }
    }

    /** Collects rules of today and proposed ones. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private final Actor proposedBy;
        private final Map<Area, BiFunction<Material, Instant, Answers>> today = new EnumMap<>(Area.class);
        private final Map<Area, BiFunction<Material, Instant, Answers>> proposed = new EnumMap<>(Area.class);

        private Builder(String name, Actor proposedBy) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("change has a blank name, expected one line");
            }
            this.name = name;
            this.proposedBy = proposedBy;
        }

        /** Award rules change. */
        public Builder awards(Awards now, Awards next) {
            return area(
                    Area.AWARDS,
                    (material, at) -> Trials.awards(now, material, at),
                    (material, at) -> Trials.awards(next, material, at));
        }

        /** Field rules change. */
        public Builder fields(FieldRules now, FieldRules next) {
            return area(
                    Area.FIELDS,
                    (material, at) -> Trials.fields(now, material),
                    (material, at) -> Trials.fields(next, material));
        }

        /** Service levels change. */
        public Builder clocks(Clocks now, Clocks next) {
            return area(
                    Area.SERVICE_LEVELS,
                    (material, at) -> Trials.clocks(now, material, at),
                    (material, at) -> Trials.clocks(next, material, at));
        }

        /** Triage changes. */
        public Builder triage(Triage now, Triage next) {
            return area(
                    Area.ROUTING,
                    (material, at) -> Trials.triage(now, material),
                    (material, at) -> Trials.triage(next, material));
        }

        private Builder area(
                Area area, BiFunction<Material, Instant, Answers> now, BiFunction<Material, Instant, Answers> next) {
            today.put(area, now);
            proposed.put(area, next);
            return this;
        }

        /** The change. */
        public ProgrammeChange build() {
            if (proposed.isEmpty()) {
                throw new IllegalStateException(
                        "change '" + name + "' changes nothing, expected rules of one area or more");
            }
            return new ProgrammeChange(this);
        }
    }

    @Override
    public String toString() {
        return "change '" + name + "' of " + proposed.keySet() + " by " + proposedBy.id();
    }
}
