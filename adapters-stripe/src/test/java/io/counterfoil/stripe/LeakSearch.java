package io.counterfoil.stripe;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for planted texts in everything that objects say of themselves: the {@code toString} of every object of ours that can be reached through fields, collections and
 * optionals, and the messages of exceptions. What an object merely holds is no finding.
 */
final class LeakSearch {

    private static final String OURS = "io.counterfoil.";
    private static final String SIMULATOR = "io.counterfoil.stripe.simulator.";

    /** What hosts implement, or what never has an object. */
    private static final Set<String> PORTS = Set.of("ChargeLinks", "FeeTerms", "Pause");

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

    /** Exported types, nested ones included, of which no object was reached. */
    List<String> neverAsked(Class<?> ofModule) throws IOException {
        Path root = Path.of(URI.create(
                ofModule.getProtectionDomain().getCodeSource().getLocation().toString()));
        List<String> missed = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                if (!name.contains("-info") && !name.contains(".internal.") && speaks(name)) {
                    missed.add(name);
                }
            }
        }
        missed.sort(String::compareTo);
        return missed;
    }

    /** Whether objects of the public type have something to say, and none was asked. */
    private boolean speaks(String name) {
        try {
            Class<?> type = Class.forName(name, false, ReadingBuilder.class.getClassLoader());
            boolean open = true;
            for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
                open &= Modifier.isPublic(outer.getModifiers());
            }
            boolean silent = type.isEnum()
                    || type.isAnnotation()
                    || (type.getSimpleName().endsWith("Builder") && saysItsNameAlone(type))
                    || PORTS.contains(type.getSimpleName())
                    || (ReadingBuilder.class.isAssignableFrom(type) && saysItsNameAlone(type));
            return open && !silent && asked.stream().noneMatch(type::isAssignableFrom);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }

    /** A builder holds secrets and shows none, because it says no more than every object does. */
    private static boolean saysItsNameAlone(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() == Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(type.getName(), e);
        }
    }
}
