package io.counterfoil.examples.packaging;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types as lines of text that are the same on every JDK: a line for the type, and one, indented, for each member that a host can name. */
final class ApiText {

    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    private ApiText() {}

    static boolean isSeen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    static void addTo(Class<?> type, List<String> lines) {
        lines.add(head(type));
        if (type.isEnum()) {
            lines.add("    constants "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", ")));
        }
        TreeSet<String> members = new TreeSet<>();
        // What an unseen ancestor declares, such as the generated half of a builder, a host sees in the type itself.
        for (Class<?> declaring : withUnseenAncestors(type)) {
            for (Method method : declaring.getDeclaredMethods()) {
                if (isSeen(method.getModifiers()) && !method.isSynthetic() && !isImplied(type, method)) {
                    members.add("    " + text(method));
                }
            }
            for (Field field : declaring.getDeclaredFields()) {
                if (isSeen(field.getModifiers()) && !field.isSynthetic() && !field.isEnumConstant()) {
                    members.add("    " + text(field));
                }
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isSeen(constructor.getModifiers()) && !constructor.isSynthetic() && !isImplied(type, constructor)) {
                members.add("    " + modifiers(constructor.getModifiers()) + "new" + parameters(constructor)
                        + thrown(constructor) + deprecated(constructor));
            }
        }
        lines.addAll(members);
    }

    private static List<Class<?>> withUnseenAncestors(Class<?> type) {
        List<Class<?>> all = new ArrayList<>(List.of(type));
        Stream<Class<?>> parents =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
        parents.filter(parent -> !isReachable(parent)).forEach(parent -> all.addAll(withUnseenAncestors(parent)));
        return all;
    }

    /** What the head of the type says already, and what every object has. */
    private static boolean isImplied(Class<?> type, Method method) {
        String called = method.getName() + "/" + method.getParameterCount();
        if (Set.of("toString/0", "hashCode/0", "equals/1").contains(called)) {
            return true;
        }
        return type.isEnum()
                ? Set.of("values/0", "valueOf/1").contains(called)
                : type.isRecord()
                        && Arrays.stream(type.getRecordComponents())
                                .anyMatch(part -> method.equals(part.getAccessor()));
    }

    private static boolean isImplied(Class<?> type, Constructor<?> constructor) {
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    private static String head(Class<?> type) {
        String kind = type.isEnum()
                ? "enum"
                : type.isRecord()
                        ? "record"
                        : type.isAnnotation() ? "annotation" : type.isInterface() ? "interface" : "class";
        int hidden = type.isEnum() || type.isRecord() || type.isInterface()
                ? Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL | Modifier.INTERFACE
                : Modifier.STATIC | Modifier.INTERFACE;
        String parts = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(part -> shown(part.getAnnotatedType(), part.getGenericType()) + " " + part.getName())
                        .collect(Collectors.joining(", ", "(", ")"))
                : "";
        String above = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass())
                                .filter(parent -> !Object.class.equals(parent) && !type.isEnum() && !type.isRecord()),
                        Arrays.stream(type.getGenericInterfaces()))
                .filter(ApiText::isPublic)
                .map(ApiText::name)
                .collect(Collectors.joining(", "));
        return modifiers(type.getModifiers() & ~hidden) + (type.isSealed() ? "sealed " : "") + kind + " "
                + PACKAGE.matcher(type.getName()).replaceFirst("").replace('$', '.')
                + variables(type.getTypeParameters()) + parts + (above.isEmpty() ? "" : " : " + above)
                + deprecated(type);
    }

    private static boolean isPublic(Type type) {
        Type raw = type instanceof java.lang.reflect.ParameterizedType generic ? generic.getRawType() : type;
        return !(raw instanceof Class<?> plain) || isReachable(plain);
    }

    /** A public type inside one that is not public is not seen. */
    private static boolean isReachable(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isReachable(type.getDeclaringClass()));
    }

    private static String text(Method method) {
        String variables = variables(method.getTypeParameters());
        return modifiers(method.getModifiers() & ~(Modifier.TRANSIENT | Modifier.VOLATILE | Modifier.SYNCHRONIZED))
                + (method.isDefault() ? "default " : "")
                + (variables.isEmpty() ? "" : variables + " ")
                + shown(method.getAnnotatedReturnType(), method.getGenericReturnType())
                + " "
                + method.getName()
                + parameters(method)
                + thrown(method)
                + deprecated(method);
    }

    private static String text(Field field) {
        return modifiers(field.getModifiers()) + shown(field.getAnnotatedType(), field.getGenericType()) + " "
                + field.getName() + deprecated(field);
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getParameters())
                .map(parameter -> shown(parameter.getAnnotatedType(), parameter.getParameterizedType()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String thrown(Executable executable) {
        String all = Arrays.stream(executable.getGenericExceptionTypes())
                .map(ApiText::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " throws " + all;
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable -> variable.getName()
                                + Arrays.stream(variable.getBounds())
                                        .filter(bound -> !Object.class.equals(bound))
                                        .map(bound -> " extends " + name(bound))
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    /** Whether null is real is a part of a signature. */
    private static String shown(AnnotatedType annotated, Type type) {
        return (annotated.isAnnotationPresent(Nullable.class) ? "@Nullable " : "") + name(type);
    }

    private static String name(Type type) {
        return PACKAGE.matcher(type.getTypeName()).replaceAll("").replace('$', '.');
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & ~(Modifier.ABSTRACT | Modifier.PUBLIC));
        String kept = Modifier.isAbstract(modifiers) ? "abstract " : "";
        return kept + (text.isEmpty() ? "" : text + " ");
    }

    private static String deprecated(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class) ? " deprecated" : "";
    }
}
