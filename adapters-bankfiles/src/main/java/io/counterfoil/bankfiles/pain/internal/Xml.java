package io.counterfoil.bankfiles.pain.internal;

import java.io.IOException;
import java.io.Writer;

/** Writes elements; texts are escaped. Not thread-safe. */
final class Xml {

    private final Writer out;

    Xml(Writer out) {
        this.out = out;
    }

    Xml open(String tag) throws IOException {
        out.write('<');
        out.write(tag);
        out.write(">");
        return this;
    }

    Xml close(String tag) throws IOException {
        out.write("</");
        out.write(tag);
        out.write(">\n");
        return this;
    }

    Xml leaf(String tag, String text) throws IOException {
        open(tag);
        escaped(text);
        return close(tag);
    }

    Xml amount(String tag, String currency, String number) throws IOException {
        out.write('<');
        out.write(tag);
        out.write(" Ccy=\"");
        out.write(currency);
        out.write("\">");
        out.write(number);
        return close(tag);
    }

    private void escaped(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            switch (at) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                default -> out.write(at);
            }
        }
    }
}
