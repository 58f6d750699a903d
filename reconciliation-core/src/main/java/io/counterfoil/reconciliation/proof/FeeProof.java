package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.difference.FeeRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * Fees of a period, in one currency (REC-59): by schedule, as charged, on the statement and as posted, all equal; where expected and charged differ, by how much on
 * each line of the schedule. Immutable.
 */
public final class FeeProof extends DerivedProof {

    private final DateRange period;
    private final List<FeeRecord> variances;

    private FeeProof(Proof plain, DateRange period, List<FeeRecord> variances) {
        super(plain);
        this.period = period;
        this.variances = variances;
    }

    /**
     * Proves the fees of one source.
     *
     * @param source who charges
     * @param records what was expected and charged
     * @param statement fees on the source's statement, positive where we pay them
     * @param posted fees as the ledger has them, positive where we pay them
     * @throws IllegalArgumentException where amounts are of several currencies
     */
    public static FeeProof prove(
            Source source, List<FeeRecord> records, List<Proof.Figure.Item> statement, List<Proof.Figure.Item> posted) {
        CurrencyUnit currency = source.currency();
        records.forEach(record -> ProofDraft.sameCurrency(currency, record.charged(), record.scheduleLine()));
        statement.forEach(line -> ProofDraft.sameCurrency(currency, line.amount(), line.reference()));
        posted.forEach(line -> ProofDraft.sameCurrency(currency, line.amount(), line.reference()));
        ProofDraft draft = new ProofDraft();
        List<FeeRecord> ordered = new ArrayList<>(records);
        ordered.sort(Comparator.comparing(FeeRecord::scheduleLine)
                .thenComparing(
                        record -> record.statementLine().map(id -> id.value()).orElse(""))
                .thenComparing(record -> Amounts.minor(record.charged())));
        draft.figure("EXPECTED", "expected by schedule", currency, byLine(ordered, FeeRecord::expected, currency));
        MonetaryAmount charged =
                draft.figure("CHARGED", "charged", currency, byLine(ordered, FeeRecord::charged, currency));
        MonetaryAmount stated = draft.figure("STATEMENT", "on the statement", currency, statement);
        MonetaryAmount booked = draft.figure("POSTED", "posted", currency, posted);
        for (Proof.Figure.Item line : byLine(ordered, FeeRecord::variance, currency)) {
            if (!line.amount().isZero()) {
                draft.difference("VARIANCE", "charged less expected of " + line.reference(), line.amount());
            }
        }
        draft.mustAgree("STATEMENT", "statement less charged", stated, charged);
        draft.mustAgree("POSTED", "posted less charged", booked, charged);
        List<FeeRecord> variances =
                ordered.stream().filter(record -> !record.variance().isZero()).toList();
        variances.forEach(record -> draft.problem(
                BreakClass.FEE_VARIANCE,
                record.scheduleLine() + ": charged " + ProofDraft.shown(record.charged()) + ", expected "
                        + ProofDraft.shown(record.expected()) + " on " + ProofDraft.shown(record.basis()),
                record.statementLine().map(id -> id.value()).orElse(record.source())));
        return new FeeProof(
                draft.build(
                        SubjectRef.of("fees", source.name() + " " + source.period()),
                        records.size() + " fees of " + ProofDraft.shown(charged)
                                + " are expected, charged and posted alike",
                        draft.holds() ? "" : draft.firstDifference()),
                source.period(),
                variances);
    }

    private static List<Proof.Figure.Item> byLine(
            List<FeeRecord> records, Function<FeeRecord, MonetaryAmount> amount, CurrencyUnit currency) {
        Map<String, long[]> sums = new TreeMap<>();
        for (FeeRecord record : records) {
            long[] sum = sums.computeIfAbsent(record.scheduleLine(), line -> new long[2]);
            sum[0] = Math.addExact(sum[0], Amounts.minor(amount.apply(record)));
            sum[1]++;
        }
        List<Proof.Figure.Item> items = new ArrayList<>();
        sums.forEach((line, sum) ->
                items.add(new Proof.Figure.Item(line, Amounts.in(currency).ofMinor(sum[0]), sum[1] + " fees")));
        return items;
    }

    /** The fees that were not charged as expected, in the order of their lines. */
    public List<FeeRecord> variances() {
        return variances;
    }

    /** One break for each of them: the difference is a fee, not the expected one. */
    public List<Break> breaks() {
        return variances.stream().map(FeeProof::toBreak).toList();
    }

    private static Break toBreak(FeeRecord record) {
        String where = record.statementLine()
                .map(id -> id.value())
                .orElseGet(() -> record.source() + " "
                        + record.customer().map(c -> c.value()).orElse(""));
        Break.Builder found = Break.builder()
                .breakClass(BreakClass.FEE_VARIANCE)
                .subject(SubjectRef.of("fee", record.scheduleLine() + " " + where.strip()))
                .amount(record.variance())
                .age(Break.Age.NONE)
                .evidence(Evidence.of(
                        BreakClass.FEE_VARIANCE,
                        "charged " + ProofDraft.shown(record.charged()) + ", expected "
                                + ProofDraft.shown(record.expected())));
        record.statementLine().ifPresent(found::addItem);
        return found.build();
    }

    @Override
    public Document toDocument() {
        return ProofPage.of("Fees", subject().id(), this);
    }

    /** The days it speaks of. */
    public DateRange period() {
        return period;
    }

    /**
     * Whose fees, when, in what.
     *
     * @param name who charges
     * @param period over which days
     * @param currency of every amount
     */
    public record Source(String name, DateRange period, CurrencyUnit currency) {}
}
