package io.counterfoil.payments.ledger;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.FEES;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.LOSS;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.SUSPENSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.money.Amounts;
import java.time.ZoneOffset;
import javax.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class AccountMapTest {

    private static final CurrencyUnit GBP = Amounts.in("GBP").currency();
    private static final CurrencyUnit USD = Amounts.in("USD").currency();

    private enum AdapterRole implements AccountMap.Role {
        BALANCE;

        @Override
        public String id() {
            return "stripe";
        }

        @Override
        public Account.Kind kind() {
            return Account.Kind.ASSET;
        }
    }

    private final AccountMap map = AccountMap.builder()
            .account(CASH, "cash:barclays", GBP)
            .account(CLIENT.of("42"), Account.liability("client:42", GBP).notBelowZero())
            .standard(GBP, FEES, LOSS, SUSPENSE, AdapterRole.BALANCE)
            .standard(USD, CASH, AdapterRole.BALANCE)
            .build();

    @Test
    void findsTheAccountOfARoleInItsCurrency() {
        assertThat(map.of(CASH, GBP)).isEqualTo(AccountId.of("cash:barclays"));
        assertThat(map.of(CASH, USD)).isEqualTo(AccountId.of("cash:usd"));
        assertThat(map.of(FEES)).isEqualTo(AccountId.of("fees:gbp"));
        assertThat(map.of(CLIENT.of("42"))).isEqualTo(AccountId.of("client:42"));
        assertThat(map.of(AdapterRole.BALANCE, USD)).isEqualTo(AccountId.of("stripe:usd"));
        assertThat(map.find(LOSS, USD)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> map.of(CASH)).withMessageContaining("2 accounts");
        assertThatIllegalArgumentException().isThrownBy(() -> map.of(LOSS, USD)).withMessageContaining("USD");
        assertThatIllegalArgumentException().isThrownBy(() -> map.of(CLIENT.of("43")));
    }

    @Test
    void opensEveryAccountOnceAndAgainWithoutChange() {
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        map.openIn(ledger);
        map.openIn(ledger);
        assertThat(ledger.accounts()).isEqualTo(map.accounts()).hasSize(8);
        assertThat(ledger.sequence()).isEqualTo(8);
    }

    @Test
    void refusesAnAccountOfAnotherKindOrTwoBodiesOfOneId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountMap.builder().account(CASH, Account.income("cash", GBP)))
                .withMessageContaining("asset");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.toBuilder().account(FEES, "loss:gbp", USD).build());
    }
}
