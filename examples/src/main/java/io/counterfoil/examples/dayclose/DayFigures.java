package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.status.InvoiceAction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The figures that both the summary and the report show, computed once. */
final class DayFigures {

    private final DayCloseResult day;

    DayFigures(DayCloseResult day) {
        this.day = day;
    }

    long actions(InvoiceAction action) {
        return day.actions().stream().filter(act -> act.action() == action).count();
    }

    Map<InvoiceAction, Long> actions() {
        Map<InvoiceAction, Long> counts = new TreeMap<>();
        day.actions().forEach(act -> counts.merge(act.action(), 1L, Long::sum));
        return counts;
    }

    List<Match> confirmed() {
        return day.run()
                .matches()
                .filter(match -> match.decision() == PassDecision.Outcome.CONFIRM)
                .toList();
    }

    List<Match> suggested() {
        return day.run()
                .matches()
                .filter(match -> match.decision() != PassDecision.Outcome.CONFIRM)
                .toList();
    }

    Totals received(Receipt.Channel channel) {
        return Totals.of(day.receipts().stream()
                .filter(receipt -> receipt.channel() == channel)
                .map(Receipt::amount)
                .toList());
    }

    /** In = matched + open + rejected, one line for each side and currency. */
    List<String> conservation() {
        Map<String, StringBuilder> lines = new TreeMap<>();
        for (Proof.Figure figure : day.run().conservation().figures()) {
            String side = figure.code().substring(0, figure.code().indexOf(' '));
            String state = figure.code().substring(side.length() + 1).toLowerCase(Locale.ROOT);
            String currency = figure.amount().getCurrency().getCurrencyCode();
            String amount = Amounts.plain(figure.amount());
            if (state.equals("taken")) {
                lines.put(
                        side + currency,
                        new StringBuilder((side.equals("LEFT") ? "bank " : "books ") + currency + ": in " + amount));
            } else if (!figure.amount().isZero() || figure.count() > 0) {
                StringBuilder line = lines.computeIfAbsent(side + currency, key -> new StringBuilder());
                line.append(line.indexOf(" = ") < 0 ? " = " : " + ")
                        .append(state.replace('_', ' '))
                        .append(' ')
                        .append(amount);
            }
        }
        return lines.values().stream().map(StringBuilder::toString).toList();
    }

    long bankEntries() {
        return day.bank().entries().size();
    }
}
