package io.counterfoil.reconciliation.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.item.ItemId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatementChainTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final BankAccountRef ACCOUNT = BankAccountRef.of("CA", "00010-003", "01234567");

    private static Statement.Builder statement(String number, int from, int to, String opening, String closing) {
        return Statement.builder()
                .account(ACCOUNT)
                .currency(CAD.currency())
                .key(new StatementKey(ACCOUNT.token(), "CAMT053", number, 0, false))
                .opening(new StatementBalance(
                        StatementBalance.Type.OPENING, CAD.of(opening), LocalDate.of(2027, 3, from)))
                .closing(new StatementBalance(
                        StatementBalance.Type.CLOSING, CAD.of(closing), LocalDate.of(2027, 3, to)));
    }

    private static StatementEntry entry(String id, String amount) {
        return StatementEntry.builder()
                .id(ItemId.of(id))
                .account(ACCOUNT)
                .bookedOn(LocalDate.of(2027, 3, 2))
                .amount(CAD.of(amount))
                .build();
    }

    @Test
    @DisplayName("REC-54 a gap names both statements and the amount that is missing")
    void aGapNamesTheMissingAmount() {
        Statement one = statement("1", 1, 1, "100.00", "120.00")
                .addEntries(entry("a", "20.00"))
                .build();
        Statement three = statement("3", 3, 3, "95.00", "96.00")
                .addEntries(entry("c", "1.00"))
                .build();

        StatementChain chain = StatementChain.of(List.of(three, one));

        assertThat(chain.findings()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(StatementChain.Kind.GAP);
            assertThat(gap.sentence())
                    .isEqualTo("between statement 1 and statement 3 movements of -25.00 CAD are missing");
        });
        assertThat(chain.proof().differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.amount()).isEqualTo(CAD.of("-25.00")));
    }

    @Test
    @DisplayName("REC-54 statements that share days and a movement overlap instead of leaving a gap")
    void sharedMovementsAreAnOverlap() {
        Statement one = statement("1", 1, 2, "100.00", "130.00")
                .addEntries(entry("a", "20.00"), entry("b", "10.00"))
                .build();
        Statement two = statement("2", 2, 3, "120.00", "135.00")
                .addEntries(entry("b", "10.00"), entry("c", "5.00"))
                .build();

        StatementChain chain = StatementChain.of(List.of(two, one));

        assertThat(chain.findings()).singleElement().satisfies(overlap -> {
            assertThat(overlap.kind()).isEqualTo(StatementChain.Kind.OVERLAP);
            assertThat(overlap.amount()).isEqualTo(CAD.of("10.00"));
        });
    }

    @Test
    @DisplayName("REC-54 a statement without balances is left out and leaves the chain unproved")
    void withoutBalancesThereIsNoProof() {
        Statement bare = Statement.builder()
                .account(ACCOUNT)
                .currency(CAD.currency())
                .key(new StatementKey(ACCOUNT.token(), "CAMT053", "x", 0, false))
                .build();

        StatementChain chain = StatementChain.of(List.of(bare));

        assertThat(chain.order()).isEmpty();
        assertThat(chain.proof().status()).isEqualTo(ProofStatus.UNPROVED);
    }

    @Test
    @DisplayName("REC-54 statements of two accounts are refused")
    void twoAccountsAreRefused() {
        Statement one = statement("1", 1, 1, "100.00", "120.00").build();
        Statement other = statement("1", 1, 1, "100.00", "120.00")
                .account(BankAccountRef.of("CA", "00010-003", "07654321"))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatementChain.of(List.of(one, other)))
                .withMessageContaining("****4567")
                .withMessageContaining("****4321")
                .withMessageNotContaining("01234567");
    }

    @Test
    @DisplayName("REC-53 a statement key survives its text")
    void aKeySurvivesItsText() {
        StatementKey key = new StatementKey(new BankAccountRef.Token("a:b:c"), "CAMT053", "7:8 -", -120, true);
        StatementKey bare = new StatementKey(new BankAccountRef.Token("x"), "CSV", "", 0, false);

        assertThat(StatementKey.parse(key.toText())).isEqualTo(key);
        assertThat(StatementKey.parse(bare.toText())).isEqualTo(bare);
        assertThatIllegalArgumentException().isThrownBy(() -> StatementKey.parse("CAMT053:1:99:abc"));
    }
}
