package io.counterfoil.ticketing.claim;

import io.counterfoil.ticketing.claim.ClaimEvent.Change;
import io.counterfoil.ticketing.entry.DoubleKeying;
import io.counterfoil.ticketing.entry.DoubleKeying.Adjudication;
import io.counterfoil.ticketing.entry.DoubleKeying.ErrorKind;
import io.counterfoil.ticketing.entry.DoubleKeying.KeyingResult;
import io.counterfoil.ticketing.entry.ErrorRates.CheckedRecord;
import io.counterfoil.ticketing.entry.ErrorRates.FieldError;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.FieldRules.Field;
import io.counterfoil.ticketing.entry.KeyedRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was typed for a claim, who typed it, and what was found wrong: a fold of the claim's events. One record for each revision; a correction starts a new pair
 * of typings of the same record, and an error of a keyer in a field of a record counts once.
 */
final class Keying {

    private final DoubleKeying keying;
    private final Set<FieldError> errors = new LinkedHashSet<>();
    private final Map<String, KeyedRecord> typings = new LinkedHashMap<>();
    private final Set<String> checked = new LinkedHashSet<>();
    private int revision = 1;
    private @Nullable KeyedRecord first;
    private @Nullable KeyedRecord second;
    private Map<String, String> values = Map.of();

    private Keying(FieldRules rules) {
        keying = DoubleKeying.of(rules);
    }

    static Keying of(Claim claim, FieldRules rules) {
        Keying fold = new Keying(rules);
        if (claim.exists()) {
            String id = claim.receipt().id();
            claim.history().toList().forEach(event -> fold.read(id, event));
        }
        return fold;
    }

    static String record(String claim, int revision) {
        return claim + "/" + revision;
    }

    private void read(String id, ClaimEvent event) {
        String by = event.stamp().by().id();
        switch (event.kind()) {
            case KEY -> {
                first = typed(new KeyedRecord(record(id, revision), by, keyed(event)));
                values = first.values();
            }
            case AGREE, DISAGREE -> {
                second = typed(new KeyedRecord(record(id, revision), by, keyed(event)));
                checkPair();
            }
            case ADJUDICATE -> {
                KeyingResult pair = pair();
                if (pair != null) {
                    Adjudication settled = pair.adjudicate(((ClaimEvent.Adjudicated) event.detail()).rulings(), by);
                    errors.addAll(settled.errors());
                    values = settled.values();
                }
            }
            case CORRECT -> correct(id, by, ((ClaimEvent.Corrected) event.detail()).changes());
            case RESUBMIT, REOPEN -> {
                revision++;
                first = null;
                second = null;
                values = Map.of();
            }
            case DELETE -> delete();
            default -> {}
        }
    }

    private static Map<String, String> keyed(ClaimEvent event) {
        return ((ClaimEvent.Keyed) event.detail()).values();
    }

    private KeyedRecord typed(KeyedRecord record) {
        typings.put(record.id() + " " + record.keyer(), record);
        return record;
    }

    private void checkPair() {
        if (first != null && second != null) {
            check(first);
            check(second);
        }
    }

    private void check(KeyedRecord record) {
        checked.add(record.id() + " " + record.keyer());
    }

    /** Whoever typed something else than the right value erred, unless the document is to blame. */
    private void correct(String id, String by, List<Change> changes) {
        String record = record(id, revision);
        KeyedRecord corrected = new KeyedRecord(record, by, values);
        for (Change change : changes) {
            Field field = keying.rules().find(change.field()).orElseThrow();
            if (change.kind().isOfSource()) {
                errors.add(new FieldError(record, field.name(), "", change.kind()));
            }
            for (KeyedRecord typing : List.copyOf(typings.values())) {
                if (typing.id().equals(record)) {
                    check(typing);
                    boolean wrong = !field.normal(typing.value(field.name())).equals(field.normal(change.to()));
                    if (wrong && !change.kind().isOfSource() && !hasError(typing, field.name())) {
                        errors.add(new FieldError(record, field.name(), typing.keyer(), change.kind()));
                    }
                }
            }
            corrected = corrected.with(field.name(), change.to());
        }
        first = typings.containsKey(record + " " + by) ? corrected : typed(corrected);
        second = null;
        values = corrected.values();
    }

    private boolean hasError(KeyedRecord typing, String field) {
        return errors.stream()
                .anyMatch(error -> error.record().equals(typing.id())
                        && error.field().equals(field)
                        && error.keyer().equals(typing.keyer()));
    }

    /** A record that should not exist is one error of whoever typed it first, in the first field of the form. */
    private void delete() {
        KeyedRecord entered = first;
        if (entered != null) {
            check(entered);
            String field = keying.rules().fields().get(0).name();
            if (!hasError(entered, field)) {
                errors.add(new FieldError(entered.id(), field, entered.keyer(), ErrorKind.EXTRA));
            }
        }
    }

    @Nullable
    KeyedRecord first() {
        return first;
    }

    boolean hasSecond() {
        return second != null;
    }

    Map<String, String> values() {
        return values;
    }

    /** The two typings compared; null where there are not two. */
    @Nullable
    KeyingResult pair() {
        return first == null || second == null ? null : keying.match(first, second);
    }

    /** The typings that somebody checked, with what was found. */
    List<CheckedRecord> checked() {
        List<CheckedRecord> records = new ArrayList<>();
        typings.forEach((key, typing) -> {
            if (checked.contains(key)) {
                records.add(CheckedRecord.of(keying.rules(), typing, errors));
            }
        });
        return List.copyOf(records);
    }
}
