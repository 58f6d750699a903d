package io.counterfoil.reconciliation.cash;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Applies receipts to open items (REC-47, reconciliation specification 4.14): documents that the line names outrank amounts, an exact single item outranks naming
 * several with a remainder, sets are searched within one customer and counted, and lines do not share items: the line with the stronger evidence keeps what two
 * want, and of equals neither has it. The {@link RuleMatrix} says how sure that is; only what is also certain is applied without a person. Immutable, thread-safe.
 */
public final class CashMatcher {

    private final Policy policy;

    private CashMatcher(Policy policy) {
        this.policy = policy;
    }

    /** A matcher under the policy. */
    public static CashMatcher of(Policy policy) {
        return new CashMatcher(Objects.requireNonNull(policy, "policy"));
    }

    /** What becomes of each line, in the order of the lines; lines that the policy filters out get nothing. */
    public List<Application> match(List<Line> lines, List<OpenItem> items) {
        List<LineReading> readings = new ArrayList<>();
        for (Line line : lines) {
            readings.add(
                    policy.lineFilter().test(line)
                            ? new LineSearch(policy, line, items).read()
                            : LineReading.none(line));
        }
        return CashDivision.of(policy, readings);
    }

    /**
     * Items taken in order until the target is reached, the last in part where that is allowed (REC-24): a policy of its own, never a fallback. Items of other
     * direction or currency than the target, and of zero, take no part.
     *
     * @param items in the order in which they are to be taken
     */
    public static Filling fillInOrder(
            MonetaryAmount target, List<Match.Portion> items, boolean allowPartial, Tolerance tolerance) {
        return Filling.of(target, items, allowPartial, tolerance);
    }

    /** How receipts are applied. Immutable. */
    @Value.Immutable
    public interface Policy {

        /** By how much a line may differ from what it pays; base LEFT is the line, RIGHT the open item. Exact unless it is set. */
        @Value.Default
        default Tolerance tolerance() {
            return Tolerance.exact();
        }

        /** Whether a document that is named may be paid in part. */
        @Value.Default
        default boolean allowPartial() {
            return false;
        }

        /** Whether a line whose party is not known gets nothing. */
        @Value.Default
        default boolean partyRequired() {
            return false;
        }

        /** Whether items are taken in the order given, the last in part, without any search. */
        @Value.Default
        default boolean fillInOrder() {
            return false;
        }

        /** Whether every line is written off instead of matched: a rule for charges, together with a filter that finds them. */
        @Value.Default
        default boolean writesOff() {
            return false;
        }

        /** Whether items are valued at the line's own rate where the line states a foreign amount. */
        @Value.Default
        default boolean useLineRate() {
            return false;
        }

        /** Whether one named document inside the tolerance is enough to apply without a person, whatever the matrix says. */
        @Value.Default
        default boolean automaticByReference() {
            return false;
        }

        /** Which lines are looked at. */
        @Value.Default
        default Predicate<Line> lineFilter() {
            return line -> true;
        }

        /** Which text fields of a line are searched for documents, by name; all of them where this is empty. */
        Set<String> searchedTexts();

        /** Words in a text that mean an account, unless an application of high confidence is found. */
        Map<String, String> accountByWords();

        /** The most items in a searched set. */
        @Value.Default
        default int maxSetSize() {
            return 6;
        }

        /** The rows of confidence. */
        @Value.Default
        default RuleMatrix matrix() {
            return RuleMatrix.standard();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds policies. Not thread-safe. */
        final class Builder extends ImmutablePolicy.Builder {
            Builder() {}
        }
    }

    /** A receipt, or a payment out. Immutable. */
    @Value.Immutable
    public interface Line {

        /** Unique among the lines. */
        ItemId id();

        /** Money in is positive. */
        MonetaryAmount amount();

        /** The amount in the currency in which it was instructed. */
        Optional<MonetaryAmount> foreignAmount();

        /** The customer, where it is resolved. */
        Optional<String> party();

        /** The name as the bank writes it. */
        Optional<String> partyName();

        /** Texts by field, such as text, reference, note. */
        Map<String, String> texts();

        /** The account it stands on. */
        Optional<String> account();

        /** Whether it is a collection of ours. */
        @Value.Default
        default boolean directDebit() {
            return false;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds lines. Not thread-safe. */
        final class Builder extends ImmutableLine.Builder {
            Builder() {}
        }
    }

    /** Something that is to be paid. Immutable. */
    @Value.Immutable
    public interface OpenItem {

        /** Unique among the items. */
        ItemId id();

        /** What is open, signed as a payment of it would be: receivables positive, payables and credit notes negative. */
        MonetaryAmount open();

        /** The customer's id. */
        Optional<String> party();

        /** The customer's name. */
        Optional<String> partyName();

        /** Numbers and references under which a payer may name it, its id among them where that is printed on it. */
        List<String> documents();

        /** The day it falls due. */
        Optional<LocalDate> due();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds items. Not thread-safe. */
        final class Builder extends ImmutableOpenItem.Builder {
            Builder() {}
        }
    }

    /** What becomes of a line. Immutable. */
    @Value.Immutable
    public interface Application {

        /** The line. */
        ItemId line();

        /** What it pays; empty where nothing is certain enough to propose. */
        List<Match.Portion> applied();

        /** What agrees. */
        RuleMatrix.Standing standing();

        /** The row of the matrix that fits; empty where nothing agrees. */
        Optional<RuleMatrix.Row> rule();

        /** Whether it may be applied without a person. */
        boolean isAutomatic();

        /** Line less what it pays, signed. */
        MonetaryAmount difference();

        /** Whether the difference is inside the tolerance and would be written off. */
        boolean isWrittenOff();

        /** Items whose open amount is inside the tolerance of the line. */
        List<ItemId> within();

        /** Readings that fit equally well; empty where there is one or none. */
        List<Set<ItemId>> alternatives();

        /** How many readings there are. */
        Optional<Resolution.SolutionCount> count();

        /** Sets that it would need and another line has or wants as well. */
        List<Set<ItemId>> conflicts();

        /** Documents that the line names, by customer: a group never mixes customers. */
        List<Set<ItemId>> groups();

        /** The account that the words of the line mean. */
        Optional<String> account();

        /** What a person may want to do instead. */
        Optional<Suggestion> suggestion();

        /** Why nothing is applied, or by which policy something is. */
        Optional<Code> reason();

        /** What the items are worth in the line's foreign currency, where they were valued. */
        Optional<MonetaryAmount> valued();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds applications. Not thread-safe. */
        final class Builder extends ImmutableApplication.Builder {
            Builder() {}
        }
    }

    /**
     * What a person may want to do.
     *
     * @param item which item it is about
     * @param reason {@link CashCode#OVERPAID} or {@link CashCode#UNDERPAID}
     * @param difference line less open, signed
     */
    public record Suggestion(ItemId item, CashCode reason, MonetaryAmount difference) {}

    /**
     * Items taken in order.
     *
     * @param complete whether the target is reached, up to the tolerance
     * @param taken what is taken of each, in order
     * @param total of what is taken
     */
    public record Filling(boolean complete, List<Match.Portion> taken, MonetaryAmount total) {
        public Filling {
            taken = List.copyOf(taken);
        }

        static Filling of(MonetaryAmount target, List<Match.Portion> items, boolean allowPartial, Tolerance tolerance) {
            Amounts money = Amounts.in(target.getCurrency());
            long goal = Amounts.minor(target);
            long rest = goal;
            List<Match.Portion> taken = new ArrayList<>();
            for (Match.Portion item : items) {
                boolean takesPart = item.amount().getCurrency().equals(target.getCurrency())
                        && item.amount().signum() == target.signum()
                        && !item.amount().isZero();
                if (!takesPart || rest == 0) {
                    continue;
                }
                long minor = Amounts.minor(item.amount());
                boolean whole = Math.absExact(minor) <= Math.absExact(rest);
                if (!whole && !allowPartial) {
                    break;
                }
                long part = whole ? minor : rest;
                taken.add(new Match.Portion(item.item(), money.ofMinor(part)));
                rest = Math.subtractExact(rest, part);
            }
            MonetaryAmount total = money.ofMinor(Math.subtractExact(goal, rest));
            return new Filling(!taken.isEmpty() && tolerance.admits(target, total), taken, total);
        }
    }

    /** Why, or by which policy. */
    public enum CashCode implements Code {
        /** The line moves money the other way. */
        DIRECTION,
        /** More than is open, beyond the tolerance. */
        OVERPAID,
        /** Less than is open, beyond the tolerance. */
        UNDERPAID,
        /** Items were taken in the order given. */
        FILL_IN_ORDER,
        /** Several readings fit equally well. */
        AMBIGUOUS,
        /** The documents named belong to several customers. */
        MIXED_CUSTOMERS,
        /** Another line has, or wants, an item of the set. */
        CONFLICT,
        /** The words of the line mean an account. */
        MAPPED,
        /** Nothing fits. */
        NOTHING_FITS,
        /** The party is not known and the policy wants one. */
        PARTY_UNKNOWN,
        /** The search was cut by a limit: not none. */
        TRUNCATED,
        /** The line is left out by the policy's filter. */
        FILTERED,
        /** The line is written off by the policy. */
        WRITTEN_OFF;

        @Override
        public String id() {
            return "CASH." + name();
        }
    }
}
