package io.counterfoil.payments.exposure;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returns.ReturnCodes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Adds up what can still be taken back (PAY-34). Immutable, thread-safe.
 */
public final class RecourseExposure {

    private static final RecourseExposure STANDARD = new RecourseExposure();

    /** The order of a report: client, rail, standing, last day (none last), currency. */
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::client)
            .thenComparing(Group::rail)
            .thenComparing(Group::standing)
            .thenComparing(group -> group.finalAt().orElse(LocalDate.MAX))
            .thenComparing(group -> group.currency().getCurrencyCode());

    private record Group(
            PartyId client, Rail rail, Standing standing, Optional<LocalDate> finalAt, CurrencyUnit currency) {}

    private record Sum(long count, Totals totals) {
        private static final Sum NONE = new Sum(0, Totals.none());

        Sum plus(Item item) {
            return new Sum(count + 1, totals.plus(item.amount()));
        }
    }

    private RecourseExposure() {}

    /** Exposed is what settled and whose last day of recourse has not passed. */
    public static RecourseExposure standard() {
        return STANDARD;
    }

    /**
     * The exposure on the effective day.
     *
     * @param debits in any order
     * @throws IllegalArgumentException where a payment stands twice
     */
    public Report assess(Stream<Item> debits, AsOf asOf) {
        Map<Group, Sum> sums = new TreeMap<>(ORDER);
        Set<String> seen = new HashSet<>();
        Totals settled = Totals.none();
        for (Iterator<Item> items = debits.iterator(); items.hasNext(); ) {
            Item item = items.next();
            if (!seen.add(item.paymentId())) {
                throw new IllegalArgumentException(
                        "payment " + item.paymentId() + " stands twice, expected each payment once");
            }
            Standing standing = item.standing(asOf.effective());
            if (standing != Standing.NOT_SETTLED) {
                settled = settled.plus(item.amount());
                sums.merge(group(item, standing), Sum.NONE.plus(item), (sum, one) -> sum.plus(item));
            }
        }
        List<Report.Line> lines = sums.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
        return new Report(asOf.effective(), lines, settled);
    }

    private static Group group(Item item, Standing standing) {
        return new Group(
                item.client(),
                item.rail(),
                standing,
                item.finalAt(),
                item.amount().getCurrency());
    }

    private static Report.Line line(Group group, Sum sum) {
        return Report.Line.builder()
                .client(group.client())
                .rail(group.rail())
                .standing(group.standing())
                .finalAt(group.finalAt())
                .count(sum.count())
                .amount(sum.totals().in(group.currency()))
                .build();
    }

    /**
     * A debit as far as recourse is concerned: for whom, how much, whether it settled, until when it can be taken back. Immutable.
     */
    @Value.Immutable
    public interface Item {

        /** The payment, in the host's words. */
        String paymentId();

        /** The client that was paid. */
        PartyId client();

        /** The rail. */
        Rail rail();

        /** How much was collected, above zero. */
        MonetaryAmount amount();

        /** How far it has come. */
        Stage stage();

        /** The last day on which it can be taken back, by {@link FinalityPolicy#finalAt}; empty for recourse without end. */
        Optional<LocalDate> finalAt();

        /** Whether a dispute about it is open. */
        @Value.Default
        default boolean disputed() {
            return false;
        }

        /** Where it stands on the day; the last day of recourse is still exposed. */
        default Standing standing(LocalDate today) {
            return switch (stage()) {
                case NOT_SETTLED -> Standing.NOT_SETTLED;
                case ENDED -> Standing.ENDED;
                case SETTLED -> settled(today);
            };
        }

        private Standing settled(LocalDate today) {
            if (finalAt().isEmpty()) {
                return Standing.ENDLESS;
            }
            if (!today.isAfter(finalAt().orElseThrow())) {
                return Standing.EXPOSED;
            }
            return disputed() ? Standing.DISPUTED : Standing.FINAL;
        }

        /** Refuses an amount that is not above zero. */
        @Value.Check
        default void check() {
            if (Amounts.minor(amount()) <= 0) {
                throw new IllegalArgumentException(
                        "debit " + paymentId() + " of " + Amounts.text(amount()) + ", expected above 0");
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** How far a debit has come. */
        enum Stage {
            /** Ordered, submitted or rejected: it did not settle. */
            NOT_SETTLED,
            /** It settled and stands. */
            SETTLED,
            /** It settled and was returned, charged back or lost in a dispute. */
            ENDED
        }

        /** Builds items. Not thread-safe. */
        final class Builder extends ImmutableItem.Builder {
            Builder() {}
        }
    }

    /** Where a debit stands between settlement and finality. */
    public enum Standing implements Code {
        /** It has not settled: there is nothing to take back. */
        NOT_SETTLED,
        /** It settled, and can be taken back until a day. */
        EXPOSED,
        /** It settled, and can be taken back without end. */
        ENDLESS,
        /** Its last day has passed, but a dispute is open. */
        DISPUTED,
        /** It can no longer be taken back. */
        FINAL,
        /** It settled and was taken back. */
        ENDED;

        @Override
        public String id() {
            return "RECOURSE." + name();
        }
    }

    /**
     * What of the settled debits can still be taken back on a day, per client, rail and last day (PAY-34). Immutable.
     *
     * @param day the day of the report; a debit whose last day it is counts as exposed
     * @param lines in the order of client, rail, standing, last day, currency
     * @param settled all debits that ever settled, whatever became of them
     */
    public record Report(LocalDate day, List<Line> lines, Totals settled) {

        public Report {
            lines = List.copyOf(lines);
        }

        /** What can be taken back until a day. */
        public Totals exposed() {
            return sum(RecourseExposure.Standing.EXPOSED);
        }

        /** What can be taken back without end; shown apart, because no day will release it. */
        public Totals endless() {
            return sum(RecourseExposure.Standing.ENDLESS);
        }

        /** What is past its last day but disputed. */
        public Totals disputed() {
            return sum(RecourseExposure.Standing.DISPUTED);
        }

        /** What can no longer be taken back. */
        public Totals finalAmounts() {
            return sum(RecourseExposure.Standing.FINAL);
        }

        /** What was taken back. */
        public Totals ended() {
            return sum(RecourseExposure.Standing.ENDED);
        }

        private Totals sum(RecourseExposure.Standing standing) {
            return Totals.of(lines.stream()
                    .filter(line -> line.standing() == standing)
                    .map(Line::amount)
                    .toList());
        }

        /**
         * What is to be expected back, were the open debits returned as often as before.
         *
         * @param history returned of originated debits, by rail
         * @param rounding of each line's share, to minor units
         */
        public Stress stress(Map<Rail, ReturnCodes.Rates.Ratio> history, RoundingMode rounding) {
            Totals expected = Totals.none();
            Set<Rail> without = new TreeSet<>();
            for (Line line : lines) {
                if (line.standing() != RecourseExposure.Standing.EXPOSED
                        && line.standing() != RecourseExposure.Standing.ENDLESS) {
                    continue;
                }
                ReturnCodes.Rates.Ratio ratio = history.getOrDefault(line.rail(), new ReturnCodes.Rates.Ratio(0, 0));
                if (ratio.hasBase()) {
                    expected = expected.plus(share(line.amount(), ratio, rounding));
                } else {
                    without.add(line.rail());
                }
            }
            return new Stress(expected, List.copyOf(without));
        }

        private static MonetaryAmount share(
                MonetaryAmount amount, ReturnCodes.Rates.Ratio ratio, RoundingMode rounding) {
            BigDecimal returned = BigDecimal.valueOf(Amounts.minor(amount)).multiply(BigDecimal.valueOf(ratio.count()));
            long minor = returned.divide(BigDecimal.valueOf(ratio.base()), 0, rounding)
                    .longValueExact();
            return Amounts.in(amount.getCurrency()).ofMinor(minor);
        }

        /**
         * What a history of returns makes of the open debits.
         *
         * @param expected the sum of the shares
         * @param withoutHistory rails with open debits about which nothing is known: their part is missing from the sum
         */
        public record Stress(Totals expected, List<Rail> withoutHistory) {
            public Stress {
                withoutHistory = List.copyOf(withoutHistory);
            }
        }

        /** Exposed, endless, disputed, final and ended are together all that settled. */
        public Proof proof() {
            List<Proof.Figure> figures = new ArrayList<>();
            Totals parts = Totals.none();
            for (RecourseExposure.Standing standing : RecourseExposure.Standing.values()) {
                Totals sum = sum(standing);
                parts = parts.plus(sum);
                figures.addAll(figures(standing.name(), words(standing), sum));
            }
            figures.addAll(figures("SETTLED", "settled", settled));
            List<Proof.Figure> differences = figures("DIFFERENCE", "settled less the parts", settled.minus(parts));
            ProofStatus status = differences.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN;
            return Proof.builder()
                    .subject(SubjectRef.of("exposure", day.toString()))
                    .sentence("settled " + settled + ", in parts " + parts)
                    .status(status)
                    .figures(figures)
                    .differences(differences)
                    .build();
        }

        private static List<Proof.Figure> figures(String code, String label, Totals totals) {
            return totals.amounts().stream()
                    .map(amount -> Proof.Figure.of(code, label, 0, amount))
                    .toList();
        }

        /** The report for people: the totals at a glance, then every line. */
        public Document toDocument() {
            Table.Builder table = Table.titled("Open to recourse")
                    .text("client", "Client")
                    .text("rail", "Rail")
                    .text("until", "Until")
                    .number("count", "Payments")
                    .number("amount", "Amount");
            for (Line line : lines) {
                boolean open = line.standing() == RecourseExposure.Standing.EXPOSED
                        || line.standing() == RecourseExposure.Standing.ENDLESS
                        || line.standing() == RecourseExposure.Standing.DISPUTED;
                if (open) {
                    CurrencyUnit currency = line.amount().getCurrency();
                    Object until = line.standing() == RecourseExposure.Standing.EXPOSED
                            ? line.finalAt().orElseThrow()
                            : words(line.standing());
                    table.row(
                            String.join(
                                    "/",
                                    line.client().value(),
                                    line.rail().name(),
                                    until.toString(),
                                    line.finalAt().map(LocalDate::toString).orElse("-"),
                                    currency.getCurrencyCode()),
                            line.client().value(),
                            line.rail().name(),
                            until,
                            line.count(),
                            line.amount());
                }
            }
            return Document.titled("Recourse exposure")
                    .facts(
                            Document.Block.Fact.of("As of", day),
                            Document.Block.Fact.of(
                                    "Can be taken back", exposed().toString()),
                            Document.Block.Fact.of("Without end", endless().toString()),
                            Document.Block.Fact.of("In dispute", disputed().toString()),
                            Document.Block.Fact.of("Final", finalAmounts().toString()),
                            Document.Block.Fact.of("Taken back", ended().toString()))
                    .table(table.build())
                    .build();
        }

        private static String words(RecourseExposure.Standing standing) {
            return switch (standing) {
                case NOT_SETTLED -> "not settled";
                case EXPOSED -> "can be taken back";
                case ENDLESS -> "without end";
                case DISPUTED -> "in dispute";
                case FINAL -> "final";
                case ENDED -> "taken back";
            };
        }

        /** The debits of one client on one rail that stand alike and are final on one day, in one currency. Immutable. */
        @Value.Immutable
        public interface Line {

            /** The client that was paid. */
            PartyId client();

            /** The rail. */
            Rail rail();

            /** Where they stand. */
            RecourseExposure.Standing standing();

            /** The last day on which they can be taken back; empty for recourse without end. */
            Optional<LocalDate> finalAt();

            /** How many. */
            long count();

            /** How much. */
            MonetaryAmount amount();

            /** A new builder. */
            static Builder builder() {
                return new Builder();
            }

            /** Builds lines. Not thread-safe. */
            final class Builder extends ImmutableLine.Builder {
                Builder() {}
            }
        }
    }
}
