package io.counterfoil.stripe.payout.internal;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.BankLinePolicy;
import io.counterfoil.stripe.payout.PayoutLink;
import io.counterfoil.stripe.payout.PayoutLink.Status;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;

/**
 * Finds payouts on the bank's statement (specification 4.9, STR-31): by trace id, else by descriptor, amount and date where that is unique both ways.
 *
 * <p>Failed and cancelled payouts take no part. A line that carries a trace id of one payout is not offered to another. Results do not depend on the
 * order of lines. Immutable, thread-safe.
 */
public final class BankLineMatcher {

    private final BankLinePolicy policy;
    private final StripeAmounts amounts;

    private BankLineMatcher(BankLinePolicy policy, StripeAmounts amounts) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.amounts = Objects.requireNonNull(amounts, "amounts");
    }

    /** A matcher with the policy and minor units. */
    public static BankLineMatcher of(BankLinePolicy policy, StripeAmounts amounts) {
        return new BankLineMatcher(policy, amounts);
    }

    /** A link for each payout that takes part, in their order. */
    public List<PayoutLink> match(List<PayoutFact> payouts, List<StatementEntry> lines) {
        List<PayoutFact> alive = payouts.stream()
                .filter(payout ->
                        !payout.state().is("FAILED") && !payout.state().is("CANCELLED"))
                .toList();
        List<Line> bank = lines.stream()
                .sorted(Comparator.comparing(line -> line.id().toString()))
                .map(Line::of)
                .toList();
        Run run = new Run(bank);
        alive.forEach(run::byTrace);
        run.settleTraces();
        run.byAmountAndDate(alive);
        return alive.stream().map(run::link).toList();
    }

    /** A bank line with its searchable text. */
    private record Line(StatementEntry entry, String text) {
        static Line of(StatementEntry entry) {
            StringBuilder all = new StringBuilder(normal(entry.text()));
            entry.references()
                    .byRole()
                    .values()
                    .forEach(value -> all.append(' ').append(normal(value)));
            entry.counterparty().ifPresent(party -> all.append(' ').append(normal(party.name())));
            return new Line(entry, all.toString());
        }
    }

    private final class Run {
        private final List<Line> bank;
        private final Map<String, List<Line>> byTrace = new LinkedHashMap<>();
        private final Map<String, PayoutLink> links = new HashMap<>();
        private final Set<Line> taken = new HashSet<>();

        Run(List<Line> bank) {
            this.bank = bank;
        }

        void byTrace(PayoutFact payout) {
            String trace = normal(payout.traceId().orElse(""));
            if (trace.isEmpty()) {
                return;
            }
            List<Line> carrying =
                    bank.stream().filter(line -> line.text().contains(trace)).toList();
            if (carrying.isEmpty()) {
                return;
            }
            List<Line> exact =
                    carrying.stream().filter(line -> sameMoney(payout, line)).toList();
            taken.addAll(carrying);
            if (exact.isEmpty()) {
                links.put(payout.id(), contradicted(payout, carrying));
            } else if (exact.size() == 1) {
                byTrace.put(payout.id(), exact);
                links.put(payout.id(), matched(payout, exact.get(0), StripeCode.TRACE_ID));
            } else {
                links.put(payout.id(), ambiguous(payout, exact, StripeCode.TRACE_ID));
            }
        }

        /** A line that two payouts name is no match for either. */
        void settleTraces() {
            Map<Line, Integer> claims = new HashMap<>();
            byTrace.values().forEach(exact -> claims.merge(exact.get(0), 1, Integer::sum));
            links.replaceAll((id, link) -> {
                List<Line> exact = byTrace.getOrDefault(id, List.of());
                boolean shared = !exact.isEmpty() && claims.getOrDefault(exact.get(0), 0) > 1;
                return shared ? ambiguous(link.payout(), exact, StripeCode.TRACE_ID) : link;
            });
        }

        void byAmountAndDate(List<PayoutFact> payouts) {
            Map<String, List<Line>> candidates = new LinkedHashMap<>();
            Map<Line, Integer> claims = new HashMap<>();
            for (PayoutFact payout : payouts) {
                if (!links.containsKey(payout.id())) {
                    List<Line> near = bank.stream()
                            .filter(line -> !taken.contains(line) && fits(payout, line))
                            .toList();
                    candidates.put(payout.id(), near);
                    near.forEach(line -> claims.merge(line, 1, Integer::sum));
                }
            }
            for (PayoutFact payout : payouts) {
                List<Line> near = candidates.get(payout.id());
                if (near == null) {
                    continue;
                }
                boolean unique = near.size() == 1 && claims.getOrDefault(near.get(0), 0) == 1;
                if (near.isEmpty()) {
                    links.put(payout.id(), open(payout));
                } else if (unique) {
                    links.put(payout.id(), matched(payout, near.get(0), StripeCode.AMOUNT_DATE));
                } else {
                    links.put(payout.id(), ambiguous(payout, near, StripeCode.AMOUNT_DATE));
                }
            }
        }

        PayoutLink link(PayoutFact payout) {
            return Objects.requireNonNull(links.get(payout.id()));
        }
    }

    private boolean fits(PayoutFact payout, Line line) {
        long days = ChronoUnit.DAYS.between(payout.arrivalOn(), line.entry().bookedOn());
        return days >= -policy.daysBefore()
                && days <= policy.daysAfter()
                && sameMoney(payout, line)
                && line.text().contains(normal(policy.descriptor()));
    }

    private boolean sameMoney(PayoutFact payout, Line line) {
        Optional<MonetaryAmount> amount =
                amounts.convert(payout.currency(), payout.amountMinor()).value();
        MonetaryAmount seen = line.entry().amount();
        return amount.isPresent()
                && amount.get()
                        .getCurrency()
                        .getCurrencyCode()
                        .equals(seen.getCurrency().getCurrencyCode())
                && amount.get().isEqualTo(seen);
    }

    private static PayoutLink matched(PayoutFact payout, Line line, StripeCode why) {
        String sentence = why == StripeCode.TRACE_ID
                ? "the line carries the payout's trace id and amount"
                : "amount, date and descriptor fit, and no other line or payout does";
        return new PayoutLink(
                payout,
                Status.MATCHED,
                why,
                entries(List.of(line)),
                new Resolution.Unique<>(line.entry(), Evidence.of(why, sentence)));
    }

    private static PayoutLink ambiguous(PayoutFact payout, List<Line> lines, StripeCode why) {
        List<StatementEntry> readings = entries(lines);
        return new PayoutLink(
                payout,
                Status.AMBIGUOUS,
                why,
                readings,
                new Resolution.Ambiguous<>(
                        readings,
                        Resolution.SolutionCount.exactly(readings.size()),
                        Evidence.of(why, "several lines or payouts fit equally well")));
    }

    private static PayoutLink contradicted(PayoutFact payout, List<Line> lines) {
        StripeCode why = StripeCode.TRACE_ID_AMOUNT_DIFFERS;
        return new PayoutLink(
                payout,
                Status.BREAK,
                why,
                entries(lines),
                new Resolution.None<>(
                        List.of(Obstacle.of(why, "the line that carries the payout's trace id has another amount"))));
    }

    private static PayoutLink open(PayoutFact payout) {
        StripeCode why = StripeCode.NOT_AT_BANK;
        return new PayoutLink(
                payout,
                Status.OPEN,
                why,
                List.of(),
                new Resolution.None<>(List.of(Obstacle.of(why, "no line of the bank fits the payout"))));
    }

    private static List<StatementEntry> entries(List<Line> lines) {
        List<StatementEntry> entries = new ArrayList<>();
        lines.forEach(line -> entries.add(line.entry()));
        return entries;
    }

    private static String normal(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toUpperCase)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
