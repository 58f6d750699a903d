package io.counterfoil.collections.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.forecast.CashForecast.Outlook;
import io.counterfoil.collections.forecast.CashForecast.Week;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.OpenRow;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.testkit.ReceivableArbitraries;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.util.List;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CashForecastProperties {

    @Provide
    Arbitrary<List<ReceivableEvent>> logs() {
        return ReceivableArbitraries.logs();
    }

    @Provide
    Arbitrary<AsOf> asOfs() {
        return ReceivableArbitraries.asOfs();
    }

    @Property(tries = 200)
    @Label(
            "COL-22 low <= mid <= high in every week, and the mids, what comes later and what is unknown add up to what is open")
    void conserves(
            @ForAll("logs") List<ReceivableEvent> log,
            @ForAll("asOfs") AsOf asOf,
            @ForAll @IntRange(min = 1, max = 12) int weeks,
            @ForAll @IntRange(min = 1, max = 30) int promisedIn) {
        Receivables receivables = Receivables.replay(log.stream()).value().orElse(Receivables.none());
        for (CurrencyUnit currency : receivables.currencies()) {
            Amounts amounts = Amounts.in(currency);
            CollectionFacts.Builder facts = CollectionFacts.builder(receivables);
            for (PartyId party : receivables.parties()) {
                facts.addPromises(PromiseToPay.builder()
                        .party(party)
                        .amount(amounts.ofMinor(1234))
                        .due(asOf.effective().plusDays(promisedIn))
                        .madeAt(Instant.EPOCH)
                        .build());
            }
            Outlook outlook = CashForecast.ofWeeks(weeks).minimumHistory(1).assess(facts.build(), currency, asOf);
            MonetaryAmount mids = amounts.zero();
            for (Week week : outlook.weeks()) {
                assertThat(week.low()).isLessThanOrEqualTo(week.mid());
                assertThat(week.mid()).isLessThanOrEqualTo(week.high());
                assertThat(week.lowByEnd()).isLessThanOrEqualTo(week.midByEnd());
                assertThat(week.midByEnd()).isLessThanOrEqualTo(week.highByEnd());
                mids = mids.add(week.mid());
                assertThat(week.midByEnd()).isEqualTo(mids);
            }
            MonetaryAmount open = receivables.at(asOf).rows().stream()
                    .filter(row -> row.item().kind().isDebit()
                            && row.item().kind() != OpenItemKind.ORDER
                            && row.open().getCurrency().equals(currency)
                            && row.open().isPositive())
                    .map(OpenRow::open)
                    .reduce(amounts.zero(), MonetaryAmount::add);
            assertThat(mids.add(outlook.later()).add(outlook.unknown())).isEqualTo(open);
            assertThat(outlook.open()).isEqualTo(open);
        }
    }
}
