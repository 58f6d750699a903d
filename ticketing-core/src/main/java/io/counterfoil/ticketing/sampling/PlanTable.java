package io.counterfoil.ticketing.sampling;

import io.counterfoil.ticketing.sampling.AcceptanceSampling.Aql;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Inspection;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The standard's tables, from {@code iso2859-single.tsv}. */
final class PlanTable {

    private static final String FILE = "iso2859-single.tsv";
    private static final int FIRST_VALUE = 3;

    private final List<Aql> aqls = new ArrayList<>();
    private final List<Lots> lots = new ArrayList<>();
    private final Map<Inspection, Map<String, List<String>>> plans = new EnumMap<>(Inspection.class);

    private record Lots(int first, long last, List<String> letters) {}

    private PlanTable() {}

    static PlanTable read() {
        try (InputStream in = PlanTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + FILE + " is missing");
            }
            PlanTable table = new PlanTable();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(table::readLine);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + FILE + " cannot be read", e);
        }
    }

    private void readLine(String line) {
        if (line.startsWith("#")) {
            return;
        }
        List<String> cells = List.of(line.split("\t", -1));
        List<String> values = cells.subList(FIRST_VALUE, cells.size());
        switch (cells.get(0)) {
            case "lots" ->
                lots.add(new Lots(
                        Integer.parseInt(cells.get(1)),
                        cells.get(2).equals("-") ? Long.MAX_VALUE : Long.parseLong(cells.get(2)),
                        values));
            case "aql" -> values.forEach(value -> aqls.add(Aql.of(value)));
            default ->
                plans.computeIfAbsent(Inspection.valueOf(cells.get(0)), key -> new HashMap<>())
                        .put(cells.get(1), values);
        }
    }

    @SuppressWarnings("EnumOrdinal") // the columns of the file are the levels in their order
    String letter(int lotSize, Level level) {
        return lots.stream()
                .filter(row -> row.first() <= lotSize && lotSize <= row.last())
                .findFirst()
                .map(row -> row.letters().get(level.ordinal()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "lot has " + lotSize + " items, expected 2 or more\nMaybe look at every item"));
    }

    int column(Aql aql) {
        int column = aqls.indexOf(aql);
        if (column < 0) {
            throw new IllegalArgumentException("AQL " + aql + " is not in the standard, expected one of "
                    + aqls.stream().map(Aql::toString).collect(Collectors.joining(", ")));
        }
        return column;
    }

    SamplingPlan plan(Inspection inspection, String letter, int column, int lotSize) {
        String[] numbers = plans.getOrDefault(inspection, Map.of())
                .getOrDefault(letter, List.of())
                .get(column)
                .split("/", -1);
        return new SamplingPlan(
                inspection,
                letter,
                aqls.get(column),
                lotSize,
                Integer.parseInt(numbers[0]),
                Integer.parseInt(numbers[1]),
                Integer.parseInt(numbers[2]));
    }
}
