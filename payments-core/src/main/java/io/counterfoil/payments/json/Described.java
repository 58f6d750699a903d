package io.counterfoil.payments.json;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertLog;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.json.Shapes.Form;
import io.counterfoil.payments.json.Shapes.Part;
import io.counterfoil.payments.json.Shapes.Shape;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.mandate.Mandate;
import io.counterfoil.payments.money.Totals;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** Values that are neither records nor built: their parts and how they are made. */
final class Described {

    private Described() {}

    static Optional<Shape> shapeOf(Class<?> type, String kind) {
        if (type == Evidence.class) {
            return of(type, kind, List.of("facts"), values -> Evidence.of(list(values[0], Evidence.Fact.class)));
        }
        if (type == Mandate.Debit.class) {
            return of(type, kind, List.of("amount", "dueOn", "notifiedOn"), Described::debit);
        }
        if (type == Totals.class) {
            return of(type, kind, List.of("amounts"), values -> Totals.of(list(values[0], MonetaryAmount.class)));
        }
        if (type == AlertLog.class) {
            return of(type, kind, List.of("alerts"), values -> AlertLog.empty().plus(list(values[0], Alert.class)));
        }
        if (type == FeeSchedule.Tier.class) {
            return of(type, kind, List.of("upTo", "percent", "flat"), Described::tier);
        }
        if (type == Account.class) {
            return of(type, kind, List.of("id", "kind", "currency", "floor"), Described::account);
        }
        return type == Journal.class ? Optional.of(journals(kind)) : Optional.empty();
    }

    private static Object debit(@Nullable Object[] values) {
        Mandate.Debit debit = Mandate.Debit.of(part(values[0], MonetaryAmount.class), part(values[1], LocalDate.class));
        return optional(values[2], LocalDate.class).map(debit::notifiedOn).orElse(debit);
    }

    private static Object tier(@Nullable Object[] values) {
        String percent = part(values[1], BigDecimal.class).toPlainString();
        MonetaryAmount flat = part(values[2], MonetaryAmount.class);
        return optional(values[0], MonetaryAmount.class)
                .map(limit -> FeeSchedule.Tier.upTo(limit, percent, flat))
                .orElseGet(() -> FeeSchedule.Tier.above(percent, flat));
    }

    private static Object account(@Nullable Object[] values) {
        Account account = Account.of(
                part(values[0], AccountId.class),
                part(values[1], Account.Kind.class),
                part(values[2], CurrencyUnit.class));
        return optional(values[3], MonetaryAmount.class).map(account::notBelow).orElse(account);
    }

    /** Days that were not said are left out, so that they are not said when read either: the accessors would fill them in. */
    private static Shape journals(String kind) {
        List<Part> parts = List.of(
                accessor(Journal.class, "id"),
                day("bookedOn"),
                day("valueOn"),
                accessor(Journal.class, "legs"),
                accessor(Journal.class, "attributes"));
        return new Shape(Form.OBJECT, kind, parts, Described::journal, Map.of());
    }

    private static Object journal(@Nullable Object[] values) {
        Journal journal = Journal.of(part(values[0], JournalId.class)).with(list(values[3], Journal.Leg.class));
        journal = optional(values[1], LocalDate.class).map(journal::bookedOn).orElse(journal);
        journal = optional(values[2], LocalDate.class).map(journal::valueOn).orElse(journal);
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) part(values[4], Map.class)).entrySet()) {
            journal = journal.attribute(part(entry.getKey(), String.class), part(entry.getValue(), String.class));
        }
        return journal;
    }

    private static Part day(String name) {
        try {
            Field field = Journal.class.getDeclaredField(name);
            field.setAccessible(true);
            Shapes.Getter getter = value -> Optional.ofNullable(field.get(value));
            return new Part(name, LocalDate.class, getter, true, true);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a journal has no " + name, e);
        }
    }

    private static Optional<Shape> of(Class<?> type, String kind, List<String> names, Shapes.Maker maker) {
        List<Part> parts = new ArrayList<>();
        names.forEach(name -> parts.add(accessor(type, name)));
        return Optional.of(new Shape(Form.OBJECT, kind, parts, maker, Map.of()));
    }

    private static Part accessor(Class<?> type, String name) {
        try {
            var getter = type.getMethod(name);
            return Part.of(name, getter, getter.getReturnType() == Optional.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no " + name + "()", e);
        }
    }

    private static <T> T part(@Nullable Object value, Class<T> type) {
        return type.cast(Objects.requireNonNull(value, type.getSimpleName()));
    }

    private static <T> Optional<T> optional(@Nullable Object value, Class<T> type) {
        return value instanceof Optional<?> optional
                ? optional.map(type::cast)
                : Optional.ofNullable(value).map(type::cast);
    }

    private static <T> List<T> list(@Nullable Object value, Class<T> of) {
        return ((List<?>) part(value, List.class)).stream().map(of::cast).toList();
    }
}
