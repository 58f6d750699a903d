package io.counterfoil.payments.lifecycle.table;

import io.counterfoil.payments.lifecycle.Actor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a table and refuses one that cannot be right. */
final class TableText {

    private static final Pattern ROW = Pattern.compile(
            "([A-Z][A-Z0-9_]*) +([a-z][A-Za-z0-9]*) +([A-Z][A-Z0-9_]*) +(HOST|APPROVER|REVIEWER|RAIL|CLOCK) *(?:\\| *(\\S.*))?");

    private final List<String> faults = new ArrayList<>();
    private final Set<String> terminal = new LinkedHashSet<>();
    private final List<LifecycleTable.Row> rows = new ArrayList<>();
    private String initial = "";

    private TableText() {}

    static LifecycleTable parse(String name, String text) {
        TableText parsed = new TableText();
        parsed.readAll(text);
        return parsed.table(name);
    }

    static LifecycleTable recording(LifecycleTable table, String facts) {
        TableText parsed = new TableText();
        parsed.readAll(facts);
        for (LifecycleTable.Row row : parsed.rows) {
            if (!row.from().equals(row.to())) {
                parsed.faults.add("fact " + row + " changes the state, expected one that keeps it");
            }
        }
        parsed.rows.addAll(0, table.rows());
        parsed.terminal.addAll(table.terminal());
        parsed.initial = table.initial();
        return parsed.table(table.name());
    }

    private LifecycleTable table(String name) {
        checkRows();
        checkStates();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("lifecycle " + name + ": " + String.join("; ", faults));
        }
        return new LifecycleTable(name, initial, terminal, rows);
    }

    private void readAll(String text) {
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::read);
    }

    private void read(String line) {
        Matcher row = ROW.matcher(line);
        if (line.matches("initial [A-Z][A-Z0-9_]*") && initial.isEmpty()) {
            initial = line.substring("initial ".length());
        } else if (line.matches("terminal( [A-Z][A-Z0-9_]*)+") && terminal.isEmpty()) {
            terminal.addAll(List.of(line.substring("terminal ".length()).split(" ", -1)));
        } else if (row.matches()) {
            String guard = row.group(5) == null ? "" : row.group(5);
            rows.add(new LifecycleTable.Row(
                    row.group(1), row.group(2), row.group(3), Actor.Role.valueOf(row.group(4)), guard));
        } else {
            faults.add("line '" + line + "', expected initial, terminal or: STATE event STATE ROLE | guard");
        }
    }

    private void checkRows() {
        Set<String> seen = new HashSet<>();
        for (LifecycleTable.Row row : rows) {
            if (!seen.add(row.from() + " " + row.event() + " " + row.by() + " " + row.guard())) {
                faults.add("row " + row + " is declared twice");
            }
            if (terminal.contains(row.from())) {
                faults.add("terminal state " + row.from() + " has an exit: " + row);
            }
        }
    }

    private void checkStates() {
        Set<String> named = new LinkedHashSet<>(terminal);
        rows.forEach(row -> named.addAll(List.of(row.from(), row.to())));
        Set<String> reached = new HashSet<>(Set.of(initial));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (LifecycleTable.Row row : rows) {
                grew |= reached.contains(row.from()) && reached.add(row.to());
            }
        }
        for (String state : named) {
            if (!reached.contains(state)) {
                faults.add("state " + state + " cannot be reached from '" + initial + "'");
            }
            boolean hasExit = rows.stream()
                    .anyMatch(row -> row.from().equals(state) && !row.to().equals(state));
            if (!hasExit && !terminal.contains(state)) {
                faults.add("state " + state + " has no exit and is not terminal");
            }
        }
        if (initial.isEmpty() || rows.isEmpty()) {
            faults.add("no initial state or no row");
        }
    }
}
