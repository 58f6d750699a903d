package io.counterfoil.collections.receivable;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Converts what is open, item by item; each converted figure is rounded once. */
final class BaseViewReader {

    private final Request request;
    private final int day;
    private final long known;
    private final List<Diagnostic> findings = new ArrayList<>();
    private final List<BaseView.Line> lines = new ArrayList<>();

    /** What was asked for. */
    record Request(CurrencyUnit base, RoundingMode rounding, AsOf asOf, Map<String, BigDecimal> revaluation) {}

    private BaseViewReader(Request request) {
        this.request = request;
        this.day = Leg.dayOf(request.asOf().effective());
        this.known = Leg.knownOf(request.asOf().knownAt());
    }

    static Checked<BaseView> read(List<CurrencyIndex> indexes, Request request) {
        BaseViewReader reader = new BaseViewReader(request);
        for (CurrencyIndex index : indexes) {
            for (int item = 0; item < index.count; item++) {
                if (index.isThere(item, reader.day, reader.known)) {
                    reader.add(index, item);
                }
            }
        }
        return Checked.of(new BaseView(request.base(), request.asOf(), reader.lines), reader.findings);
    }

    private void add(CurrencyIndex index, int item) {
        OpenItem document = index.documents.item(item);
        Optional<BigDecimal> rate = rate(document);
        if (rate.isEmpty()) {
            return;
        }
        Amounts own = Amounts.in(index.currency);
        long open = index.open(item, day, known);
        BigDecimal openNumber = number(own, open);
        BigDecimal realised = BigDecimal.ZERO;
        for (int leg = index.legStart[item]; leg < index.legStart[item + 1] && index.legDay[leg] <= day; leg++) {
            int counterpart = index.legCounterpart[leg];
            if (index.legKnown[leg] > known
                    || counterpart < 0
                    || !document.kind().isDebit()) {
                continue;
            }
            Optional<BigDecimal> paidAt = rate(index.documents.item(counterpart));
            if (paidAt.isPresent()) {
                BigDecimal difference = paidAt.get().subtract(rate.get());
                realised = realised.add(number(own, -index.legMinor(item, leg)).multiply(difference));
            }
        }
        Optional<MonetaryAmount> unrealised = Optional.ofNullable(
                        request.revaluation().get(index.currency.getCurrencyCode()))
                .map(now -> rounded(openNumber.multiply(now.subtract(rate.get()))));
        lines.add(new BaseView.Line(
                document, own.ofMinor(open), rounded(openNumber.multiply(rate.get())), rounded(realised), unrealised));
    }

    private Optional<BigDecimal> rate(OpenItem item) {
        String currency = item.amount().getCurrency().getCurrencyCode();
        if (currency.equals(request.base().getCurrencyCode())) {
            return Optional.of(BigDecimal.ONE);
        }
        if (item.baseRate().isEmpty()) {
            findings.add(Diagnostic.error(
                    ReceivableCode.MISSING_RATE,
                    "item " + item.id() + " is in " + currency + " and has no rate, expected one to "
                            + request.base().getCurrencyCode(),
                    Diagnostic.Location.of("item " + item.id()).field("baseRate")));
        }
        return item.baseRate();
    }

    private static BigDecimal number(Amounts amounts, long minor) {
        return BigDecimal.valueOf(minor, amounts.fractionDigits());
    }

    private MonetaryAmount rounded(BigDecimal number) {
        Amounts base = Amounts.in(request.base());
        return base.ofMinor(number.setScale(base.fractionDigits(), request.rounding())
                .unscaledValue()
                .longValueExact());
    }
}
