package io.counterfoil.payments.document;

import java.util.ArrayList;
import java.util.List;

/** Plain text, at most {@value #WIDTH} columns for running text; tables are as wide as their cells. */
final class TextRenderer {

    private static final int WIDTH = 100;
    private static final int BAR = 40;

    private final CellFormat format;
    private final StringBuilder out = new StringBuilder();

    TextRenderer(CellFormat format) {
        this.format = format;
    }

    String render(Document document) {
        line(document.title());
        line("=".repeat(length(document.title())));
        if (!document.subtitle().isEmpty()) {
            line(document.subtitle());
        }
        document.blocks().forEach(this::block);
        return out.toString();
    }

    private void block(Document.Block block) {
        line("");
        if (block instanceof Document.Block.Heading heading) {
            underlined(heading.text());
        } else if (block instanceof Document.Block.Paragraph paragraph) {
            wrapped("", paragraph.text());
        } else if (block instanceof Document.Block.Facts facts) {
            facts(facts);
        } else if (block instanceof Document.Block.Callout callout) {
            boolean warns = callout.tone() == Document.Tone.CAUTION || callout.tone() == Document.Tone.BAD;
            wrapped(warns ? "! " : "", callout.title() + ": " + callout.text());
        } else if (block instanceof Document.Block.Section section) {
            underlined(section.title());
            section.blocks().forEach(this::block);
        } else if (block instanceof Document.Chart chart) {
            chart(chart);
        } else {
            table((Table) block);
        }
    }

    private void facts(Document.Block.Facts facts) {
        int width = facts.facts().stream()
                .mapToInt(fact -> length(fact.label()))
                .max()
                .orElse(0);
        for (Document.Block.Fact fact : facts.facts()) {
            line(padded(fact.label(), width) + "  " + format.text(fact.value())
                    + (fact.note().isEmpty() ? "" : "  (" + fact.note().replace('\n', ' ') + ")"));
        }
    }

    private void chart(Document.Chart chart) {
        underlined(chart.title());
        int width =
                chart.bars().stream().mapToInt(bar -> length(bar.label())).max().orElse(0);
        for (Document.Chart.Bar bar : chart.bars()) {
            int size = chart.scaled(bar, BAR);
            line(padded(bar.label(), width) + "  " + "#".repeat(size) + (size > 0 ? " " : "") + bar.shown());
        }
    }

    private void table(Table table) {
        if (!table.title().isEmpty()) {
            underlined(table.title());
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns().stream().map(Table.Column::label).toList());
        table.rows()
                .forEach(row -> lines.add(row.cells().stream()
                        .map(format::text)
                        .map(TextRenderer::oneLine)
                        .toList()));
        int[] widths = new int[table.columns().size()];
        for (List<String> cells : lines) {
            for (int at = 0; at < widths.length; at++) {
                widths[at] = Math.max(widths[at], length(cells.get(at)));
            }
        }
        for (int row = 0; row < lines.size(); row++) {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < widths.length; at++) {
                String cell = lines.get(row).get(at);
                String gap = " ".repeat(widths[at] - length(cell));
                text.append(at == 0 ? "" : "  ").append(table.columns().get(at).numeric() ? gap + cell : cell + gap);
            }
            line(text.toString().stripTrailing());
            if (row == 0) {
                line("-".repeat(text.length()));
            }
        }
        if (table.rows().isEmpty()) {
            line("(none)");
        }
    }

    private void underlined(String text) {
        line(text);
        line("-".repeat(length(text)));
    }

    private void wrapped(String prefix, String text) {
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder row = new StringBuilder(prefix);
            for (String word : paragraph.split(" ", -1)) {
                if (row.length() > prefix.length() && row.length() + 1 + word.length() > WIDTH) {
                    line(row.toString());
                    row = new StringBuilder(" ".repeat(prefix.length()));
                } else if (row.length() > prefix.length()) {
                    row.append(' ');
                }
                row.append(word);
            }
            line(row.toString());
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
