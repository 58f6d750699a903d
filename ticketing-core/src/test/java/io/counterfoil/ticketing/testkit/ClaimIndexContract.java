package io.counterfoil.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.claim.ClaimIndex;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ClaimIndex} promises: {@code class MyIndexTest extends ClaimIndexContract}. */
public abstract class ClaimIndexContract {

    private static final Amounts CAD = Amounts.in("CAD");

    /** A new, empty index. */
    protected abstract ClaimIndex newIndex();

    /** The same content, opened again; the index itself where there is nothing to open. */
    protected ClaimIndex reopened(ClaimIndex index) {
        return index;
    }

    private static ClaimIndex.Entry entry(String claim, String document, String invoice, String serial) {
        return new ClaimIndex.Entry(
                claim,
                PartyId.of("pat"),
                true,
                Sha256.of(document),
                new Claim.Content(
                        invoice,
                        LocalDate.of(2027, 3, 1),
                        CAD.of("10.00"),
                        List.of(new Claim.Line(1, "TYRE", 1, CAD.of("10.00"), serial))));
    }

    @Test
    @DisplayName("TIC-43 an empty index shares nothing")
    void empty() {
        assertThat(newIndex().sharing(entry("c1", "d1", "A-1", ""))).isEmpty();
    }

    @Test
    @DisplayName(
            "TIC-43 what shares a document, a serial or a key of the invoice is found, each once, and not the claim itself")
    void shares() {
        ClaimIndex index = newIndex();
        ClaimIndex.Entry document = entry("c1", "d1", "XXXXX-1", "");
        ClaimIndex.Entry serial = entry("c2", "d2", "YYYYY-2", "SN-7");
        ClaimIndex.Entry invoice = entry("c3", "d3", "ZZZZZ-3", "");
        ClaimIndex.Entry nothing = entry("c4", "d4", "QQQQQ-4", "SN-9");
        List.of(document, serial, invoice, nothing).forEach(index::put);
        ClaimIndex again = reopened(index);
        assertThat(again.sharing(entry("c9", "d1", "zzzzz3", "sn7")))
                .contains(document, serial, invoice)
                .doesNotContain(nothing);
        assertThat(again.sharing(serial)).isEmpty();
        assertThat(again.sharing(entry("c2", "d2", "AAAAA-8", ""))).isEmpty();
    }

    @Test
    @DisplayName("TIC-43 a claim put again takes its old place and its old keys are forgotten")
    void putAgain() {
        ClaimIndex index = newIndex();
        index.put(entry("c1", "d1", "A-1000001", ""));
        index.put(entry("c2", "d1", "A-2000002", ""));
        ClaimIndex.Entry corrected = entry("c1", "d9", "B-3000003", "");
        index.put(corrected);
        ClaimIndex again = reopened(index);
        assertThat(again.sharing(entry("c9", "d9", "B-3000003", ""))).containsExactly(corrected);
        assertThat(again.sharing(entry("c9", "d1", "ZZZ", "")))
                .extracting(ClaimIndex.Entry::claim)
                .containsExactly("c2");
        index.put(entry("c1", "d1", "A-1000001", ""));
        assertThat(reopened(index).sharing(entry("c9", "d1", "ZZZ", "")))
                .as("in the order in which the claims were first put")
                .extracting(ClaimIndex.Entry::claim)
                .containsExactly("c1", "c2");
    }

    @Test
    @DisplayName("TIC-43 many writers at once lose nothing")
    void manyWriters() throws Exception {
        ClaimIndex index = newIndex();
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            var done = writers.invokeAll(IntStream.range(0, 200)
                    .<java.util.concurrent.Callable<Void>>mapToObj(number -> () -> {
                        index.put(entry("c" + number, "shared", "A-" + number, ""));
                        return null;
                    })
                    .toList());
            for (var one : done) {
                one.get();
            }
        } finally {
            writers.shutdown();
        }
        assertThat(reopened(index).sharing(entry("other", "shared", "ZZZ", ""))).hasSize(200);
    }
}
