package io.counterfoil.examples.host;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.strategy.Guard;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.collections.strategy.StrategyStep.Anchor;
import io.counterfoil.collections.strategy.StrategyStep.Offset;
import io.counterfoil.payments.money.Amounts;

/** How this house asks for its money: most customers by e-mail, key accounts by a person who knows them. */
public final class HouseStrategies {

    private static final Amounts GBP = Amounts.in("GBP");

    private HouseStrategies() {}

    // tag::strategy[]
    /** For whoever is in no segment. */
    public static Strategy standard() {
        return Strategy.builder()
                .id("standard")
                .minGapDays(5)
                .addThresholds(GBP.of("10.00")) // less is not worth an e-mail; other currencies are left alone
                .addSteps(
                        mail("reminder", 3).tone(StrategyStep.Tone.FRIENDLY).build(),
                        mail("second reminder", 14)
                                .addAttachments(StrategyStep.Attachment.INVOICE_COPIES)
                                .build(),
                        mail("last reminder", 30)
                                .tone(StrategyStep.Tone.FINAL)
                                .addChannels(Channel.LETTER) // where there is no e-mail address
                                .fee(GBP.of("15.00"))
                                .build(),
                        mail("stop deliveries", 45)
                                .audience(Contact.Audience.DEBT_MANAGER)
                                .guard(Guard.balanceAtLeast(GBP.of("500.00")).or(Guard.brokenPromises(2, 90)))
                                .addEffects(StrategyStep.SideEffect.SUSPEND) // proposed to a person, never done
                                .build(),
                        mail("after a broken promise", 0)
                                .anchor(Anchor.PROMISE_BROKEN)
                                .offset(Offset.businessDays(1))
                                .build())
                .addLevels(
                        new Strategy.Level("SEVERE", Guard.ageAtLeast(45).and(Guard.balanceAtLeast(GBP.of("500.00")))),
                        new Strategy.Level("LATE", Guard.ageAtLeast(14)))
                .build();
    }

    /** For key accounts: a call before any letter, and never more than four times. */
    public static Strategy keyAccounts() {
        return Strategy.builder()
                .id("key accounts")
                .addSegments("KEY")
                .entry(Strategy.EntryLevel.FIRST)
                .sequential(true)
                .maxAttempts(4)
                .addSteps(
                        call("friendly call", 10).build(),
                        call("second call", 20).build(),
                        call("call of the head of sales", 35)
                                .guard(Guard.not(Guard.tag("CONTRACT_RENEWAL")))
                                .build())
                .build();
    }
    // end::strategy[]

    private static StrategyStep.Builder mail(String id, int daysAfterDue) {
        return StrategyStep.builder().id(id).daysAfterDue(daysAfterDue).addChannels(Channel.EMAIL);
    }

    private static StrategyStep.Builder call(String id, int daysAfterDue) {
        return StrategyStep.builder().id(id).daysAfterDue(daysAfterDue).addChannels(Channel.CALL);
    }
}
