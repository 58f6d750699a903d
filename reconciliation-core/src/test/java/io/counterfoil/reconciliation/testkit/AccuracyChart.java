package io.counterfoil.reconciliation.testkit;

import java.util.List;
import java.util.Locale;

/** Two pictures of accuracy on logarithmic axes, as SVG that needs nothing else. */
final class AccuracyChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int RIGHT = 30;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final List<String> SETS = List.of("0", "10", "30");
    private static final List<String> COLOURS = List.of("#2563eb", "#059669", "#d97706");

    private final StringBuilder out = new StringBuilder();
    private final double lowX;
    private final double highX;
    private final double lowY;
    private final double highY;

    private AccuracyChart(double lowX, double highX, double lowY, double highY) {
        this.lowX = lowX;
        this.highX = highX;
        this.lowY = lowY;
        this.highY = highY;
    }

    /** Observed against expected share of errors, as the cut moves; where none is observed, the point stands at half an error. */
    static String cut(List<List<String>> rows) {
        AccuracyChart chart = new AccuracyChart(-4.5, -0.5, -5, -0.5);
        chart.open("Share of wrong matches over the cut: asked for (across) and observed (up)");
        chart.grid("share of errors that the cut allows", "share of errors observed");
        chart.line(chart.x(-4.5), chart.y(-4.5), chart.x(-0.5), chart.y(-0.5), "#888", "6 4");
        for (List<String> row : rows) {
            long taken = Long.parseLong(row.get(3));
            double wrong = Math.max(0.5, (double) Long.parseLong(row.get(4)));
            if (taken > 0) {
                chart.point(
                        row.get(1),
                        1 - Double.parseDouble(row.get(2)),
                        wrong / taken,
                        row.get(4) + " of " + taken + " wrong at expected precision " + row.get(2));
            }
        }
        return chart.close();
    }

    /** Observed against stated errors of each band; where none is observed, the point stands at half an error. */
    static String calibration(List<List<String>> rows) {
        AccuracyChart chart = new AccuracyChart(-3, 2.5, -1, 2.5);
        chart.open("Errors by band of probability: stated (across) and observed (up)");
        chart.grid("errors stated", "errors observed");
        chart.line(chart.x(-1), chart.y(-1), chart.x(2.5), chart.y(2.5), "#888", "6 4");
        for (List<String> row : rows) {
            double stated = Double.parseDouble(row.get(4));
            if (Long.parseLong(row.get(3)) > 0) {
                chart.point(
                        row.get(1),
                        Math.max(0.001, stated),
                        Math.max(0.5, (double) Long.parseLong(row.get(5))),
                        "probability from " + row.get(2) + ": stated " + row.get(4) + ", observed " + row.get(5));
            }
        }
        return chart.close();
    }

    private void open(String title) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT);
        out.append("\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\"><title>")
                .append(title)
                .append("</title>\n");
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (int i = 0; i < SETS.size(); i++) {
            int at = LEFT + i * 150;
            out.append("<circle cx=\"")
                    .append(at)
                    .append("\" cy=\"24\" r=\"5\" fill=\"")
                    .append(COLOURS.get(i))
                    .append("\"/>\n");
            text(at + 12, 29, "start", SETS.get(i).equals("0") ? "complete" : SETS.get(i) + " % dropped");
        }
    }

    private void grid(String across, String up) {
        for (int decade = (int) Math.ceil(lowX); decade <= highX; decade++) {
            line(x(decade), TOP, x(decade), HEIGHT - BOTTOM, "#ddd", "");
            text(x(decade), HEIGHT - BOTTOM + 20, "middle", power(decade));
        }
        for (int decade = (int) Math.ceil(lowY); decade <= highY; decade++) {
            line(LEFT, y(decade), WIDTH - RIGHT, y(decade), "#ddd", "");
            text(LEFT - 8, y(decade) + 4, "end", power(decade));
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", across);
        out.append("<text transform=\"translate(20 ")
                .append((TOP + HEIGHT - BOTTOM) / 2)
                .append(") rotate(-90)\" text-anchor=\"middle\">")
                .append(up)
                .append("</text>\n");
    }

    private static String power(int decade) {
        return decade >= 0 ? "1" + "0".repeat(decade) : "0." + "0".repeat(-decade - 1) + "1";
    }

    private double x(double log) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (log - lowX) / (highX - lowX);
    }

    private double y(double log) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (log - lowY) / (highY - lowY);
    }

    private void point(String set, double across, double up, String words) {
        double px = x(Math.max(lowX, Math.min(highX, StrictMath.log10(across))));
        double py = y(Math.max(lowY, Math.min(highY, StrictMath.log10(up))));
        out.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\" fill-opacity=\"0.8\"><title>%s</title></circle>%n",
                px,
                py,
                COLOURS.get(Math.max(0, SETS.indexOf(set))),
                words));
    }

    private void line(double x1, double y1, double x2, double y2, String colour, String dash) {
        out.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>%n",
                x1,
                y1,
                x2,
                y2,
                colour,
                dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\""));
    }

    private void text(double x, double y, String anchor, String words) {
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222\">%s</text>%n",
                x,
                y,
                anchor,
                words));
    }

    private String close() {
        return out.append("</svg>\n").toString().replace(System.lineSeparator(), "\n");
    }
}
