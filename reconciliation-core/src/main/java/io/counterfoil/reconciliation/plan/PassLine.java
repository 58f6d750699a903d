package io.counterfoil.reconciliation.plan;

import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import java.math.BigDecimal;

/** A pass in one line, which is also what its hash is taken of: every setting, in a fixed order. */
final class PassLine {

    private PassLine() {}

    static String of(Pass pass) {
        StringBuilder text = new StringBuilder(pass.name())
                .append("  ")
                .append(pass.cardinality().sign());
        if (pass.isTransfer()) {
            text.append("  transfers");
        }
        pass.oneSide().ifPresent(side -> text.append("  netting ").append(side));
        if (!pass.partial().isEmpty()) {
            text.append("  partial ").append(pass.partial());
        }
        pass.keyLists().forEach(keys -> text.append("  key ").append(keys));
        if (pass.hasToleranceSet()) {
            pass.tolerance().ifPresent(t -> text.append("  amount ").append(t));
        }
        for (DifferenceExplainer explainer : pass.explainers()) {
            text.append("  explain ").append(explainer.identity());
        }
        pass.window().ifPresent(w -> text.append("  ").append(w));
        if (!pass.overriding().isEmpty()) {
            text.append("  unless shared ").append(pass.overriding());
        }
        pass.requiredGates().forEach(gate -> text.append("  gate ").append(gate));
        pass.gatesIfPresent().forEach(gate -> text.append("  gate if present ").append(gate));
        pass.likeness().ifPresent(likeness -> text.append("  text ").append(likeness.sentence()));
        if (!pass.evidence().isEmpty()) {
            text.append("  evidence ").append(pass.evidence());
        }
        pass.contestWindow().ifPresent(w -> text.append("  contest ").append(w));
        pass.contestTolerance().ifPresent(t -> text.append("  contest amount ").append(t));
        pass.interchange()
                .ifPresent(i -> text.append("  interchangeable ")
                        .append(i.keys())
                        .append(' ')
                        .append(i.order()));
        if (pass.isRefining()) {
            text.append("  refines");
        }
        if (pass.cardinality().isSearched()) {
            text.append("  sets to ").append(pass.maxSetSize()).append(" of ").append(pass.maxPool());
            text.append("  lambda<=")
                    .append(BigDecimal.valueOf(pass.maxCoincidenceMillionths(), 6)
                            .stripTrailingZeros()
                            .toPlainString())
                    .append("|named");
        }
        pass.score()
                .ifPresent(model -> text.append("  score ")
                        .append(model.name())
                        .append(' ')
                        .append(model.hash().shortHex())
                        .append(" above ")
                        .append(BigDecimal.valueOf(pass.thresholdMillibits(), 3).toPlainString())
                        .append(" bits"));
        return text.append("  ").append(pass.decision().outcome()).toString();
    }
}
