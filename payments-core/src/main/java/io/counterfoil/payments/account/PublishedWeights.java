package io.counterfoil.payments.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published lines in memory, looked up by range. */
final class PublishedWeights implements ModulusWeightTable {

    private final List<ModulusRow> rows;
    private final Map<String, String> substitutions;

    private PublishedWeights(List<ModulusRow> rows, Map<String, String> substitutions) {
        this.rows = List.copyOf(rows);
        this.substitutions = Map.copyOf(substitutions);
    }

    static PublishedWeights of(List<String> weights, List<String> substitutionLines) {
        List<ModulusRow> rows = new ArrayList<>();
        for (String line : weights) {
            if (!line.isBlank()) {
                rows.add(ModulusRow.parse(line));
            }
        }
        Map<String, String> substitutions = new HashMap<>();
        for (String line : substitutionLines) {
            if (!line.isBlank()) {
                if (!line.strip().matches("[0-9]{6}\\s+[0-9]{6}")) {
                    throw new IllegalArgumentException(
                            "substitution '" + line.strip() + "', expected two sort codes of 6 digits");
                }
                String[] pair = line.strip().split("\\s+", -1);
                substitutions.put(pair[0], pair[1]);
            }
        }
        return new PublishedWeights(rows, substitutions);
    }

    @Override
    public List<String> rows(String sortCode) {
        return rows.stream()
                .filter(row -> row.holds(sortCode))
                .map(ModulusRow::line)
                .toList();
    }

    @Override
    public Optional<String> substitute(String sortCode) {
        return Optional.ofNullable(substitutions.get(sortCode));
    }
}
