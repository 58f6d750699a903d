package io.counterfoil.collections.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.testkit.ReceivableArbitraries;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.party.PartyId;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StatementProperties {

    @Provide
    Arbitrary<List<ReceivableEvent>> logs() {
        return ReceivableArbitraries.logs();
    }

    @Provide
    Arbitrary<AsOf> asOfs() {
        return ReceivableArbitraries.asOfs();
    }

    @Property
    @Label(
            "COL-68 the closing balance of either form is the aging total of the party, whatever happened and whenever an activity begins")
    void closesWithTheAging(
            @ForAll("logs") List<ReceivableEvent> log,
            @ForAll("asOfs") AsOf asOf,
            @ForAll @IntRange(max = 200) int daysBack) {
        Receivables receivables = Receivables.replay(log.stream()).value().orElseThrow();
        CollectionFacts facts = CollectionFacts.builder(receivables).build();
        AgingReport aging = Aging.by(AgeBasis.DUE_DATE).buckets(30, 60).build().assess(receivables, asOf);
        for (PartyId party : receivables.parties()) {
            CustomerStatement open = CustomerStatement.openItems(facts, aging, party);
            CustomerStatement activity = CustomerStatement.activity(
                    facts, aging, party, asOf.effective().minusDays(daysBack));
            assertThat(open.closing()).isEqualTo(aging.of(party).open());
            assertThat(activity.closing()).isEqualTo(aging.of(party).open());
            assertThat(open.proof().holds()).isTrue();
            assertThat(activity.proof().holds()).isTrue();
        }
    }
}
