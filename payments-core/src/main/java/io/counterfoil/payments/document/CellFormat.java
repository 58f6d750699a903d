package io.counterfoil.payments.document;

import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/** Writes cells as text in a locale; shared by all renderers. Confined to one rendering. */
final class CellFormat {

    private final DecimalFormat number;
    private final DateTimeFormatter day;
    private final DateTimeFormatter moment;

    CellFormat(Locale locale) {
        number = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale));
        number.setParseBigDecimal(true);
        day = DateTimeFormatter.ofPattern("d MMM uuuu", locale);
        moment = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", locale);
    }

    String text(Table.Cell cell) {
        if (cell instanceof Table.Cell.Text text) {
            return text.value();
        }
        if (cell instanceof Table.Cell.Mark mark) {
            return mark.value();
        }
        if (cell instanceof Table.Cell.Money money) {
            return money(money.value());
        }
        if (cell instanceof Table.Cell.Sums sums) {
            return sums.value().isZero()
                    ? "0"
                    : sums.value().amounts().stream().map(this::money).collect(Collectors.joining(", "));
        }
        if (cell instanceof Table.Cell.Count count) {
            return decimal(BigDecimal.valueOf(count.value()));
        }
        if (cell instanceof Table.Cell.Decimal decimal) {
            return decimal(decimal.value());
        }
        if (cell instanceof Table.Cell.Share share) {
            return decimal(share.value().movePointRight(2).setScale(1, RoundingMode.HALF_UP)) + " %";
        }
        if (cell instanceof Table.Cell.Day at) {
            return day.format(at.value());
        }
        Table.Cell.Moment at = (Table.Cell.Moment) cell;
        return moment.format(ZonedDateTime.ofInstant(at.value(), at.zone()));
    }

    private String money(MonetaryAmount amount) {
        return decimal(new BigDecimal(Amounts.plain(amount))) + " "
                + amount.getCurrency().getCurrencyCode();
    }

    private String decimal(BigDecimal value) {
        number.setMinimumFractionDigits(Math.max(0, value.scale()));
        number.setMaximumFractionDigits(Math.max(0, value.scale()));
        return number.format(value);
    }
}
