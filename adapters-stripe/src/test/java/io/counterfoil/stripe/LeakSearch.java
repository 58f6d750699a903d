package io.counterfoil.stripe;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for planted texts in everything that objects say of themselves: the {@code toString} of every object of ours that can be reached through fields, collections and
 * optionals, and the messages of exceptions. What an object merely holds is no finding.
 */
final class LeakSearch {

    private static final String OURS = "io.counterfoil.";
    private static final String SIMULATOR = "io.counterfoil.stripe.simulator.";

    private final List<String> planted;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, String> found = new TreeMap<>();
    private final Set<Class<?>> asked = new LinkedHashSet<>();

    LeakSearch(String... planted) {
        this.planted = List.of(planted);
    }

    /** Where a planted text was said, with what was said. */
    Map<String, String> found() {
        return found;
    }

    /** The types whose objects were asked. */
    Set<Class<?>> asked() {
        return asked;
    }

    /** A text that was said. */
    void say(String where, @Nullable String text) {
        for (String secret : planted) {
            if (text != null && text.contains(secret)) {
                found.putIfAbsent(where + " says " + secret, text.length() > 400 ? text.substring(0, 400) + "…" : text);
            }
        }
    }

    /** The object and everything that can be reached from it. */
    void look(@Nullable Object root) {
        Deque<Object> waiting = new ArrayDeque<>();
        push(waiting, root);
        while (!waiting.isEmpty()) {
            Object next = waiting.pop();
            if (seen.add(next)) {
                ask(next);
                reach(next, waiting);
            }
        }
    }

    private void ask(Object thing) {
        Class<?> type = thing.getClass();
        if (thing instanceof Throwable thrown) {
            say(type.getName(), thrown.toString());
            say(type.getName(), thrown.getMessage());
        }
        boolean hidden = type.getName().startsWith(SIMULATOR) && !Modifier.isPublic(type.getModifiers());
        if (type.getName().startsWith(OURS) && !hidden && !type.isSynthetic()) {
            asked.add(type);
            say(type.getName(), String.valueOf(thing));
        }
    }

    private static void reach(Object thing, Deque<Object> waiting) {
        if (thing instanceof Collection<?> many) {
            many.forEach(one -> push(waiting, one));
        } else if (thing instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                push(waiting, key);
                push(waiting, value);
            });
        } else if (thing instanceof Optional<?> maybe) {
            maybe.ifPresent(one -> push(waiting, one));
        } else if (thing instanceof Object[] array) {
            for (Object one : array) {
                push(waiting, one);
            }
        } else if (thing instanceof Throwable thrown) {
            push(waiting, thrown.getCause());
            for (Throwable suppressed : thrown.getSuppressed()) {
                push(waiting, suppressed);
            }
        } else if (thing.getClass().getName().startsWith(OURS) && !(thing instanceof Enum<?>)) {
            fields(thing, waiting);
        }
    }

    private static void fields(Object thing, Deque<Object> waiting) {
        for (Class<?> type = thing.getClass(); type != Object.class && type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean primitive = field.getType().isPrimitive();
                if (Modifier.isStatic(field.getModifiers())
                        || primitive
                        || !type.getName().startsWith(OURS)) {
                    continue;
                }
                try {
                    field.setAccessible(true);
                    push(waiting, field.get(thing));
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(field + " cannot be read", e);
                }
            }
        }
    }

    private static void push(Deque<Object> waiting, @Nullable Object thing) {
        if (thing != null && !(thing instanceof String) && !(thing instanceof Number)) {
            waiting.push(thing);
        }
    }
}
