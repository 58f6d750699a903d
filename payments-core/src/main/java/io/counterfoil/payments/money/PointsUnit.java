package io.counterfoil.payments.money;

import java.util.Objects;
import javax.money.CurrencyContext;
import javax.money.CurrencyContextBuilder;
import javax.money.CurrencyUnit;

/** Points as a unit of account: no decimals, no number code, equal by code. */
record PointsUnit(String code) implements CurrencyUnit {

    private static final CurrencyContext CONTEXT =
            CurrencyContextBuilder.of("counterfoil-points").build();

    PointsUnit {
        Objects.requireNonNull(code, "code");
        if (!code.matches("[A-Z]{3,12}")) {
            throw new IllegalArgumentException("points unit '" + code + "', expected 3 to 12 capitals such as PTS");
        }
    }

    @Override
    public String getCurrencyCode() {
        return code;
    }

    @Override
    public int getNumericCode() {
        return -1;
    }

    @Override
    public int getDefaultFractionDigits() {
        return 0;
    }

    @Override
    public CurrencyContext getContext() {
        return CONTEXT;
    }

    @Override
    public int compareTo(CurrencyUnit other) {
        return code.compareTo(other.getCurrencyCode());
    }

    @Override
    public String toString() {
        return code;
    }
}
