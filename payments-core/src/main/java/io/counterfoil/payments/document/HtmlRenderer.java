package io.counterfoil.payments.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** One page of HTML with everything inside. No script runs, no request is made: a content security policy in the page says so. */
final class HtmlRenderer {

    /** Columns beyond which a table scrolls sideways on a narrow screen instead of squeezing its cells. */
    private static final int WIDE = 4;

    private static final int SHORT = 14;

    private final CellFormat format;
    private final Locale locale;
    private final StringBuilder out = new StringBuilder(1 << 16);
    private int ids;

    HtmlRenderer(CellFormat format, Locale locale) {
        this.format = format;
        this.locale = locale;
    }

    String render(Document document) {
        out.append("<!DOCTYPE html>\n<html lang=\"")
                .append(escaped(locale.toLanguageTag()))
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .append("<title>")
                .append(escaped(document.title()))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<header>\n<h1>")
                .append(escaped(document.title()))
                .append("</h1>\n");
        if (!document.subtitle().isEmpty()) {
            out.append("<p class=\"subtitle\">")
                    .append(escaped(document.subtitle()))
                    .append("</p>\n");
        }
        out.append("</header>\n<main>\n");
        document.blocks().forEach(this::block);
        out.append("</main>\n</body>\n</html>\n");
        return out.toString();
    }

    private void block(Document.Block block) {
        if (block instanceof Document.Block.Heading heading) {
            out.append("<h2>").append(escaped(heading.text())).append("</h2>\n");
        } else if (block instanceof Document.Block.Paragraph paragraph) {
            out.append("<p>")
                    .append(escaped(paragraph.text()).replace("\n", "<br>"))
                    .append("</p>\n");
        } else if (block instanceof Document.Block.Facts facts) {
            facts(facts);
        } else if (block instanceof Document.Block.Callout callout) {
            out.append("<div class=\"callout ")
                    .append(tone(callout.tone()))
                    .append("\" role=\"note\"><strong>")
                    .append(escaped(callout.title()))
                    .append("</strong> ")
                    .append(escaped(callout.text()).replace("\n", "<br>"))
                    .append("</div>\n");
        } else if (block instanceof Document.Block.Section section) {
            out.append("<details")
                    .append(section.open() ? " open" : "")
                    .append("><summary>")
                    .append(escaped(section.title()))
                    .append("</summary>\n");
            section.blocks().forEach(this::block);
            out.append("</details>\n");
        } else if (block instanceof Document.Chart chart) {
            out.append("<figure tabindex=\"0\">\n<figcaption>")
                    .append(escaped(chart.title()))
                    .append("</figcaption>\n");
            new SvgChart(chart, "chart-" + ++ids).appendTo(out);
            out.append("</figure>\n");
        } else {
            table((Table) block);
        }
    }

    private void facts(Document.Block.Facts facts) {
        out.append("<dl class=\"facts\">\n");
        for (Document.Block.Fact fact : facts.facts()) {
            out.append("<div class=\"fact ")
                    .append(tone(fact.tone()))
                    .append("\"><dt>")
                    .append(escaped(fact.label()))
                    .append("</dt><dd>")
                    .append(cell(fact.value()));
            if (!fact.note().isEmpty()) {
                out.append("<small>").append(escaped(fact.note())).append("</small>");
            }
            out.append("</dd></div>\n");
        }
        out.append("</dl>\n");
    }

    private void table(Table table) {
        out.append("<div class=\"")
                .append(table.columns().size() > WIDE ? "table wide" : "table")
                .append("\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(escaped(table.title()))
                .append("\">\n<table>\n");
        if (!table.title().isEmpty()) {
            out.append("<caption>").append(escaped(table.title())).append("</caption>\n");
        }
        out.append("<thead><tr>");
        for (Table.Column column : table.columns()) {
            out.append("<th scope=\"col\"")
                    .append(column.numeric() ? " class=\"num\"" : "")
                    .append('>')
                    .append(escaped(column.label()))
                    .append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (Table.Row row : table.rows()) {
            out.append("<tr>");
            for (int at = 0; at < row.cells().size(); at++) {
                Table.Cell cell = row.cells().get(at);
                out.append("<td")
                        .append(kind(cell, table.columns().get(at).numeric()))
                        .append('>')
                        .append(cell(cell))
                        .append("</td>");
            }
            out.append("</tr>\n");
        }
        if (table.rows().isEmpty()) {
            out.append("<tr><td class=\"none\" colspan=\"")
                    .append(table.columns().size())
                    .append("\">none</td></tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>\n");
    }

    /** A number of an invoice, or a date, that breaks at its hyphens and spaces cannot be read at a glance. */
    private String kind(Table.Cell cell, boolean numeric) {
        return numeric ? " class=\"num\"" : format.text(cell).length() <= SHORT ? " class=\"short\"" : "";
    }

    private String cell(Table.Cell cell) {
        String text = escaped(format.text(cell)).replace("\n", "<br>");
        return cell instanceof Table.Cell.Mark mark
                ? "<span class=\"mark " + tone(mark.tone()) + "\">" + text + "</span>"
                : text;
    }

    static String tone(Document.Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    static String escaped(String text) {
        StringBuilder clean = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '&' -> clean.append("&amp;");
                case '<' -> clean.append("&lt;");
                case '>' -> clean.append("&gt;");
                case '"' -> clean.append("&quot;");
                case '\'' -> clean.append("&#39;");
                default -> clean.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return clean.toString();
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(
                HtmlRenderer.class.getResourceAsStream("document.css"), "document.css is missing from the jar")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("document.css cannot be read from the jar", e);
        }
    }
}
