package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Collects figures and differences; a proof holds where no difference and no problem came together. Not thread-safe. */
final class ProofDraft {

    private final List<Proof.Figure> figures = new ArrayList<>();
    private final List<Proof.Figure> differences = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    ProofDraft figure(String code, String label, MonetaryAmount amount) {
        figures.add(Proof.Figure.of(code, label, 0, amount));
        return this;
    }

    /** A figure and the items that it is the sum of, in the order of their references. */
    MonetaryAmount figure(String code, String label, CurrencyUnit currency, List<Proof.Figure.Item> items) {
        MonetaryAmount sum = sum(items, currency);
        List<Proof.Figure.Item> ordered = items.stream().sorted(ORDER).toList();
        figures.add(new Proof.Figure(code, label, items.size(), sum, ordered));
        return sum;
    }

    private static final Comparator<Proof.Figure.Item> ORDER = Comparator.comparing(Proof.Figure.Item::reference)
            .thenComparing(item -> Amounts.minor(item.amount()))
            .thenComparing(Proof.Figure.Item::note);

    static MonetaryAmount sum(List<Proof.Figure.Item> items, CurrencyUnit currency) {
        long sum = 0;
        for (Proof.Figure.Item item : items) {
            sum = Math.addExact(sum, Amounts.minor(item.amount()));
        }
        return Amounts.in(currency).ofMinor(sum);
    }

    /** Left less right, which must be nothing. */
    MonetaryAmount mustAgree(String code, String label, MonetaryAmount left, MonetaryAmount right) {
        MonetaryAmount off =
                Amounts.in(left.getCurrency()).ofMinor(Math.subtractExact(Amounts.minor(left), Amounts.minor(right)));
        if (!off.isZero()) {
            difference(code, label, off);
        }
        return off;
    }

    void difference(String code, String label, MonetaryAmount amount) {
        differences.add(Proof.Figure.of(code, label, 0, amount));
    }

    void problem(Code code, String message, String where) {
        problems.add(Diagnostic.error(code, message, Diagnostic.Location.of(where)));
    }

    boolean holds() {
        return differences.isEmpty() && problems.isEmpty();
    }

    Proof build(SubjectRef subject, String holding, String failing) {
        return Proof.builder()
                .subject(subject)
                .status(holds() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence(holds() ? holding : failing)
                .figures(figures)
                .differences(differences)
                .problems(problems)
                .build();
    }

    /** The first difference, for a sentence. */
    String firstDifference() {
        return differences.isEmpty()
                ? problems.get(0).message()
                : differences.get(0).label() + " " + shown(differences.get(0).amount());
    }

    static String shown(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode();
    }

    static MonetaryAmount plus(MonetaryAmount left, MonetaryAmount right) {
        return Amounts.in(left.getCurrency()).ofMinor(Math.addExact(Amounts.minor(left), Amounts.minor(right)));
    }

    static void sameCurrency(CurrencyUnit currency, MonetaryAmount amount, String what) {
        if (!amount.getCurrency().getCurrencyCode().equals(currency.getCurrencyCode())) {
            throw new IllegalArgumentException(
                    what + " is in " + amount.getCurrency().getCurrencyCode() + ", expected "
                            + currency.getCurrencyCode() + ": a proof is in one currency");
        }
    }
}
