package io.counterfoil.reconciliation.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Named values at a path, read one by one; what is wrong with them is noted and reading goes on. Not thread-safe. */
final class SettingsNode {

    private static final int FEW_EDITS = 3;

    private final String path;
    private final Map<?, ?> values;
    private final List<PlanException.Problem> problems;

    SettingsNode(String path, Map<?, ?> values, List<PlanException.Problem> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    /** Notes every name that is none of these. */
    void allow(Set<String> names) {
        for (Object name : values.keySet()) {
            if (!names.contains(String.valueOf(name))) {
                String near = nearest(names, String.valueOf(name));
                note(
                        String.valueOf(name),
                        PlanException.Fault.PLAN_SETTING_UNKNOWN,
                        "no setting has this name, expected one of "
                                + names.stream().sorted().collect(Collectors.joining(", ")) + near);
            }
        }
    }

    private static String nearest(Set<String> names, String wanted) {
        for (int edits = 1; edits <= FEW_EDITS; edits++) {
            int most = edits;
            Optional<String> near = names.stream()
                    .sorted()
                    .filter(known -> EditDistance.isAtMost(most, known, wanted))
                    .findFirst();
            if (near.isPresent()) {
                return "\nMaybe " + near.get();
            }
        }
        return "";
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    void note(String name, PlanException.Fault code, String sentence) {
        problems.add(new PlanException.Problem(at(name), code, sentence));
    }

    private String at(String name) {
        return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
    }

    private void wrong(String name, @Nullable Object found, String expected) {
        String what = found == null
                ? "nothing"
                : found instanceof Map ? "an object" : found instanceof List ? "a list" : "'" + found + "'";
        note(name, PlanException.Fault.PLAN_VALUE, "is " + what + ", expected " + expected);
    }

    /** What the maker makes of the settings, or nothing where a value is refused. */
    <T> Optional<T> made(String name, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException | ArithmeticException e) {
            note(name, PlanException.Fault.PLAN_VALUE, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    String text(String name, String whereMissing) {
        return has(name) ? text(name).orElse(whereMissing) : whereMissing;
    }

    /** A text that must be there. */
    Optional<String> text(String name) {
        Object found = values.get(name);
        if (found instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        wrong(name, found, "a text");
        return Optional.empty();
    }

    /** A decimal number, as a text or as a number. */
    String decimal(String name, String whereMissing) {
        Object found = values.get(name);
        if (!has(name)) {
            return whereMissing;
        }
        boolean isNumber = found instanceof Number || found instanceof String;
        String text = String.valueOf(found);
        if (isNumber && text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")) {
            return text;
        }
        wrong(name, found, "a decimal number such as \"0.50\"");
        return whereMissing;
    }

    long whole(String name, long whereMissing) {
        Object found = values.get(name);
        if (!has(name)) {
            return whereMissing;
        }
        if (found instanceof Integer || found instanceof Long) {
            return ((Number) found).longValue();
        }
        wrong(name, found, "a whole number");
        return whereMissing;
    }

    int small(String name, int whereMissing) {
        long found = whole(name, whereMissing);
        if (found > Integer.MAX_VALUE || found < Integer.MIN_VALUE) {
            wrong(name, found, "a whole number of 32 bits");
            return whereMissing;
        }
        return (int) found;
    }

    boolean truth(String name) {
        Object found = values.get(name);
        if (has(name) && !(found instanceof Boolean)) {
            wrong(name, found, "true or false");
        }
        return Boolean.TRUE.equals(found);
    }

    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        Object found = values.get(name);
        Optional<E> value = constant(found, type);
        if (value.isEmpty()) {
            wrong(name, found, "one of " + Arrays.toString(type.getEnumConstants()));
        }
        return value;
    }

    private static <E extends Enum<E>> Optional<E> constant(@Nullable Object found, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(found))
                .findFirst();
    }

    <E extends Enum<E>> List<E> several(String name, Class<E> type) {
        List<E> all = new ArrayList<>();
        List<?> found = list(name);
        for (int i = 0; i < found.size(); i++) {
            Optional<E> value = constant(found.get(i), type);
            if (value.isEmpty()) {
                wrong(name + "[" + i + "]", found.get(i), "one of " + Arrays.toString(type.getEnumConstants()));
            }
            value.ifPresent(all::add);
        }
        return all;
    }

    /** The same place with one list under the name. */
    SettingsNode listed(String name, Object list) {
        return new SettingsNode(path, Map.of(name, list), problems);
    }

    List<?> list(String name) {
        Object found = values.get(name);
        if (has(name) && !(found instanceof List)) {
            wrong(name, found, "a list");
        }
        return found instanceof List<?> list ? list : List.of();
    }

    /** The named values of the name, where it is there. */
    Optional<SettingsNode> object(String name) {
        Object found = values.get(name);
        if (has(name) && !(found instanceof Map)) {
            wrong(name, found, "an object");
        }
        return found instanceof Map<?, ?> map
                ? Optional.of(new SettingsNode(at(name), map, problems))
                : Optional.empty();
    }

    /** The objects of a list. */
    List<SettingsNode> objects(String name) {
        List<SettingsNode> nodes = new ArrayList<>();
        List<?> found = list(name);
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) instanceof Map<?, ?> map) {
                nodes.add(new SettingsNode(at(name + "[" + i + "]"), map, problems));
            } else {
                wrong(name + "[" + i + "]", found.get(i), "an object");
            }
        }
        return nodes;
    }
}
