package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.lifecycle.Lifecycle.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of a table by state and event, in one array: an event's column is found by its class where the table was declared with it, else by its name.
 * Immutable, thread-safe.
 *
 * @param <S> the states
 */
final class Lookup<S extends Enum<S>> {

    private final Map<String, Integer> columns = new HashMap<>();
    private final Class<?>[] classes;
    private final int[] columnOfClass;
    private final List<List<Transition<S>>> rows;

    Lookup(Class<S> states, List<Transition<S>> table, Set<Class<?>> declared) {
        for (Transition<S> row : table) {
            columns.putIfAbsent(row.event(), columns.size());
        }
        int cells = states.getEnumConstants().length * columns.size();
        List<List<Transition<S>>> found = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            found.add(new ArrayList<>());
        }
        for (Transition<S> row : table) {
            found.get(cell(row.from(), columns.getOrDefault(row.event(), 0))).add(row);
        }
        rows = found.stream().map(List::copyOf).toList();
        classes = new Class<?>[Integer.highestOneBit(declared.size() + 1) * 4];
        columnOfClass = new int[classes.length];
        for (Class<?> event : declared) {
            int slot = event.hashCode() & (classes.length - 1);
            while (classes[slot] != null) {
                slot = (slot + 1) & (classes.length - 1);
            }
            classes[slot] = event;
            columnOfClass[slot] = columns.getOrDefault(event.getSimpleName(), -1);
        }
    }

    /** The rows of the state and event, in the order of the table. */
    List<Transition<S>> rows(S from, Object event) {
        int column = column(event);
        return column < 0 ? List.of() : rows.get(cell(from, column));
    }

    @SuppressWarnings("EnumOrdinal") // in memory only
    private int cell(S from, int column) {
        return from.ordinal() * columns.size() + column;
    }

    private int column(Object event) {
        if (!(event instanceof Lifecycle.Named)) {
            Class<?> asked = event.getClass();
            int slot = asked.hashCode() & (classes.length - 1);
            while (classes[slot] != null) {
                if (classes[slot] == asked) {
                    return columnOfClass[slot];
                }
                slot = (slot + 1) & (classes.length - 1);
            }
        }
        return columns.getOrDefault(Lifecycle.nameOf(event), -1);
    }
}
