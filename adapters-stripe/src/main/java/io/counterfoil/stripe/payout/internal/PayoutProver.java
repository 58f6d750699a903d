package io.counterfoil.stripe.payout.internal;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.posting.internal.PostingTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

/**
 * Proves automatic payouts by the rows they are made of (specification 4.7, STR-28).
 *
 * <p>An automatic payout whose list Stripe has completed is PROVED where the list holds one row of the payout's own with its amount, all rows sum to
 * zero, each row's net is its amount less its fee, and all are in the payout's currency; else it is BROKEN with the residual, which is never spread. A
 * payout whose list is not completed is UNPROVED ({@link StripeCode#NOT_READY}); a manual, instant or not applicable one is UNPROVED
 * ({@link StripeCode#ESTIMATED}) and is attributed by {@link #attribute}. Immutable, thread-safe.
 */
public final class PayoutProver {

    private final StripeAmounts amounts;
    private final PostingTable table;

    private PayoutProver(StripeAmounts amounts, PostingTable table) {
        this.amounts = Objects.requireNonNull(amounts, "amounts");
        this.table = Objects.requireNonNull(table, "table");
    }

    /** A prover with Stripe's documented minor units. */
    public static PayoutProver standard() {
        return of(StripeAmounts.standard(), PostingTable.standard());
    }

    /** A prover with the given minor units and table. */
    public static PayoutProver of(StripeAmounts amounts, PostingTable table) {
        return new PayoutProver(amounts, table);
    }

    /** Where a list of rows comes from. */
    public enum ListSource {
        /** The API's list filtered by payout, which holds the payout's own row. */
        API_LIST,
        /** A report, which does not. */
        REPORT
    }

    /** Proves the payout by the API's list of its rows. */
    public PayoutProof prove(PayoutFact payout, Stream<BalanceRow> rows, PaymentFacts facts) {
        return prove(payout, rows, ListSource.API_LIST, facts);
    }

    /** Proves the payout by a list of its rows. */
    public PayoutProof prove(PayoutFact payout, Stream<BalanceRow> rows, ListSource source, PaymentFacts facts) {
        Optional<StripeCode> unready = notProvable(payout);
        if (unready.isPresent()) {
            return unready.get() == StripeCode.ESTIMATED
                    ? attribute(payout, rows, List.of())
                    : notReady(payout, rows.toList());
        }
        RowList list = RowList.of(payout, rows, source);
        Set<StripeCode> breaks = list.breaks();
        Set<StripeCode> warnings = list.warnings();
        boolean unknown = list.members().stream()
                .anyMatch(row -> category(row).isEmpty()
                        || !table.categories().contains(category(row).get()));
        if (unknown) {
            warnings.add(StripeCode.UNKNOWN_CATEGORY);
        }
        return proof(payout, list, breaks, warnings, facts);
    }

    private static Optional<StripeCode> notProvable(PayoutFact payout) {
        boolean instant = payout.method().equals("instant");
        String reconciliation = payout.reconciliationStatus().orElse("");
        if (!payout.automatic() || instant || reconciliation.equals("not_applicable")) {
            return Optional.of(StripeCode.ESTIMATED);
        }
        return reconciliation.equals("completed") ? Optional.empty() : Optional.of(StripeCode.NOT_READY);
    }

    private PayoutProof notReady(PayoutFact payout, List<BalanceRow> rows) {
        return unproved(payout, rows, StripeCode.NOT_READY, "Stripe has not completed the list of its rows")
                .members(
                        rows.stream().filter(row -> !RowList.isOwn(row, payout)).toList())
                .build();
    }

    /**
     * Attributes a manual payout: the oldest funds first (STR-29). Never proven, the claims are an estimate.
     *
     * @param rows of the account, not of the payout alone
     * @param earlier what rows gave to earlier payouts
     */
    public PayoutProof attribute(PayoutFact payout, Stream<BalanceRow> rows, Collection<PayoutProof.Claim> earlier) {
        List<BalanceRow> all = rows.toList();
        PayoutAttribution attribution = PayoutAttribution.of(payout, all, earlier);
        PayoutProof.Builder proof = unproved(
                        payout,
                        all,
                        StripeCode.ESTIMATED,
                        "made by hand, " + attribution.claims().size() + " rows estimated, oldest first")
                .members(attribution.members())
                .claims(attribution.claims())
                .exactPrefix(attribution.exactPrefix())
                .residualMinor(attribution.residual());
        if (attribution.residual() != 0) {
            amounts.convert(payout.currency(), attribution.residual())
                    .value()
                    .ifPresent(rest ->
                            proof.addDifference(Proof.Figure.of("RESIDUAL", "not covered by older rows", 0, rest)));
        }
        return proof.build();
    }

    /** Rows that more than one of the proofs counts as its own: each row belongs to one payout at most. */
    public static List<Diagnostic> rowsInTwoPayouts(Collection<PayoutProof> proofs) {
        Map<String, String> payoutOf = new TreeMap<>();
        List<Diagnostic> twice = new ArrayList<>();
        for (PayoutProof proof : proofs) {
            for (BalanceRow row : proof.memberNetMinor().isPresent() ? proof.rows() : List.<BalanceRow>of()) {
                String other = payoutOf.putIfAbsent(row.id(), proof.payout().id());
                if (other != null && !other.equals(proof.payout().id())) {
                    twice.add(Diagnostic.error(
                            StripeCode.ROW_IN_TWO_PAYOUTS,
                            "row " + row.id() + " is in payouts " + other + " and "
                                    + proof.payout().id() + ", expected one",
                            Diagnostic.Location.of(proof.payout().id()).field(row.id())));
                }
            }
        }
        return twice;
    }

    private PayoutProof.Builder unproved(PayoutFact payout, List<BalanceRow> rows, StripeCode why, String reason) {
        String sentence =
                "payout " + payout.id() + ", " + plain(payout, payout.amountMinor()) + ", UNPROVED: " + reason;
        return PayoutProof.builder()
                .subject(SubjectRef.of("payout", payout.id()))
                .sentence(sentence)
                .status(ProofStatus.UNPROVED)
                .payout(payout)
                .rows(rows)
                .addProblem(Diagnostic.warning(why, sentence, Diagnostic.Location.of(payout.id())));
    }

    private PayoutProof proof(
            PayoutFact payout, RowList list, Set<StripeCode> breaks, Set<StripeCode> warnings, PaymentFacts facts) {
        ProofStatus status = breaks.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN;
        PayoutProof.Builder proof = PayoutProof.builder()
                .subject(SubjectRef.of("payout", payout.id()))
                .payout(payout)
                .rows(list.rows())
                .members(list.members())
                .memberNetMinor(list.fits() ? OptionalLong.of(list.memberNet()) : OptionalLong.empty())
                .residualMinor(list.fits() ? OptionalLong.of(list.residual()) : OptionalLong.empty())
                .breaks(breaks)
                .warnings(warnings)
                .payments(list.members().stream()
                        .flatMap(row -> facts.paymentOf(row).stream())
                        .toList());
        breaks.forEach(code -> proof.addProblem(Diagnostic.error(code, problem(code, payout, list), list.at(code))));
        warnings.forEach(
                code -> proof.addProblem(Diagnostic.warning(code, problem(code, payout, list), list.at(code))));
        Optional<MonetaryAmount> amount =
                amounts.convert(payout.currency(), payout.amountMinor()).value();
        if (amount.isEmpty()) {
            return withoutMoney(proof, payout, status);
        }
        proof.status(status)
                .sentence("payout " + payout.id() + ", " + plain(payout, payout.amountMinor()) + ", "
                        + list.members().size() + " rows, " + status
                        + (breaks.isEmpty()
                                ? ""
                                : ": " + problem(breaks.iterator().next(), payout, list)));
        return list.fits() ? withFigures(proof, payout, list, amount.get()) : proof.build();
    }

    private PayoutProof withFigures(PayoutProof.Builder proof, PayoutFact payout, RowList list, MonetaryAmount amount) {
        byCategory(list.members())
                .forEach((category, rows) ->
                        proof.addFigure(figure("CATEGORY." + category, category, payout, rows, BalanceRow::netMinor)));
        proof.addFigure(Proof.Figure.of(
                "MEMBERS", "rows", list.members().size(), amounts.toMoney(payout.currency(), list.memberNet())));
        proof.addFigure(Proof.Figure.of("PAYOUT", "payout", 1, amount));
        if (list.residual() != 0) {
            proof.addDifference(Proof.Figure.of(
                    "RESIDUAL", "not explained by a row", 0, amounts.toMoney(payout.currency(), list.residual())));
        }
        fees(payout, list.members()).forEach(proof::addFee);
        return proof.build();
    }

    /** A currency whose minor units are not known: the arithmetic stands, but there is no money to speak of, so nothing is called proven. */
    private PayoutProof withoutMoney(PayoutProof.Builder proof, PayoutFact payout, ProofStatus status) {
        Diagnostic unknown = amounts.convert(payout.currency(), payout.amountMinor())
                .diagnostics()
                .get(0);
        return proof.addProblem(unknown)
                .status(status.worse(ProofStatus.UNPROVED))
                .sentence("payout " + payout.id() + " is in a currency whose minor units are not known")
                .build();
    }

    private Map<String, List<BalanceRow>> byCategory(List<BalanceRow> members) {
        Map<String, List<BalanceRow>> groups = new TreeMap<>();
        members.forEach(row -> groups.computeIfAbsent(category(row).orElse("(none)"), c -> new ArrayList<>())
                .add(row));
        return groups;
    }

    /** The reporting category that the row states or that its type implies. */
    Optional<String> category(BalanceRow row) {
        return row.reportingCategory().or(() -> table.assess(row, true).category());
    }

    private Proof.Figure figure(
            String code, String label, PayoutFact payout, List<BalanceRow> rows, ToLongFunction<BalanceRow> minor) {
        long sum = rows.stream().mapToLong(minor).reduce(0, Math::addExact);
        return new Proof.Figure(
                code,
                label,
                rows.size(),
                amounts.toMoney(payout.currency(), sum),
                rows.stream()
                        .sorted(Comparator.comparing(BalanceRow::id))
                        .map(row -> new Proof.Figure.Item(
                                row.id(),
                                amounts.toMoney(payout.currency(), minor.applyAsLong(row)),
                                row.source().orElse("")))
                        .toList());
    }

    private List<Proof.Figure> fees(PayoutFact payout, List<BalanceRow> members) {
        Map<String, Long> sums = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        for (BalanceRow row : members) {
            long rest = row.feeMinor();
            for (var fee : row.feeDetails()) {
                sums.merge(fee.type(), fee.amountMinor(), Math::addExact);
                counts.merge(fee.type(), 1L, Math::addExact);
                rest = Math.subtractExact(rest, fee.amountMinor());
            }
            if (rest != 0) {
                sums.merge("(unsplit)", rest, Math::addExact);
                counts.merge("(unsplit)", 1L, Math::addExact);
            }
        }
        return sums.entrySet().stream()
                .map(sum -> Proof.Figure.of(
                        "FEE." + sum.getKey(),
                        sum.getKey(),
                        Objects.requireNonNull(counts.get(sum.getKey())),
                        amounts.toMoney(payout.currency(), sum.getValue())))
                .toList();
    }

    private String problem(StripeCode code, PayoutFact payout, RowList list) {
        return switch (code) {
            case NO_PAYOUT_ROW -> "the list has no row of the payout's own";
            case SEVERAL_PAYOUT_ROWS -> "the list has several rows of the payout's own";
            case PAYOUT_ROW_ID_MISMATCH -> "the payout names another row as its own";
            case PAYOUT_AMOUNT_MISMATCH -> "the payout's own row has another amount than the payout";
            case RESIDUAL -> plain(payout, list.residual()) + " is not explained by a row";
            case LINE_ARITHMETIC -> "a row's net is not its amount less its fee";
            case CURRENCY_MIXED -> "a row is in another currency than " + payout.currency();
            case CONFLICTING_DUPLICATE -> "one row came twice with different contents";
            case OVERFLOW -> "the figures are too large to be summed in 64 bits";
            case DUPLICATE_LINE -> "one row came twice, counted once";
            case FEE_SPLIT -> "the elements of a row's fee do not sum to it";
            case UNKNOWN_CATEGORY -> "a row's category is not known";
            default -> code.id();
        };
    }

    private String plain(PayoutFact payout, long minor) {
        return amounts.convert(payout.currency(), minor)
                .value()
                .map(amount ->
                        amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode())
                .orElse(minor + " minor units");
    }
}
