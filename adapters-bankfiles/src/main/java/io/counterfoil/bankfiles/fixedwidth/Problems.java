package io.counterfoil.bankfiles.fixedwidth;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What stands in the way of writing a file, all of it at once. Not thread-safe. */
public final class Problems {

    private final String file;
    private final List<Diagnostic> found = new ArrayList<>();
    private int errors;

    /** Nothing found yet. */
    public Problems(String file) {
        this.file = file;
    }

    /** Something that keeps the file from being written. */
    public void error(Code code, String field, String message) {
        errors++;
        found.add(Diagnostic.error(code, message, Diagnostic.Location.of(file).field(field)));
    }

    /** Something that a person should know; the file is written. */
    public void warning(Code code, String field, String message) {
        found.add(Diagnostic.warning(code, message, Diagnostic.Location.of(file).field(field)));
    }

    /** Says so where the text is empty or too long. */
    public boolean text(Code missing, Code tooLong, String field, String value, int most) {
        if (value.isBlank()) {
            error(missing, field, field + " is missing, expected a text");
            return false;
        }
        if (value.length() > most) {
            error(tooLong, field, field + " has " + value.length() + " characters, expected at most " + most);
            return false;
        }
        return true;
    }

    /** Says so where the value is not of the form. */
    public boolean form(Code code, String field, String value, String expression, String expected) {
        if (value.matches(expression)) {
            return true;
        }
        error(code, field, field + " has " + value.length() + " characters that do not fit, expected " + expected);
        return false;
    }

    /** How many keep the file from being written. */
    public int errors() {
        return errors;
    }

    /** The file, or every problem. */
    public <T> Checked<T> result(Supplier<T> made) {
        return errors == 0 ? Checked.of(made.get(), found) : Checked.failed(found);
    }
}
