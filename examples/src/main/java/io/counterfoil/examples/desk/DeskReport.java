package io.counterfoil.examples.desk;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import java.util.Locale;

/** The report of a desk's period, made from a seed: the same seed makes the same report. */
public interface DeskReport {

    /** The page. */
    Document document();

    /** How the figures hang together. */
    Ties tying();

    /** How numbers and days are written where the desk stands. */
    default Locale locale() {
        return Locale.UK;
    }

    /** For a terminal. */
    default String text() {
        return Documents.text(document(), locale());
    }

    /** One page that needs nothing else. */
    default String html() {
        return Documents.html(document(), locale());
    }

    /** Whether every figure that is counted twice comes out the same. */
    default boolean ties() {
        return tying().hold();
    }
}
