package io.counterfoil.payments.receipt;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.returns.ReturnReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a code means, for the staff and for a client, and what to do next, in one language (PAY-61). Immutable, thread-safe.
 *
 * <pre>{@code
 * Wording french = Wording.in(Locale.CANADA_FRENCH);
 * french.client(ReturnCategory.INSUFFICIENT_FUNDS); // "Le paiement a été retourné : le solde disponible du compte était insuffisant."
 * }</pre>
 *
 * <p>A client's text is safe to send: it names no person's death, no suspicion and nothing of the rail's inner life. English and French come with the library; any other language, or a
 * host's own words for some codes, is a catalogue. A code that no catalogue knows, such as a host's own alert kind, has the general text of the language; {@link #find} tells.
 */
public final class Wording {

    private static final String GENERAL = "*";
    private static final int COLUMNS = 4;

    private final Locale locale;
    private final Map<String, Texts> texts;

    private static final class Bundled {
        private static final Map<String, Wording> BY_LANGUAGE =
                Map.of("en", read(Locale.ENGLISH), "fr", read(Locale.FRENCH));
    }

    private Wording(Locale locale, Map<String, Texts> texts) {
        this.locale = locale;
        this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /**
     * The texts that come with the library.
     *
     * @throws IllegalArgumentException for a language other than English and French
     */
    public static Wording in(Locale locale) {
        Wording bundled = Bundled.BY_LANGUAGE.get(locale.getLanguage());
        if (bundled == null) {
            throw new IllegalArgumentException("no texts in language '" + locale.getLanguage()
                    + "', expected one of en, fr\nMaybe read a catalogue: Wording.of(locale, reader).");
        }
        return new Wording(locale, bundled.texts);
    }

    /**
     * The texts of a catalogue: a line a code, its id, staff text, client text and next step set apart by tabs; lines that begin with a hash are notes. The line of the code {@code *} is
     * the general text.
     *
     * @throws IllegalArgumentException naming the line, where one has not four columns, a blank one, or a code that stood before
     */
    public static Wording of(Locale locale, Reader catalogue) {
        Map<String, Texts> texts = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(catalogue)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && line.charAt(0) != '#') {
                    add(texts, number, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue of texts cannot be read", e);
        }
        return new Wording(locale, texts);
    }

    private static void add(Map<String, Texts> texts, int number, String line) {
        String[] cell = line.split("\t", -1);
        boolean blank = java.util.Arrays.stream(cell).anyMatch(String::isBlank);
        if (cell.length != COLUMNS || blank) {
            throw new IllegalArgumentException("line " + number + " of a catalogue of texts has " + cell.length
                    + " columns" + (blank ? ", one of them blank" : "")
                    + ", expected code, staff text, client text and next step");
        }
        if (texts.put(cell[0], new Texts(cell[1], cell[2], cell[3])) != null) {
            throw new IllegalArgumentException(
                    "line " + number + " of a catalogue of texts has code " + cell[0] + " again, expected it once");
        }
    }

    private static Wording read(Locale locale) {
        String resource = "wording_" + locale.getLanguage() + ".tsv";
        InputStream in = Objects.requireNonNull(
                Wording.class.getResourceAsStream(resource), () -> resource + " is missing from the jar");
        return of(locale, new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** These texts, with others before them. */
    public Wording overlaidBy(Wording own) {
        Map<String, Texts> all = new LinkedHashMap<>(texts);
        all.putAll(own.texts);
        return new Wording(own.locale, all);
    }

    /** The language and country. */
    public Locale locale() {
        return locale;
    }

    /** The texts of the code; empty where no catalogue has any. */
    public Optional<Texts> find(Code code) {
        return Optional.ofNullable(texts.get(code.id()));
    }

    /** For the staff: what the code says. */
    public String staff(Code code) {
        return find(code)
                .map(Texts::staff)
                .orElseGet(() -> general().map(Texts::staff).orElse("") + " (" + code.id() + ")");
    }

    /** For a client: what may be said. */
    public String client(Code code) {
        return find(code).or(this::general).map(Texts::client).orElse("");
    }

    /** What to do next. */
    public String nextStep(Code code) {
        return find(code).or(this::general).map(Texts::nextStep).orElse("");
    }

    /** For the staff: the rail's code with its own text where the catalogue has one, else its meaning in English, else what its category says. */
    public String staff(ReturnReason reason) {
        String text = own(reason)
                .map(Texts::staff)
                .filter(own -> !own.equals(GENERAL))
                .orElseGet(() -> locale.getLanguage().equals("en") && reason.known()
                        ? reason.meaning()
                        : staff(reason.category()));
        return reason.rail() + (reason.report().isEmpty() ? " " : " " + reason.report() + " ") + reason.code() + ": "
                + text;
    }

    /** For a client: what may be said of a return; never more than its category. */
    public String client(ReturnReason reason) {
        return own(reason)
                .map(Texts::client)
                .filter(own -> !own.equals(GENERAL))
                .orElseGet(() -> client(reason.category()));
    }

    /** What to do next about a return. */
    public String nextStep(ReturnReason reason) {
        return own(reason)
                .map(Texts::nextStep)
                .filter(own -> !own.equals(GENERAL))
                .orElseGet(() -> nextStep(reason.action()));
    }

    private Optional<Texts> own(ReturnReason reason) {
        String code = "RETURN_CODE." + reason.rail().name() + "."
                + (reason.report().isEmpty() ? "" : reason.report() + ".") + reason.code();
        return Optional.ofNullable(texts.get(code));
    }

    private Optional<Texts> general() {
        return Optional.ofNullable(texts.get(GENERAL));
    }

    /**
     * The three texts of a code.
     *
     * @param staff what it says, a phrase without a full stop
     * @param client what may be said to a client, whole sentences
     * @param nextStep what to do next, whole sentences
     */
    public record Texts(String staff, String client, String nextStep) {}
}
