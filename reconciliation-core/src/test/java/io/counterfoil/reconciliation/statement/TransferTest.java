package io.counterfoil.reconciliation.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.statement.Arrivals.Transfer;
import io.counterfoil.reconciliation.statement.Arrivals.Transfer.Leg;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    private static Leg leg(String account, String amount, int day, String cheque, boolean cleared) {
        return new Leg(
                Optional.of(account),
                Amounts.in("CAD").of(amount),
                Optional.of(DAY.plusDays(day)),
                Optional.of(cheque),
                cleared);
    }

    private static Transfer telling(boolean fromCleared, int day) {
        return new Transfer(
                List.of(leg("from", "-5.00", day, "", fromCleared), leg("to", "5.00", day, "", !fromCleared)));
    }

    @Test
    @DisplayName("REC-22 each account's statement tells one transfer once; the window is inclusive")
    void twoStatementsTellOneTransfer() {
        assertThat(telling(true, 0).isSameAs(telling(false, 3), 3)).isTrue();
        assertThat(telling(true, 0).isSameAs(telling(false, 4), 3)).isFalse();
    }

    @Test
    @DisplayName("REC-22 two lines of one account's statement are two transfers")
    void aStatementDoesNotRepeatItself() {
        assertThat(telling(true, 0).isSameAs(telling(true, 0), 3)).isFalse();
    }

    @Test
    @DisplayName("REC-22 a shared cheque number overrides the window, and another number forbids the pair")
    void chequeNumbersDecide() {
        Transfer drawn = new Transfer(List.of(leg("from", "-5.00", 0, "7", false)));
        assertThat(drawn.isSameAs(new Transfer(List.of(leg("from", "-5.00", 60, "7", true))), 3))
                .isTrue();
        assertThat(drawn.isSameAs(new Transfer(List.of(leg("from", "-5.00", 0, "8", true))), 3))
                .isFalse();
        assertThat(drawn.isSameAs(new Transfer(List.of(leg("from", "-5.01", 0, "7", true))), 3))
                .isFalse();
    }

    @Test
    @DisplayName("REC-22 an unknown leg stands for what only the other side knows, to the cent")
    void unknownLegs() {
        Transfer one = new Transfer(List.of(leg("from", "-5.00", 0, "", true), leg("", "5.00", 0, "", false)));
        assertThat(one.isSameAs(
                        new Transfer(List.of(leg("to", "5.00", 1, "", true), leg("", "-5.00", 1, "", false))), 3))
                .isTrue();
        assertThat(one.isSameAs(
                        new Transfer(List.of(leg("to", "5.01", 1, "", true), leg("", "-5.01", 1, "", false))), 3))
                .isFalse();
        assertThat(one.isSameAs(
                        new Transfer(List.of(leg("to", "5.00", 9, "", true), leg("", "-5.00", 9, "", false))), 3))
                .isFalse();
        assertThatThrownBy(() -> one.isSameAs(one, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Transfer(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
