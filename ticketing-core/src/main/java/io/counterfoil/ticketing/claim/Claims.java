package io.counterfoil.ticketing.claim;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.claim.ClaimEvent.Change;
import io.counterfoil.ticketing.claim.ClaimEvent.Kind;
import io.counterfoil.ticketing.entry.DoubleKeying.KeyingResult;
import io.counterfoil.ticketing.entry.ErrorRates.CheckedRecord;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.KeyedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * The machine of claims (ticketing specification 4.6, lifecycles {@code claim}).
 *
 * <p>Staff act as HOST, adjudicators and reviewers as REVIEWER, approvers and supervisors as APPROVER, and the passed time to answer as CLOCK. Four eyes: the second
 * keyer is not the first, the adjudicator neither, an approver typed nothing. Immutable, thread-safe.
 */
public final class Claims extends TableMachine<Claim.Status, Claim, ClaimCommand, ClaimEvent> {

    private static final LifecycleTable ROWS = LifecycleTable.parse("CLAIM", ClaimTable.TEXT);
    private static final Lifecycle<Claim.Status, ClaimEvent> TABLE = ROWS.over(Claim.Status.class, ClaimEvent.class);

    private final FieldRules rules;
    private final BusinessHours hours;
    private final BusinessDays responseTime;
    private final @Nullable MonetaryAmount secondApprovalAbove;

    private Claims(Builder builder) {
        rules = builder.rules;
        hours = builder.hours;
        responseTime = builder.responseTime;
        secondApprovalAbove = builder.secondApprovalAbove;
    }

    /** Why a command is refused before the table is asked. */
    public enum Refused implements Code {
        /** There is no such claim yet. */
        NOT_RECEIVED,
        /** A typed value cannot be taken; the claim stays where it is. */
        VALUES;

        @Override
        public String id() {
            return "CLAIM." + name();
        }
    }

    /** Claims on this form, the participants' time running in these hours; thirty business days to answer, one approval. */
    public static Builder builder(FieldRules rules, BusinessHours hours) {
        return new Builder(rules, hours);
    }

    /** The table as a person reads it. */
    public static LifecycleTable table() {
        return ROWS;
    }

    @Override
    public Claim initial() {
        return new Claim(Claim.Status.RECEIVED, History.empty());
    }

    @Override
    public Claim evolve(Claim state, ClaimEvent event) {
        return new Claim(
                TABLE.next(state.status(), event).orElse(state.status()),
                state.history().plus(event));
    }

    @Override
    public Lifecycle<Claim.Status, ClaimEvent> lifecycle() {
        return TABLE;
    }

    @Override
    protected Optional<Refusal> refusal(Claim state, ClaimCommand command, Instant now) {
        if (!state.exists() && command.kind() != Kind.RECEIVE) {
            return Optional.of(Refusal.of(
                    Refused.NOT_RECEIVED,
                    "'" + command.kind().eventName()
                            + "' came before the claim was received\nMaybe the claim id is another one"));
        }
        List<Rejection> rejections = rejections(state, command);
        return rejections.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Refused.VALUES,
                        rejections.stream().map(Rejection::sentence).collect(Collectors.joining("; "))));
    }

    /** What in the values of the command cannot be taken, field by field; empty for a command that types nothing. */
    public List<Rejection> rejections(Claim state, ClaimCommand command) {
        if (!state.exists()) {
            return List.of();
        }
        String record = Keying.record(state.receipt().id(), state.revision());
        String by = command.by().id();
        if (command.detail() instanceof ClaimEvent.Keyed keyed) {
            return rules.assess(new KeyedRecord(record, by, keyed.values()));
        }
        if (command.detail() instanceof ClaimEvent.Corrected corrected) {
            return rules.assess(new KeyedRecord(
                    record,
                    by,
                    corrected.changes().stream()
                            .collect(Collectors.toMap(Change::field, Change::to, (one, two) -> two))));
        }
        return List.of();
    }

    @Override
    protected List<ClaimEvent> events(Claim state, ClaimCommand command, Instant now) {
        History.Stamped.Stamp stamp = History.Stamped.Stamp.of(command, now);
        Kind kind = command.kind();
        ClaimEvent.Detail detail = command.detail();
        if (kind == Kind.AGREE && detail instanceof ClaimEvent.Keyed keyed) {
            kind = agrees(state, command.by().id(), keyed.values()) ? Kind.AGREE : Kind.DISAGREE;
        } else if (kind == Kind.APPROVE && isAboveLimit(state) && signer(state).isEmpty()) {
            kind = Kind.SIGN;
        } else if (detail instanceof ClaimEvent.Corrected corrected) {
            Map<String, String> before = Keying.of(state, rules).values();
            List<Change> changes = new ArrayList<>();
            corrected
                    .changes()
                    .forEach(change -> changes.add(new Change(
                            change.field(), before.getOrDefault(change.field(), ""), change.to(), change.kind())));
            detail = new ClaimEvent.Corrected(changes, corrected.reason());
        }
        return List.of(new ClaimEvent(kind, detail, stamp));
    }

    private boolean agrees(Claim state, String by, Map<String, String> values) {
        KeyedRecord first = Keying.of(state, rules).first();
        return first != null
                && !first.keyer().equals(by)
                && rules.fields().stream()
                        .allMatch(field -> field.normal(first.value(field.name()))
                                .equals(field.normal(values.getOrDefault(field.name(), ""))));
    }

    private boolean isAboveLimit(Claim state) {
        MonetaryAmount limit = secondApprovalAbove;
        MonetaryAmount claimed = state.content().map(Claim.Content::claimed).orElseGet(state::claimed);
        return limit != null
                && (!limit.getCurrency().equals(claimed.getCurrency())
                        || Amounts.minor(claimed) > Amounts.minor(limit));
    }

    /** Who gave the first of two approvals of what is reviewed now. */
    private static Optional<String> signer(Claim state) {
        String signer = null;
        for (ClaimEvent event : state.history().toList()) {
            signer = switch (event.kind()) {
                case SIGN -> event.stamp().by().id();
                case REVIEW -> null;
                default -> signer;
            };
        }
        return Optional.ofNullable(signer);
    }

    @Override
    protected Optional<String> unmet(Claim state, ClaimEvent event, Instant now) {
        String by = event.stamp().by().id();
        return switch (event.kind()) {
            case RECEIVE -> state.exists() ? Optional.of("it was received already") : Optional.empty();
            case AGREE, DISAGREE -> notSecond(state, by);
            case ADJUDICATE -> notSettled(state, (ClaimEvent.Adjudicated) event.detail(), by);
            case PASS_UNSAMPLED -> secondTyping(state);
            case CORRECT -> nothingChanged(state, (ClaimEvent.Corrected) event.detail());
            case RETURN ->
                ((ClaimEvent.Returned) event.detail())
                        .documents().values().stream()
                                .filter(code -> !code.isReturnable())
                                .findFirst()
                                .map(code -> code + " (" + code.label() + ") is final");
            case EXPIRE -> early(state, now);
            case REVIEW ->
                ((ClaimEvent.Reviewed) event.detail())
                        .findings().stream()
                                .filter(found -> found.consequence() == Duplicates.Consequence.BLOCKED)
                                .findFirst()
                                .map(found -> "it is a duplicate of claim " + found.other());
            case SIGN, APPROVE -> sameEyes(state, by);
            case REJECT -> {
                Deficiency code = ((ClaimEvent.Rejected) event.detail()).deficiency();
                yield code.isReturnable()
                        ? Optional.of(code + " (" + code.label() + ") can be put right by the participant")
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<String> notSecond(Claim state, String by) {
        Keying keying = Keying.of(state, rules);
        KeyedRecord first = keying.first();
        if (keying.hasSecond()) {
            return Optional.of("two people typed it and disagree, expected adjudication");
        }
        return first != null && first.keyer().equals(by)
                ? Optional.of("'" + by + "' typed it first")
                : Optional.empty();
    }

    private Optional<String> notSettled(Claim state, ClaimEvent.Adjudicated adjudicated, String by) {
        KeyingResult pair = Keying.of(state, rules).pair();
        if (pair == null) {
            return Optional.of("nobody typed it a second time");
        }
        if (state.keyers().contains(by)) {
            return Optional.of("'" + by + "' typed it");
        }
        try {
            pair.adjudicate(adjudicated.rulings(), by);
            return Optional.empty();
        } catch (IllegalArgumentException unfit) {
            return Optional.of(Objects.requireNonNullElse(unfit.getMessage(), "the rulings do not fit"));
        }
    }

    private Optional<String> secondTyping(Claim state) {
        return Keying.of(state, rules).hasSecond()
                ? Optional.of("two people typed it and disagree, expected adjudication")
                : Optional.empty();
    }

    private Optional<String> nothingChanged(Claim state, ClaimEvent.Corrected corrected) {
        Map<String, String> before = Keying.of(state, rules).values();
        return corrected.changes().stream()
                .filter(change -> before.getOrDefault(change.field(), "").equals(change.to()))
                .findFirst()
                .map(change -> "field '" + change.field() + "' holds that value already");
    }

    private Optional<String> early(Claim state, Instant now) {
        return respondBy(state)
                .filter(due -> !now.isAfter(due.roll()))
                .map(due -> "the participant may answer until " + due.roll());
    }

    private static Optional<String> sameEyes(Claim state, String by) {
        if (state.keyers().contains(by)) {
            return Optional.of("'" + by + "' typed it");
        }
        return signer(state).filter(by::equals).map(signer -> "'" + by + "' gave the first approval");
    }

    @Override
    protected Evidence evidence(Claim after, List<ClaimEvent> events) {
        return Evidence.lazily(() -> List.of(new Evidence.Fact(
                Code.of("CLAIM." + after.status()),
                "claim " + after.receipt().id() + " is " + after.status() + " in revision " + after.revision(),
                Map.of("claim", after.receipt().id()))));
    }

    /** Until when the participant may answer; empty unless it is returned, or where the hours never open. A later instant than {@code roll} is too late. */
    public Optional<OpenHours.Due.At> respondBy(Claim claim) {
        return claim.status() != Claim.Status.RETURNED
                ? Optional.empty()
                : claim.find(Kind.RETURN)
                        .flatMap(event ->
                                hours.deadline(event.stamp().at(), responseTime).at());
    }

    /** The two typings of the present revision compared; empty where there are not two. */
    public Optional<KeyingResult> keying(Claim claim) {
        return Optional.ofNullable(Keying.of(claim, rules).pair());
    }

    /** The values that count now, by field; empty before it was keyed in this revision. */
    public Map<String, String> values(Claim claim) {
        return Keying.of(claim, rules).values();
    }

    /** The typings that somebody checked, by a second typing, a correction or a deletion, with whose errors were found: for the error rates. */
    public List<CheckedRecord> checked(Claim claim) {
        return Keying.of(claim, rules).checked();
    }

    /** Options of the machine. Not thread-safe. */
    public static final class Builder {

        private final FieldRules rules;
        private final BusinessHours hours;
        private BusinessDays responseTime = BusinessDays.of(30);
        private @Nullable MonetaryAmount secondApprovalAbove;

        private Builder(FieldRules rules, BusinessHours hours) {
            this.rules = Objects.requireNonNull(rules, "rules");
            this.hours = Objects.requireNonNull(hours, "hours");
        }

        /** How long a participant has to answer; default thirty business days. */
        public Builder responseTime(BusinessDays days) {
            if (days.n() < 1) {
                throw new IllegalArgumentException("time to answer is " + days.n() + " days, expected 1 or more");
            }
            responseTime = days;
            return this;
        }

        /** A claim above this amount, or in another currency, needs two approvals. */
        public Builder secondApprovalAbove(MonetaryAmount limit) {
            secondApprovalAbove = limit;
            return this;
        }

        /** The machine. */
        public Claims build() {
            return new Claims(this);
        }
    }
}
