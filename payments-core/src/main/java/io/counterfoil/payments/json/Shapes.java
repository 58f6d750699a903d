package io.counterfoil.payments.json;

import com.fasterxml.jackson.databind.JavaType;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Sha256;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** How each type of the library looks as JSON, found once by reflection. Thread-safe. */
final class Shapes {

    private static final String LIBRARY = "io.counterfoil.";
    private static final boolean SEES_NULLABLE = seesNullable();

    private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

    /** The forms. */
    enum Form {
        /** Left to Jackson. */
        FOREIGN,
        /** A string, made by a factory or constructor of one text. */
        TEXT,
        /** An object by the parts of a record, a builder's value or a class that is described in {@link Described}. */
        OBJECT,
        /** One of several cases. */
        SEALED
    }

    /**
     * A type's form.
     *
     * @param form which
     * @param kind the name of the case; empty where it is none
     * @param parts of an object, in order
     * @param maker makes the value from its parts
     * @param cases of a sealed type, by name
     */
    record Shape(Form form, String kind, List<Part> parts, Maker maker, Map<String, Class<?>> cases) {

        static Shape foreign() {
            return new Shape(Form.FOREIGN, "", List.of(), values -> values, Map.of());
        }
    }

    /**
     * A part of an object.
     *
     * @param name in JSON
     * @param type what it is
     * @param getter reads it
     * @param optional whether it may be left out
     * @param nullable whether it may be null, which the maker then takes for nothing
     */
    record Part(String name, Type type, Getter getter, boolean optional, boolean nullable) {

        /** A part whose maker takes null for nothing. */
        static Part of(String name, Method getter, boolean optional) {
            return of(name, getter, optional, true);
        }

        static Part of(String name, Method getter, boolean optional, boolean nullable) {
            getter.setAccessible(true);
            return new Part(name, getter.getGenericReturnType(), getter::invoke, optional, nullable);
        }

        @Nullable
        Object in(Object value) {
            try {
                return getter.of(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(name + " of a " + value.getClass() + " cannot be read", e);
            }
        }
    }

    /** Reads a part of a value. */
    interface Getter {
        @Nullable
        Object of(Object value) throws ReflectiveOperationException;
    }

    /** Makes a value from the values of its parts; a part that was left out is null. */
    interface Maker {
        Object make(@Nullable Object[] values) throws ReflectiveOperationException;
    }

    /** Whether the type is one of the library's with a form of its own. */
    boolean knows(JavaType type) {
        Class<?> raw = type.getRawClass();
        return MonetaryAmount.class.isAssignableFrom(raw)
                || CurrencyUnit.class.isAssignableFrom(raw)
                || raw == Code.class
                || (raw.getName().startsWith(LIBRARY) && !raw.isEnum() && of(raw).form() != Form.FOREIGN);
    }

    Shape of(Class<?> type) {
        Shape known = shapes.get(type);
        if (known == null) {
            known = shapeOf(type);
            shapes.put(type, known);
        }
        return known;
    }

    private Shape shapeOf(Class<?> type) {
        if (!type.getName().startsWith(LIBRARY)) {
            return Shape.foreign();
        }
        if (type == Sha256.class) {
            return text(values -> Sha256.parse((String) values[0]));
        }
        if (type.isInterface() && type.isSealed()) {
            return sealed(type);
        }
        String kind = kindOf(type);
        if (type.isRecord()) {
            return record(type, kind);
        }
        Optional<Shape> described = Described.shapeOf(type, kind);
        if (described.isPresent()) {
            return described.get();
        }
        Class<?> built = builtInterface(type);
        return built == null ? Shape.foreign() : built(built);
    }

    private static Shape text(Maker maker) {
        return new Shape(Form.TEXT, "", List.of(), maker, Map.of());
    }

    private static Shape sealed(Class<?> type) {
        Map<String, Class<?>> cases = new java.util.TreeMap<>();
        for (Class<?> leaf : leaves(type)) {
            cases.put(kindOf(leaf), leaf);
        }
        return new Shape(Form.SEALED, "", List.of(), values -> values, cases);
    }

    private static List<Class<?>> leaves(Class<?> type) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                leaves.addAll(leaves(permitted));
            } else {
                leaves.add(permitted);
            }
        }
        return leaves;
    }

    /** The name of a case of a sealed type of the library: {@code CardToken} is {@code CARD_TOKEN}; empty for any other type. */
    static String kindOf(Class<?> type) {
        boolean isCase = Arrays.stream(type.getInterfaces())
                .anyMatch(parent -> parent.isSealed() && parent.getName().startsWith(LIBRARY));
        return isCase
                ? type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT)
                : "";
    }

    private static Shape record(Class<?> type, String kind) {
        var components = type.getRecordComponents();
        if (kind.isEmpty() && components.length == 1 && components[0].getType() == String.class) {
            return text(values -> construct(type, values));
        }
        List<Part> parts = new ArrayList<>();
        for (var component : components) {
            boolean isKind = component.getName().equals("kind") && !kind.isEmpty();
            String name = isKind ? "event" : component.getName();
            boolean nullable = !SEES_NULLABLE || isNullable(component.getAnnotatedType());
            parts.add(Part.of(name, component.getAccessor(), false, nullable));
        }
        return new Shape(Form.OBJECT, kind, parts, values -> construct(type, values), Map.of());
    }

    /** False where a host runs without the annotations: then every part might be null. */
    private static boolean seesNullable() {
        return Arrays.stream(Getter.class.getDeclaredMethods())
                .anyMatch(method -> isNullable(method.getAnnotatedReturnType()));
    }

    private static boolean isNullable(AnnotatedType type) {
        return Arrays.stream(type.getAnnotations())
                .anyMatch(one -> one.annotationType().getSimpleName().equals("Nullable"));
    }

    private static Object construct(Class<?> type, @Nullable Object[] values) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getType())
                .toArray(Class<?>[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** The interface that the generated class implements, or the interface itself, where it has a builder. */
    private static @Nullable Class<?> builtInterface(Class<?> type) {
        List<Class<?>> candidates = new ArrayList<>();
        candidates.add(type);
        candidates.addAll(List.of(type.getInterfaces()));
        for (Class<?> candidate : candidates) {
            if (candidate.isInterface()
                    && Arrays.stream(candidate.getDeclaredMethods())
                            .anyMatch(method -> method.getName().equals("builder")
                                    && Modifier.isStatic(method.getModifiers())
                                    && method.getParameterCount() == 0)) {
                return candidate;
            }
        }
        return null;
    }

    private static Shape built(Class<?> type) {
        try {
            Method builder = type.getMethod("builder");
            Class<?> builderType = builder.getReturnType();
            Method build = builderType.getMethod("build");
            build.setAccessible(true);
            List<Part> parts = new ArrayList<>();
            List<Method> setters = new ArrayList<>();
            Arrays.stream(type.getMethods())
                    .filter(getter -> getter.getParameterCount() == 0 && !Modifier.isStatic(getter.getModifiers()))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(getter -> setter(builderType, getter).ifPresent(setter -> {
                        parts.add(Part.of(getter.getName(), getter, true));
                        setters.add(setter);
                    }));
            return new Shape(
                    Form.OBJECT,
                    kindOf(type),
                    parts,
                    values -> {
                        Object next = builder.invoke(null);
                        for (int at = 0; at < values.length; at++) {
                            if (values[at] != null) {
                                setters.get(at).invoke(next, values[at]);
                            }
                        }
                        return build.invoke(next);
                    },
                    Map.of());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has a builder() without build()", e);
        }
    }

    /** The builder's method for the attribute: of its name, taking what the attribute gives, or any collection where it gives one. */
    private static Optional<Method> setter(Class<?> builder, Method getter) {
        return Arrays.stream(builder.getMethods())
                .filter(method -> method.getName().equals(getter.getName())
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0].isAssignableFrom(getter.getReturnType()))
                .findFirst()
                .map(method -> {
                    method.setAccessible(true);
                    return method;
                });
    }

    /** The cause where a constructor or builder refused. */
    static Throwable causeOf(ReflectiveOperationException e) {
        return e instanceof InvocationTargetException thrown && thrown.getCause() != null ? thrown.getCause() : e;
    }
}
