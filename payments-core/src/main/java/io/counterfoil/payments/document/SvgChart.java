package io.counterfoil.payments.document;

/** A chart as inline SVG. Sizes are in user units; the page scales the picture to its width. */
final class SvgChart {

    private static final int WIDTH = 720;
    private static final int ROW = 30;
    private static final int LABELS = 150;
    private static final int MOST_LABELS = 340;

    /** What a character takes at the most on average, so that no label is cut at its beginning. */
    private static final int CHARACTER = 8;

    private static final int GAP = 10;

    private static final int VALUES = 150;
    private static final int PLOT = 160;
    private static final int MAX_COLUMN_LABELS = 12;

    /** Room for a label below a column, so that the last one is not cut. */
    private static final int LABEL = 48;

    private final Document.Chart chart;
    private final String id;

    SvgChart(Document.Chart chart, String id) {
        this.chart = chart;
        this.id = id;
    }

    void appendTo(StringBuilder out) {
        int height = chart.shape() == Document.Chart.Shape.ROWS
                ? Math.max(1, chart.bars().size()) * ROW
                : PLOT + 40;
        out.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("\"><title id=\"")
                .append(id)
                .append("\">")
                .append(HtmlRenderer.escaped(chart.summary()))
                .append("</title>\n");
        if (chart.shape() == Document.Chart.Shape.ROWS) {
            rows(out);
        } else {
            columns(out);
        }
        out.append("</svg>\n");
    }

    private void rows(StringBuilder out) {
        int y = 0;
        int labels = labels();
        for (Document.Chart.Bar bar : chart.bars()) {
            int length = chart.scaled(bar, WIDTH - labels - VALUES);
            text(out, labels - GAP, y + 20, "end", bar.label());
            rect(out, bar, labels, y + 5, Math.max(length, 1), ROW - 10);
            text(out, labels + length + 8, y + 20, "start", bar.shown());
            y += ROW;
        }
    }

    /** Room for the longest label, within bounds. */
    private int labels() {
        int longest = chart.bars().stream()
                .mapToInt(bar -> bar.label().length())
                .max()
                .orElse(0);
        return Math.min(MOST_LABELS, Math.max(LABELS, GAP + CHARACTER * longest));
    }

    private void columns(StringBuilder out) {
        int count = Math.max(1, chart.bars().size());
        int step = Math.max(1, (count + MAX_COLUMN_LABELS - 1) / MAX_COLUMN_LABELS);
        int at = 0;
        for (Document.Chart.Bar bar : chart.bars()) {
            int x = WIDTH * at / count;
            int next = WIDTH * (at + 1) / count;
            int length = chart.scaled(bar, PLOT);
            rect(out, bar, x + 1, PLOT - length, Math.max(1, next - x - 2), Math.max(1, length));
            if (at % step == 0) {
                boolean atTheEdge = x > WIDTH - LABEL;
                text(out, atTheEdge ? WIDTH : x, PLOT + 20, atTheEdge ? "end" : "start", bar.label());
            }
            at++;
        }
        out.append("<line class=\"axis\" x1=\"0\" y1=\"")
                .append(PLOT)
                .append("\" x2=\"")
                .append(WIDTH)
                .append("\" y2=\"")
                .append(PLOT)
                .append("\"/>\n");
    }

    private static void rect(StringBuilder out, Document.Chart.Bar bar, int x, int y, int width, int height) {
        out.append("<rect class=\"")
                .append(HtmlRenderer.tone(bar.tone()))
                .append("\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\" rx=\"2\"><title>")
                .append(HtmlRenderer.escaped(bar.label() + ": " + bar.shown()))
                .append("</title></rect>\n");
    }

    private static void text(StringBuilder out, int x, int y, String anchor, String words) {
        out.append("<text x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" text-anchor=\"")
                .append(anchor)
                .append("\">")
                .append(HtmlRenderer.escaped(words))
                .append("</text>\n");
    }
}
