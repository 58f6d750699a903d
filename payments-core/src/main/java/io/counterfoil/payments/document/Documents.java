package io.counterfoil.payments.document;

import java.util.Locale;

/** Renders documents. The locale decides how numbers and dates are written; words stay as they are. Same document, same locale: same bytes. */
public final class Documents {

    private Documents() {}

    /** Plain text for a terminal or a mail, lines ending in line feeds. */
    public static String text(Document document, Locale locale) {
        return new TextRenderer(new CellFormat(locale)).render(document);
    }

    /** One HTML 5 page that needs nothing else: style and charts inside, light and dark, readable on a phone. Every text is escaped. */
    public static String html(Document document, Locale locale) {
        return new HtmlRenderer(new CellFormat(locale), locale).render(document);
    }

    /** Markdown with pipe tables. */
    public static String markdown(Document document, Locale locale) {
        return new MarkdownRenderer(new CellFormat(locale)).render(document);
    }
}
