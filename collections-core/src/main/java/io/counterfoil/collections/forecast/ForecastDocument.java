package io.counterfoil.collections.forecast;

import io.counterfoil.collections.forecast.CashForecast.Outlook;
import io.counterfoil.collections.forecast.CashForecast.Week;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;

/** Writes a forecast as a page. */
final class ForecastDocument {

    private ForecastDocument() {}

    static Document of(Outlook outlook) {
        Table.Builder table = Table.titled("Expected cash")
                .text("week", "Week")
                .number("low", "At least")
                .number("mid", "Expected")
                .number("high", "At most")
                .number("by", "Expected by then");
        int number = 0;
        for (Week week : outlook.weeks()) {
            table.row(
                    "week " + ++number,
                    week.days().from() + " to " + week.days().to(),
                    week.low(),
                    week.mid(),
                    week.high(),
                    week.midByEnd());
        }
        table.row("later", "Later", null, outlook.later(), null, null);
        table.row("unknown", "Nothing is known", null, outlook.unknown(), null, null);
        table.row("open", "Open", null, outlook.open(), null, null);
        return Document.titled("Cash forecast")
                .subtitle(outlook.basis().population())
                .table(table.build())
                .paragraph(outlook.basis().formula())
                .build();
    }
}
