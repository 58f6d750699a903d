package io.counterfoil.ticketing.entry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one person typed from one document.
 *
 * @param id names the document's record, such as a claim and its revision
 * @param keyer who typed
 * @param values by field, as typed; a field that is absent or blank was left empty
 */
public record KeyedRecord(String id, String keyer, Map<String, String> values) {

    public KeyedRecord {
        if (id.isBlank() || keyer.isBlank()) {
            throw new IllegalArgumentException("record '" + id + "' keyed by '" + keyer + "', expected both not blank");
        }
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** The field as typed; empty where nothing was. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** How many characters were typed. */
    public int keystrokes() {
        return values.values().stream().mapToInt(String::length).sum();
    }

    /** The same record with another value in one field. */
    public KeyedRecord with(String field, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(field, value);
        return new KeyedRecord(id, keyer, changed);
    }

    /** Names record and keyer; what was typed may be personal and is not shown. */
    @Override
    public String toString() {
        return "record " + id + " keyed by " + keyer + ", " + values.size() + " fields";
    }
}
