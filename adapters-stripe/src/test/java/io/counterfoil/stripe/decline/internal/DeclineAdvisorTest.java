package io.counterfoil.stripe.decline.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.stripe.board.internal.BoardKeys;
import io.counterfoil.stripe.decline.DeclineAdvice;
import io.counterfoil.stripe.decline.DeclineAdvice.Act;
import io.counterfoil.stripe.decline.DeclineAdvice.FailureClass;
import io.counterfoil.stripe.decline.DeclineAdvice.Warning;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripePages;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeclineAdvisorTest {

    private final DeclineAdvisor advisor = DeclineAdvisor.standard();

    private static ChargeFact charge(String more) {
        String json = "[{'id':'ch_1','object':'charge','amount':1200,'currency':'gbp','created':1,'status':'failed'"
                + more + "}]";
        return (ChargeFact) StripePages.test("acct_1")
                .read(json.replace('\'', '"'), "test")
                .facts()
                .get(0);
    }

    private DeclineAdvice advise(String code, String network, String method, int attempts) {
        return advisor.assess(new DeclineAdvisor.Decline(code, network, method, attempts));
    }

    @Test
    @DisplayName("STR-50 a charge that says only card_declined is advised on by the issuer's reason")
    void issuersReason() {
        ChargeFact broke = charge(
                ",'failure_code':'card_declined','outcome':{'type':'issuer_declined','reason':'insufficient_funds'}");
        assertThat(broke.failureCode()).contains("card_declined");
        assertThat(broke.declineCode()).contains("insufficient_funds");
        assertThat(advisor.assess(broke, 0).act()).isEqualTo(Act.RETRY_LATER);
        assertThat(advisor.assess(broke, 0).warnings()).isEmpty();
        ChargeFact stolen =
                charge(",'failure_code':'card_declined','outcome':{'type':'issuer_declined','reason':'stolen_card'}");
        assertThat(advisor.assess(stolen, 0).act()).isEqualTo(Act.STOP);
        assertThat(advisor.assess(stolen, 0).failureClass()).isEqualTo(FailureClass.FRAUD);
        assertThat(advisor.assess(stolen, 0).genericText()).isTrue();
        assertThat(BoardKeys.of(broke, ZoneOffset.UTC).orElseThrow().reason())
                .as("the board shows the same reason")
                .isEqualTo("insufficient_funds");
    }

    @Test
    @DisplayName("STR-50 an exact failure code stays; a rule of Stripe's own is not the issuer's reason")
    void exactCodes() {
        ChargeFact expired =
                charge(",'failure_code':'expired_card','outcome':{'type':'issuer_declined','reason':'do_not_honor'}");
        assertThat(expired.declineCode()).contains("expired_card");
        ChargeFact blocked =
                charge(",'failure_code':'card_declined','outcome':{'type':'blocked','reason':'highest_risk_level'}");
        assertThat(blocked.declineReason()).isEmpty();
        assertThat(blocked.declineCode()).contains("card_declined");
        ChargeFact bare = charge(",'failure_code':'card_declined','outcome':{'type':'issuer_declined','reason':null}");
        assertThat(bare.declineCode()).contains("card_declined");
        assertThat(advisor.assess(bare, 0).warnings()).containsExactly(Warning.UNKNOWN_DECLINE);
        assertThat(charge("").declineCode()).isEmpty();
        assertThat(advisor.assess(charge(""), 0).warnings()).containsExactly(Warning.NO_CODE);
    }

    @Test
    @DisplayName("STR-50 the network's advice outranks the code, but never turns a stop into a retry")
    void networkAdvice() {
        assertThat(advise("insufficient_funds", "do_not_try_again", "card", 0).act())
                .isEqualTo(Act.STOP);
        assertThat(advise("insufficient_funds", "do_not_try_again", "card", 0).failureClass())
                .isEqualTo(FailureClass.HARD);
        assertThat(advise("fraudulent", "do_not_try_again", "card", 0).failureClass())
                .isEqualTo(FailureClass.FRAUD);
        assertThat(advise("do_not_honor", "confirm_card_data", "card", 9).act()).isEqualTo(Act.NEW_METHOD);
        assertThat(advise("expired_card", "try_again_later", "card", 0).act()).isEqualTo(Act.RETRY_LATER);
        assertThat(advise("stolen_card", "try_again_later", "card", 0).act()).isEqualTo(Act.STOP);
        DeclineAdvice strange = advise("", "sing_a_song", "card", 0);
        assertThat(strange.warnings()).containsExactly(Warning.UNKNOWN_ADVICE);
        assertThat(strange.act()).isEqualTo(Act.CUSTOMER_ACTION);
    }

    @Test
    @DisplayName("STR-50 retries within the budget of the code, and not one more")
    void budgets() {
        assertThat(advise("do_not_honor", "", "card", 1).act()).isEqualTo(Act.RETRY_LATER);
        assertThat(advise("do_not_honor", "", "card", 2).act()).isEqualTo(Act.CUSTOMER_ACTION);
        assertThatThrownBy(() -> advise("do_not_honor", "", "card", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attempts -1");
    }
}
