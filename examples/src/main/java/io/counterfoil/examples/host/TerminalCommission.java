package io.counterfoil.examples.host;

import static io.counterfoil.reconciliation.plan.MatchKey.GROUP;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import javax.money.MonetaryAmount;

/**
 * What the provider of card terminals keeps from a day's slips: a share of each slip, rounded slip by slip, and a rent on the first bank day of a month. Immutable.
 *
 * @param percent of each slip
 * @param rent of a terminal for a month
 */
public record TerminalCommission(BigDecimal percent, MonetaryAmount rent) implements DifferenceExplainer {

    // tag::explainer[]
    /** Goes into the plan's hash: a commission with other numbers is another plan. */
    @Override
    public String identity() {
        return "terminal commission " + percent.toPlainString() + " %";
    }

    /** Exact amounts, left less right: what the bank shows less the slips. An explanation takes one of them at most; what is not offered is never explained. */
    @Override
    public List<Offer> offers(Question question) {
        Amounts money = Amounts.in(question.rightTotal().getCurrency());
        long commission = question.right().stream().mapToLong(this::ofSlip).reduce(0, Math::addExact);
        return List.of(
                Offer.points(Difference.Reason.PROVIDER_FEE, List.of(money.ofMinor(Math.negateExact(commission)))));
    }

    private long ofSlip(ItemView slip) {
        BigDecimal share = BigDecimal.valueOf(Amounts.minor(slip.amount()))
                .multiply(percent)
                .movePointLeft(2);
        return share.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** The rent is a line beside the commission, so it is an explainer of its own; for amounts that need no more than a function there is this. */
    private DifferenceExplainer ofRent() {
        return DifferenceExplainer.of(
                TerminalFee.RENT, "terminal rent " + Amounts.text(rent), question -> List.of(rent.negate()));
    }

    /** A reason of the host's, beside those of {@link Difference.Reason}. */
    enum TerminalFee implements Code {
        /** The rent of the terminal. */
        RENT;

        @Override
        public String id() {
            return "TERMINAL." + name();
        }
    }
    // end::explainer[]

    // tag::pass[]
    /** One line of the bank for all slips of a batch, less what the provider keeps; then what names the same slip on both sides. */
    public MatchPlan plan() {
        return MatchPlan.named("terminal-vs-slips")
                .pass(Pass.oneToGroup("batch")
                        .on(GROUP)
                        .within(Window.businessDays(0, 2))
                        .explain(this, ofRent())
                        .confirm())
                .pass(Pass.oneToOne("single slip").on(REFERENCE).explain(this).suggest())
                .build();
    }
    // end::pass[]
}
