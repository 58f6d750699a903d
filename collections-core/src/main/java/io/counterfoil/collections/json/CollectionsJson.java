package io.counterfoil.collections.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.counterfoil.collections.aging.BucketScheme;
import io.counterfoil.collections.aging.Delinquency;
import io.counterfoil.collections.aging.DelinquencyLevel;
import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.json.PaymentsJson;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the Jackson module for the values of this module and of payments (COL-69). Needs jackson-databind, which is an optional dependency.
 *
 * <p>Events, commands, folds, policies, decisions and figures are written and read back. Receivables and contact logs are the list of their events, a profile its
 * party and events, a scheme of buckets its edges. Engines, and reports that only view receivables, such as an aging report, are not written: store the events and
 * ask again.
 */
public final class CollectionsJson {

    private CollectionsJson() {}

    /** A module that writes and reads every public value. A new one at each call; thread-safe. */
    public static Module module() {
        return new CollectionsModule();
    }

    /** The values of the library by their parts, and those that are folds of events by their events. */
    private static final class CollectionsModule extends Module {

        private final Module values = PaymentsJson.module();

        @Override
        public String getModuleName() {
            return "counterfoil-collections";
        }

        @Override
        public Object getTypeId() {
            return getModuleName();
        }

        @Override
        public Version version() {
            return new Version(1, 0, 0, null, "io.counterfoil", "counterfoil-collections-core");
        }

        @Override
        public void setupModule(SetupContext context) {
            values.setupModule(context);
            SimpleModule own = new SimpleModule("counterfoil-collections-own");
            add(
                    own,
                    Receivables.class,
                    new Form<>(
                            list(ReceivableEvent.class),
                            CollectionsJson::events,
                            log -> read("receivables", Receivables.replay(log.stream()))));
            add(
                    own,
                    ContactLog.class,
                    new Form<>(list(Contact.class), ContactLog::entries, log -> read("contacts", ContactLog.of(log))));
            add(
                    own,
                    PartyProfile.class,
                    new Form<>(
                            TypeFactory.defaultInstance().constructType(Profile.class),
                            profile -> new Profile(profile.party(), profile.events()),
                            parts -> PartyProfile.of(parts.party(), parts.events())));
            add(
                    own,
                    BucketScheme.class,
                    new Form<>(
                            TypeFactory.defaultInstance().constructType(Buckets.class),
                            scheme -> new Buckets(scheme.notDueEdges(), scheme.edges(), scheme.months()),
                            Buckets::scheme));
            add(
                    own,
                    Delinquency.class,
                    new Form<>(
                            TypeFactory.defaultInstance().constructType(Reading.class),
                            Reading::of,
                            Reading::delinquency));
            own.setupModule(context);
        }

        private static <T, P> void add(SimpleModule module, Class<T> type, Form<T, P> form) {
            module.addSerializer(type, new FormSerializer<>(form));
            module.addDeserializer(type, new FormDeserializer<>(form));
        }

        private static JavaType list(Class<?> of) {
            return TypeFactory.defaultInstance().constructCollectionType(List.class, of);
        }
    }

    private static List<ReceivableEvent> events(Receivables receivables) {
        return receivables.events().toList();
    }

    /** What was written whole is read whole: nothing of it may be refused. */
    private static <T> T read(String what, Checked<T> checked) {
        List<Diagnostic> refused = checked.diagnostics().stream()
                .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                .toList();
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(
                    what + " have " + refused.size() + " entries that are refused, the first as "
                            + refused.get(0).code().id());
        }
        return checked.value().orElseThrow();
    }

    /**
     * A profile's parts.
     *
     * @param party whose
     * @param events what became known
     */
    record Profile(PartyId party, List<ProfileEvent> events) {}

    /**
     * A bucket scheme's parts.
     *
     * @param notDue days until due, upper edges
     * @param overdue days overdue, upper edges; empty for months
     * @param months how many calendar months; 0 for days
     */
    record Buckets(List<Integer> notDue, List<Integer> overdue, int months) {

        BucketScheme scheme() {
            if (months != 0 && !overdue.isEmpty()) {
                throw new IllegalArgumentException("buckets of " + months + " months have edges in days too");
            }
            BucketScheme scheme = months == 0 ? BucketScheme.days(edges(overdue)) : BucketScheme.calendarMonths(months);
            return notDue.isEmpty() ? scheme : scheme.splitNotDue(edges(notDue));
        }

        private static int[] edges(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** A reading of delinquency with its map as a list: levels are no text. */
    record Reading(
            Optional<LocalDate> oldestDue,
            int pastDueDays,
            int heldDays,
            int delinquentDays,
            Optional<LocalDate> delinquentSince,
            Totals amount,
            Optional<DelinquencyLevel> level,
            List<LevelAmount> instalmentLevels) {

        record LevelAmount(DelinquencyLevel level, Totals amount) {}

        static Reading of(Delinquency read) {
            return new Reading(
                    read.oldestDue(),
                    read.pastDueDays(),
                    read.heldDays(),
                    read.delinquentDays(),
                    read.delinquentSince(),
                    read.amount(),
                    read.level(),
                    read.instalmentLevels().entrySet().stream()
                            .map(entry -> new LevelAmount(entry.getKey(), entry.getValue()))
                            .sorted(Comparator.comparingInt(
                                            (LevelAmount one) -> one.level().fromDays())
                                    .thenComparing(one -> one.level().id()))
                            .toList());
        }

        Delinquency delinquency() {
            Delinquency.Builder read = Delinquency.builder()
                    .oldestDue(oldestDue)
                    .pastDueDays(pastDueDays)
                    .heldDays(heldDays)
                    .delinquentDays(delinquentDays)
                    .delinquentSince(delinquentSince)
                    .amount(amount)
                    .level(level);
            instalmentLevels.forEach(one -> read.putInstalmentLevel(one.level(), one.amount()));
            return read.build();
        }
    }

    /**
     * A value that is written as something else.
     *
     * @param as what it is written as
     * @param parts of the value
     * @param maker makes the value again
     */
    private record Form<T, P>(
            JavaType as, java.util.function.Function<T, P> parts, java.util.function.Function<P, T> maker) {}

    private static final class FormSerializer<T, P> extends JsonSerializer<T> {

        private final Form<T, P> form;

        private FormSerializer(Form<T, P> form) {
            this.form = form;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.findTypedValueSerializer(form.as(), true, null)
                    .serialize(form.parts().apply(value), out, provider);
        }
    }

    private static final class FormDeserializer<T, P> extends JsonDeserializer<T> {

        private final Form<T, P> form;

        private FormDeserializer(Form<T, P> form) {
            this.form = form;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            P parts = context.readValue(in, form.as());
            try {
                return form.maker().apply(parts);
            } catch (IllegalArgumentException e) {
                throw new JsonMappingException(in, "value: " + e.getMessage(), e);
            }
        }
    }
}
