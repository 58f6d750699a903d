package io.counterfoil.reconciliation.score;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Document.Block.Fact;
import io.counterfoil.payments.document.Table;
import io.counterfoil.reconciliation.score.ScoreModel.Trained;
import java.math.BigDecimal;

/** How a model looks on paper. */
final class ModelPage {

    private static final int BILLIONTHS = 9;

    private ModelPage() {}

    static Document of(ScoreModel model) {
        Document.Builder page = Document.titled("Score model " + model.name())
                .subtitle("Hash " + model.hash().hex())
                .facts(
                        Fact.of("Prior, bits", bits(model.priorMillibits())),
                        Fact.of("Code words", String.join(" ", model.codeWords())),
                        Fact.of("Texts are cut at", words(model.cutWidths())),
                        Fact.of("Frequent values known", model.knownValues()));
        model.comparisons().forEach(trained -> page.table(levels(trained)));
        return page.build();
    }

    private static String words(java.util.List<Integer> widths) {
        return widths.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(", "));
    }

    private static Table levels(Trained trained) {
        Table.Builder table = Table.titled(trained.comparison().toString())
                .text("level", "Level")
                .number("weight", "Bits")
                .number("m", "m: among matches")
                .number("u", "u: among others")
                .number("term", "Bits of a value's rarity that u holds");
        for (ComparisonLevel level : trained.levels()) {
            table.row(
                    level.name(),
                    level.name(),
                    bits(level.weightMillibits()),
                    BigDecimal.valueOf(level.matchShare(), BILLIONTHS),
                    BigDecimal.valueOf(level.chanceShare(), BILLIONTHS),
                    level.termMillibits() == 0 ? null : bits(level.termMillibits()));
        }
        return table.build();
    }

    private static BigDecimal bits(long millibits) {
        return BigDecimal.valueOf(millibits, 3);
    }
}
