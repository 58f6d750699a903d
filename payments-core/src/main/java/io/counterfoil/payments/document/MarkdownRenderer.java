package io.counterfoil.payments.document;

import java.util.List;
import java.util.stream.Collectors;

/** Markdown with pipe tables; text is escaped so that it cannot become markup. */
final class MarkdownRenderer {

    private final CellFormat format;
    private final StringBuilder out = new StringBuilder();

    MarkdownRenderer(CellFormat format) {
        this.format = format;
    }

    String render(Document document) {
        line("# " + escaped(document.title()));
        if (!document.subtitle().isEmpty()) {
            line("");
            line("*" + escaped(document.subtitle()) + "*");
        }
        document.blocks().forEach(this::block);
        return out.toString();
    }

    private void block(Document.Block block) {
        line("");
        if (block instanceof Document.Block.Heading heading) {
            line("## " + escaped(heading.text()));
        } else if (block instanceof Document.Block.Paragraph paragraph) {
            line(escaped(paragraph.text()));
        } else if (block instanceof Document.Block.Facts facts) {
            for (Document.Block.Fact fact : facts.facts()) {
                line("- **" + escaped(fact.label()) + "**: " + escaped(format.text(fact.value()))
                        + (fact.note().isEmpty() ? "" : " (" + escaped(fact.note()) + ")"));
            }
        } else if (block instanceof Document.Block.Callout callout) {
            line("> **" + escaped(callout.title()) + "** " + escaped(callout.text()));
        } else if (block instanceof Document.Block.Section section) {
            line("## " + escaped(section.title()));
            section.blocks().forEach(this::block);
        } else if (block instanceof Document.Chart chart) {
            line("**" + escaped(chart.title()) + "**: " + escaped(chart.summary()));
            line("");
            chart.bars().forEach(bar -> line("- " + escaped(bar.label()) + ": " + escaped(bar.shown())));
        } else {
            table((Table) block);
        }
    }

    private void table(Table table) {
        if (!table.title().isEmpty()) {
            line("**" + escaped(table.title()) + "**");
            line("");
        }
        line(row(table.columns().stream().map(Table.Column::label).toList()));
        line("|"
                + table.columns().stream()
                        .map(column -> column.numeric() ? " ---: |" : " --- |")
                        .collect(Collectors.joining()));
        table.rows()
                .forEach(cells ->
                        line(row(cells.cells().stream().map(format::text).toList())));
    }

    private String row(List<String> cells) {
        return cells.stream().map(cell -> " " + escaped(cell) + " ").collect(Collectors.joining("|", "|", "|"));
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>|#])", "\\\\$1").replace("\n", " ");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
