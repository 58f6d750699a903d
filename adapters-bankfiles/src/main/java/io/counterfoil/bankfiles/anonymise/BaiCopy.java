package io.counterfoil.bankfiles.anonymise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies BAI2. Not thread-safe: one file. */
final class BaiCopy implements Anonymiser.LineCopy {

    private static final Pattern RECORD = Pattern.compile("^(\\s*)(01|02|03|16|49|88|98|99)([,/].*)?$", Pattern.DOTALL);
    private static final Pattern SEVERAL = Pattern.compile("(?<=/)(?=\\s*(?:01|02|03|16|49|88|98|99),)");

    /** What the next field is. */
    private enum Next {
        KEPT,
        NAME,
        TYPE,
        AMOUNT,
        TOTAL,
        COUNT,
        FUNDS,
        IMMEDIATE,
        DAYS,
        DAY,
        DISTRIBUTED,
        VALUE_DATE,
        VALUE_TIME,
        REFERENCE,
        TEXT
    }

    private final Scrambler scrambler;
    private final List<Next> waiting = new ArrayList<>();
    private boolean summary;
    private boolean text;

    BaiCopy(Scrambler scrambler) {
        this.scrambler = scrambler;
    }

    @Override
    public String line(String original) {
        StringBuilder copy = new StringBuilder(original.length());
        for (String part : SEVERAL.split(original, -1)) {
            copy.append(record(part));
        }
        return copy.toString();
    }

    private String record(String part) {
        Matcher parts = RECORD.matcher(part);
        if (!parts.matches()) {
            return scrambler.words(part);
        }
        String code = parts.group(2);
        String rest = parts.group(3) == null ? "" : parts.group(3);
        if (!code.equals("88")) {
            begin(code);
        }
        return parts.group(1) + code + fields(rest);
    }

    private void begin(String code) {
        waiting.clear();
        summary = code.equals("03");
        text = false;
        switch (code) {
            case "01", "02" -> waiting.addAll(List.of(Next.NAME, Next.NAME));
            case "03" -> waiting.addAll(List.of(Next.NAME, Next.KEPT, Next.TYPE));
            case "16" ->
                waiting.addAll(List.of(Next.TYPE, Next.TOTAL, Next.FUNDS, Next.REFERENCE, Next.REFERENCE, Next.TEXT));
            default -> waiting.addAll(List.of(Next.TOTAL));
        }
    }

    private String fields(String rest) {
        if (rest.isEmpty() || rest.startsWith("/")) {
            return rest;
        }
        if (text) {
            return "," + scrambler.words(rest.substring(1));
        }
        String stripped = rest.stripTrailing();
        boolean ends = stripped.endsWith("/");
        String body = ends ? stripped.substring(1, stripped.length() - 1) : rest.substring(1);
        StringBuilder copy = new StringBuilder(rest.length());
        int at = 0;
        while (at <= body.length()) {
            int comma = body.indexOf(',', at);
            if (peek() == Next.TEXT) {
                text = true;
                copy.append(',').append(scrambler.words(body.substring(at)));
                break;
            }
            String field = body.substring(at, comma < 0 ? body.length() : comma);
            copy.append(',').append(field(field));
            at = comma < 0 ? body.length() + 1 : comma + 1;
        }
        return copy + (ends ? "/" : "");
    }

    private Next peek() {
        return waiting.isEmpty() ? Next.KEPT : waiting.get(0);
    }

    private String field(String field) {
        Next kind = peek();
        if (!waiting.isEmpty()) {
            waiting.remove(0);
        }
        switch (kind) {
            case TYPE -> {
                if (summary) {
                    waiting.addAll(0, List.of(Next.AMOUNT, Next.COUNT, Next.FUNDS));
                }
            }
            case FUNDS -> funds(field.strip());
            case DAYS -> {
                int days = field.strip().matches("[0-9]{1,3}") ? Integer.parseInt(field.strip()) : 0;
                for (int i = 0; i < days; i++) {
                    waiting.addAll(0, List.of(Next.DAY, Next.DISTRIBUTED));
                }
            }
            default -> {
                // nothing follows from it
            }
        }
        return switch (kind) {
            case NAME, REFERENCE -> scrambler.words(field);
            case AMOUNT, TOTAL, IMMEDIATE, DISTRIBUTED -> scrambler.amount(field);
            default -> field;
        };
    }

    private void funds(String type) {
        if (summary) {
            waiting.add(Next.TYPE);
        }
        switch (type) {
            case "S" -> waiting.addAll(0, List.of(Next.IMMEDIATE, Next.IMMEDIATE, Next.IMMEDIATE));
            case "V" -> waiting.addAll(0, List.of(Next.VALUE_DATE, Next.VALUE_TIME));
            case "D" -> waiting.add(0, Next.DAYS);
            default -> {
                // nothing follows
            }
        }
    }
}
