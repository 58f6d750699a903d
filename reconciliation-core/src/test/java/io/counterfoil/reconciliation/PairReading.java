package io.counterfoil.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.reconciliation.item.ItemBatch;
import java.time.LocalDate;

/** One item of a corpus case, taken in by the product's intake. */
final class PairReading {

    private PairReading() {}

    /**
     * A batch of the item alone.
     *
     * @param inBase whether the host compares in its base currency: then it brings base amounts, and what is missing there is missing
     * @param oneCurrency whether no item of the case names a currency: one value throughout
     */
    static ItemBatch batch(JsonNode item, boolean inBase, boolean oneCurrency) {
        String currency = oneCurrency
                ? "EUR"
                : MatchingCorpus.text(item, inBase ? "baseCurrency" : "currency")
                        .orElse(null);
        ItemBatch.Builder batch = ItemBatch.builder()
                .id("item")
                .amount(
                        MatchingCorpus.text(item, inBase ? "baseAmount" : "amount")
                                .orElse(null),
                        "XXX".equals(currency) ? "EUR" : currency)
                .day(LocalDate.parse(MatchingCorpus.text(item, "date").orElse("2026-01-01")));
        MatchingCorpus.text(item, "reference").ifPresent(batch::reference);
        MatchingCorpus.text(item, "text").ifPresent(batch::text);
        return batch.add().build();
    }
}
