package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.money.MonetaryAmount;

/** What the parts of a camt reader share: names, amounts, dates. Not thread-safe. */
final class CamtContext {

    private static final Pattern TIME_AND_OFFSET = Pattern.compile("(Z|[+-][0-9:]{4,6}|T[0-9:.]+(Z|[+-][0-9:]{4,6})?)");

    private final String source;
    private final Money money = new Money();

    CamtContext(String source) {
        this.source = source;
    }

    Money money() {
        return money;
    }

    Diagnostic.Location at(Node node) {
        return Diagnostic.Location.of(source, node.line(), node.column()).field(node.name());
    }

    Diagnostic.Location at(int line, int column) {
        return Diagnostic.Location.of(source, line, column);
    }

    /** An unsigned amount with its currency, or what is wrong with it. */
    AmountRead amount(Node amt) throws BadFieldException {
        Optional<Amounts> currency = money.in(amt.currency());
        if (currency.isEmpty()) {
            throw new BadFieldException(
                    ImportCode.BAD_CURRENCY,
                    "currency " + Texts.shown(amt.currency()) + " of an amount is not known, expected an ISO 4217 code",
                    at(amt));
        }
        Money.Read read = money.unsigned(amt.text(), currency.get());
        if (read.failure().isPresent()) {
            boolean inexact = read.failure().get() == ImportCode.NOT_EXACT;
            throw new BadFieldException(
                    read.failure().get(),
                    "amount " + Texts.shown(amt.text())
                            + (inexact
                                    ? " has more decimals than " + amt.currency() + ", expected at most "
                                            + currency.get().fractionDigits()
                                    : " cannot be read, expected digits with a point and no sign"),
                    at(amt));
        }
        return new AmountRead(currency.get(), read.minor());
    }

    /** An amount beside the entry's own, where it can be read: it informs, nothing is computed with it. */
    Optional<MonetaryAmount> informative(Node amt) {
        return money.in(amt.currency()).flatMap(currency -> {
            Money.Read read = money.unsigned(amt.text(), currency);
            return read.failure().isPresent() ? Optional.empty() : Optional.of(currency.ofMinor(read.minor()));
        });
    }

    /** The minor units of such an amount. */
    Optional<Long> informativeMinor(Node amt) {
        return money.in(amt.currency()).flatMap(currency -> {
            Money.Read read = money.unsigned(amt.text(), currency);
            return read.failure().isPresent() ? Optional.empty() : Optional.of(read.minor());
        });
    }

    /** The day that is written, whatever its time and offset; nothing where there is none. */
    static Optional<LocalDate> day(Node date) {
        String text = date.textAt("Dt");
        if (text.isEmpty()) {
            text = date.textAt("DtTm");
        }
        if (text.isEmpty()) {
            text = date.text();
        }
        if (text.length() < 10
                || (text.length() > 10
                        && !TIME_AND_OFFSET.matcher(text.substring(10)).matches())) {
            return Optional.empty();
        }
        int day = Days.ofIso(text);
        return day == Days.NONE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
    }

    /** {@code CRDT} is 1, {@code DBIT} is -1, anything else 0. */
    static int sign(String indicator) {
        return switch (indicator) {
            case "CRDT" -> 1;
            case "DBIT" -> -1;
            default -> 0;
        };
    }

    /**
     * An amount without sign.
     *
     * @param currency that it is in
     * @param minor minor units, 0 or more
     */
    record AmountRead(Amounts currency, long minor) {}

    /** A record has a field that cannot be read. */
    static final class BadFieldException extends Exception {

        private static final long serialVersionUID = 1L;

        private final ImportCode code;
        private final transient Diagnostic.Location location;

        BadFieldException(ImportCode code, String message, Diagnostic.Location location) {
            super(message);
            this.code = code;
            this.location = location;
        }

        ImportCode code() {
            return code;
        }

        Diagnostic.Location location() {
            return location;
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
