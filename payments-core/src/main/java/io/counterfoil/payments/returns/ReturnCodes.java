package io.counterfoil.payments.returns;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.rail.Rail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reasons behind return codes, by rail, report and code (PAY-26).
 *
 * <p>Every code has a reason: one that no table knows is kept, with category OTHER. A code is first sought in its report, then among the rows that hold in
 * every report of the rail; a bank's own table laid over comes before both. Immutable, thread-safe.
 */
public final class ReturnCodes {

    private final List<Map<Key, ReturnReason>> layers;

    private record Key(Rail rail, String report, String code) {}

    private static final class Bundled {
        private static final ReturnCodes CODES = of(ReturnTables.all());
    }

    private ReturnCodes(List<Map<Key, ReturnReason>> layers) {
        this.layers = List.copyOf(layers);
    }

    /**
     * The tables that come with the library: ACH (Nacha), EFT_CA (CPA Standard 007), BACS (ARUDD, ADDACS, AUDDIS), SEPA (by R-message). Public knowledge
     * restated; rows and figures that are not confirmed say so. ARUCS, AWACS and the indemnity report DDICA of Bacs have no table: their codes are unknown.
     */
    public static ReturnCodes bundled() {
        return Bundled.CODES;
    }

    /**
     * Codes with these reasons.
     *
     * @throws IllegalArgumentException where two have the same rail, report and code
     */
    public static ReturnCodes of(Collection<ReturnReason> reasons) {
        Map<Key, ReturnReason> layer = new LinkedHashMap<>();
        for (ReturnReason reason : reasons) {
            if (layer.put(new Key(reason.rail(), reason.report(), reason.code()), reason) != null) {
                throw new IllegalArgumentException("return code " + reason.label()
                        + " has two reasons, expected one for each rail, report and code");
            }
        }
        return new ReturnCodes(List.of(layer));
    }

    /** These codes, with a bank's own before them. */
    public ReturnCodes overlaidBy(ReturnCodes bank) {
        List<Map<Key, ReturnReason>> all = new ArrayList<>(bank.layers);
        all.addAll(layers);
        return new ReturnCodes(all);
    }

    /** The reason of a code that says the same in every report of its rail. */
    public ReturnReason reason(Rail rail, String code) {
        return reason(rail, "", code);
    }

    /**
     * The reason of a code; never refused, an unknown one is kept.
     *
     * @param report Bacs: ARUDD, ADDACS, AUDDIS; SEPA: REJECT, RETURN, REFUND, REFUSAL, REVERSAL, RECALL, RFRO, RECALL_ANSWER; empty elsewhere
     */
    public ReturnReason reason(Rail rail, String report, String code) {
        Key exact = new Key(rail, report, code);
        for (Map<Key, ReturnReason> layer : layers) {
            ReturnReason found = find(layer, exact);
            if (found != null) {
                return found;
            }
        }
        return ReturnReason.unknown(rail, report, code);
    }

    private static @Nullable ReturnReason find(Map<Key, ReturnReason> layer, Key exact) {
        ReturnReason found = layer.get(exact);
        return found != null || exact.report().isEmpty() ? found : layer.get(new Key(exact.rail(), "", exact.code()));
    }

    /** Every row of the rail that is in force, in the order of the tables; a row that another is laid over is left out. */
    public List<ReturnReason> reasons(Rail rail) {
        Map<Key, ReturnReason> seen = new LinkedHashMap<>();
        for (int at = layers.size() - 1; at >= 0; at--) {
            layers.get(at).forEach((key, reason) -> {
                if (key.rail() == rail) {
                    seen.put(key, reason);
                }
            });
        }
        return seen.entrySet().stream()
                .filter(row -> Objects.equals(
                        reason(rail, row.getKey().report(), row.getKey().code()), row.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The rail's rows as a table for people; what is not confirmed is printed as such. */
    public Document toDocument(Rail rail) {
        Table.Builder table = Table.titled("Return codes of " + rail)
                .text("report", "Report")
                .text("code", "Code")
                .text("meaning", "Meaning")
                .text("category", "Category")
                .text("window", "May come")
                .text("retry", "May be presented again")
                .text("rates", "Counts in")
                .text("next", "Next")
                .text("confirmed", "Confirmed");
        for (ReturnReason row : reasons(rail)) {
            table.row(
                    row.report() + "/" + row.code(),
                    row.report(),
                    row.code(),
                    row.meaning() + (row.hiddenCause() ? " (true cause may be hidden)" : ""),
                    row.category().name(),
                    row.window().toString(),
                    row.budget().toString(),
                    row.buckets().stream().map(ReturnRates.Bucket::name).collect(Collectors.joining(", ")),
                    row.action().name(),
                    confirmed(row));
        }
        return Document.titled("Return codes of " + rail).table(table.build()).build();
    }

    private static String confirmed(ReturnReason row) {
        String open = row.openPoints().isEmpty() ? "" : ": " + String.join(", ", row.openPoints());
        return (row.confident() ? open.isEmpty() ? "yes" : "in part" : "no") + open;
    }
}
