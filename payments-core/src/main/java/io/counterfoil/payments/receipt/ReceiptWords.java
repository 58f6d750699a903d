package io.counterfoil.payments.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The words on receipts and statements, in one language. Immutable. */
final class ReceiptWords {

    private static final class Bundled {
        private static final Map<String, Properties> BY_LANGUAGE = Map.of("en", read("en"), "fr", read("fr"));
    }

    private final Locale locale;
    private final Properties words;

    private ReceiptWords(Locale locale, Properties words) {
        this.locale = locale;
        this.words = words;
    }

    static ReceiptWords in(Locale locale) {
        Properties words = Bundled.BY_LANGUAGE.get(locale.getLanguage());
        if (words == null) {
            throw new IllegalArgumentException(
                    "no words for documents in language '" + locale.getLanguage() + "', expected one of en, fr");
        }
        return new ReceiptWords(locale, words);
    }

    private static Properties read(String language) {
        String resource = "document_" + language + ".properties";
        try (InputStream in = Objects.requireNonNull(
                ReceiptWords.class.getResourceAsStream(resource), () -> resource + " is missing from the jar")) {
            Properties words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    String text(String key, Object... values) {
        String pattern = Objects.requireNonNull(words.getProperty(key), () -> "no words for " + key + " in " + locale);
        return new MessageFormat(pattern.replace("'", "''"), locale).format(values);
    }

    String day(LocalDate day) {
        String pattern =
                locale.getLanguage().equals("fr") && day.getDayOfMonth() == 1 ? "d'er' MMMM uuuu" : "d MMMM uuuu";
        return DateTimeFormatter.ofPattern(pattern, locale).format(day);
    }

    String moment(Instant at, ZoneId zone) {
        ZonedDateTime there = ZonedDateTime.ofInstant(at, zone);
        return day(there.toLocalDate())
                + DateTimeFormatter.ofPattern(", HH:mm", locale).format(there) + " (" + zone.getId() + ")";
    }
}
