package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 3, 20);

    private static Guard.Standing.Builder standing() {
        return Guard.Standing.builder()
                .day(TODAY)
                .openCount(2)
                .openBalance(Totals.of(Amounts.in("GBP").of("100.00")))
                .oldestAgeDays(30)
                .addTags("VIP")
                .segment("SME")
                .addLastFailure("SOFT", "insufficient_funds")
                .addPromisesBrokenOn(TODAY.minusDays(9), TODAY);
    }

    private static boolean holds(Guard guard) {
        return guard.holds(standing().build());
    }

    @Test
    @DisplayName("COL-26 each guard holds on its boundary and not beside it")
    void boundaries() {
        assertThat(holds(Guard.countAtLeast(2))).isTrue();
        assertThat(holds(Guard.countAtLeast(3))).isFalse();
        assertThat(holds(Guard.balanceAtLeast(Amounts.in("GBP").of("100.00")))).isTrue();
        assertThat(holds(Guard.balanceAtLeast(Amounts.in("GBP").of("100.01")))).isFalse();
        assertThat(holds(Guard.balanceAtLeast(Amounts.in("EUR").of("0.01")))).isFalse();
        assertThat(holds(Guard.ageAtLeast(30))).isTrue();
        assertThat(holds(Guard.ageAtLeast(31))).isFalse();
        assertThat(holds(Guard.tag("VIP"))).isTrue();
        assertThat(holds(Guard.tag("vip"))).isFalse();
        assertThat(holds(Guard.segment("SME"))).isTrue();
        assertThat(holds(Guard.segment("KEY"))).isFalse();
        assertThat(holds(Guard.failureIn("HARD", "insufficient_funds"))).isTrue();
        assertThat(holds(Guard.failureIn("SOFT"))).isTrue();
        assertThat(holds(Guard.failureIn("HARD"))).isFalse();
        assertThat(holds(Guard.brokenPromises(2, 10))).isTrue();
        assertThat(holds(Guard.brokenPromises(2, 9))).isFalse();
        assertThat(holds(Guard.brokenPromises(1, 1))).isTrue();
    }

    @Test
    @DisplayName("COL-26 without an open item no age holds, and NOT of it does")
    void noOpenItem() {
        Guard.Standing nothing = Guard.Standing.builder()
                .day(TODAY)
                .openCount(0)
                .openBalance(Totals.none())
                .build();
        assertThat(Guard.ageAtLeast(Integer.MIN_VALUE).holds(nothing)).isFalse();
        assertThat(Guard.not(Guard.ageAtLeast(0)).holds(nothing)).isTrue();
        assertThat(Guard.segment("SME").holds(nothing)).isFalse();
        assertThat(Guard.always().holds(nothing)).isTrue();
        assertThat(Guard.any().holds(nothing)).isFalse();
    }

    @Test
    @DisplayName("COL-26 guards combine by and, or, not, and say so in words")
    void combine() {
        Guard old = Guard.ageAtLeast(31);
        Guard vip = Guard.tag("VIP");
        assertThat(holds(old.and(vip))).isFalse();
        assertThat(holds(old.or(vip))).isTrue();
        assertThat(holds(Guard.not(old).and(vip))).isTrue();
        assertThat(Guard.not(old).and(vip).or(Guard.countAtLeast(9)))
                .hasToString("((not age >= 31 and tag 'VIP') or open items >= 9)");
        assertThat(Guard.balanceAtLeast(Amounts.in("GBP").of("5"))).hasToString("open >= 5.00 GBP");
        assertThat(Guard.failureIn("SOFT", "HARD")).hasToString("last failure in [HARD, SOFT]");
        assertThat(Guard.brokenPromises(2, 90)).hasToString("broken promises in 90 days >= 2");
        assertThat(Guard.segment("SME")).hasToString("segment 'SME'");
        assertThat(Guard.always()).hasToString("always");
        assertThat(Guard.any()).hasToString("never");
    }
}
