package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.LedgerStore.HeadWitness.Verdict;
import io.counterfoil.payments.ledger.LedgerStore.HeadWitness.Witnessed;
import io.counterfoil.payments.money.Amounts;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HeadWitnessTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private final LedgerStore.HeadWitness witness = new Notary();

    private static Ledger ledger(int journals, int amount) {
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("client", CAD.currency())).orThrow();
        for (int i = 0; i < journals; i++) {
            ledger.post(
                            Journal.of("j" + i)
                                    .bookedOn(LocalDate.of(2026, 3, 2))
                                    .debit("cash", CAD.ofMinor(amount))
                                    .credit("client", CAD.ofMinor(amount)),
                            Instant.EPOCH)
                    .orThrow();
        }
        return ledger;
    }

    @Test
    @DisplayName("PAY-53 a log that was written anew proves itself, and a witnessed head tells that it is another")
    void findsARewrittenLog() {
        Ledger ledger = ledger(3, 500);
        Witnessed early = witness.attest(ledger.sequence(), ledger.head());
        Ledger later = ledger(90, 500);
        Verdict good = later.verify(witness, List.of(early));
        assertThat(good.holds()).isTrue();
        assertThat(good.agreeing()).containsExactly(early);
        assertThat(good.sentence()).contains("92 records", "1 witnessed heads agree");
        Verdict rewritten = ledger(90, 400).verify(witness, List.of(early));
        assertThat(rewritten.chain().isIntact()).isTrue();
        assertThat(rewritten.holds()).isFalse();
        assertThat(rewritten.contradicted()).containsExactly(early);
        assertThat(ledger(2, 500).verify(witness, List.of(early)).contradicted())
                .containsExactly(early);
    }

    @Test
    void whatTheWitnessDidNotSayCountsForNothing() {
        Ledger ledger = ledger(3, 500);
        Witnessed forged = new Witnessed(ledger.sequence(), ledger.head(), "00");
        Verdict verdict = ledger.verify(witness, List.of(forged));
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.forged()).containsExactly(forged);
        assertThatIllegalArgumentException().isThrownBy(() -> new Witnessed(-1, Sha256.ZERO, ""));
    }

    private static final class Notary implements LedgerStore.HeadWitness {

        @Override
        public Witnessed attest(long sequence, Sha256 head) {
            return new Witnessed(sequence, head, sign(sequence + " " + head.hex()));
        }

        @Override
        public boolean isGenuine(Witnessed statement) {
            return sign(statement.sequence() + " " + statement.head().hex()).equals(statement.signature());
        }

        private static String sign(String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec("test key".getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
