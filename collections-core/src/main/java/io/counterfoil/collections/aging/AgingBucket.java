package io.counterfoil.collections.aging;

import java.util.Objects;

/**
 * One column of an aging.
 *
 * @param label what it is called: {@code NOT_DUE}, {@code 1-30}, {@code 121+}; {@code M0}, {@code M-1} for calendar months
 * @param overdue whether what stands in it should have been paid
 */
public record AgingBucket(String label, boolean overdue) {

    public AgingBucket {
        Objects.requireNonNull(label, "label");
    }

    /** What it is called on pages that people read: {@code Not due} for what is not due, else its label. */
    public String title() {
        return label.replace("NOT_DUE", "Not due");
    }

    @Override
    public String toString() {
        return label;
    }
}
