package io.counterfoil.stripe.posting.internal;

import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.posting.PostingPolicy;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Posts rows of the balance by type and reporting category (specification 4.6, STR-26, STR-27, STR-35).
 *
 * <p>For amount a, fee f and net n = a − f the balance gets +n, the contra −a and each element of the fee its part, debit positive: the legs sum to zero
 * whatever the row says. A row whose net is not amount less fee gets no legs and the break {@link StripeCode#LINE_ARITHMETIC}. Source: {@code
 * stripe_postings.json}. Immutable, thread-safe.
 */
public final class PostingTable {

    private final PostingRules rules;
    private final PostingPolicy policy;

    private PostingTable(PostingRules rules, PostingPolicy policy) {
        this.rules = rules;
        this.policy = policy;
    }

    /** The table with the default policy. */
    public static PostingTable standard() {
        return of(PostingPolicy.standard());
    }

    /** The table with the house's choices. */
    public static PostingTable of(PostingPolicy policy) {
        return new PostingTable(PostingRules.read(), policy);
    }

    /** The reporting categories that are known. */
    public Set<String> categories() {
        return rules.categories().keySet();
    }

    /**
     * A type that rows of the category have, for sources that state the category alone: the one of the same name, else the first by name that falls to the category by
     * itself, else the category's own name.
     */
    public String typeOf(String category) {
        if (rules.types().containsKey(category)) {
            return category;
        }
        return rules.types().values().stream()
                .filter(type -> type.categoryIfNull().equals(category))
                .map(TypeRule::type)
                .sorted()
                .findFirst()
                .orElse(category);
    }

    /** The types that are known. */
    public Set<String> types() {
        return rules.types().keySet();
    }

    /**
     * How the row is posted.
     *
     * @param linked whether the charge behind the row belongs to an invoice of the host
     */
    public RowPosting assess(BalanceRow row, boolean linked) {
        Draft draft = new Draft(row);
        Optional<CategoryRule> rule = classify(row, draft);
        boolean sound = isSound(row);
        if (!sound) {
            draft.breaks.add(StripeCode.LINE_ARITHMETIC);
        }
        StripeAccountRole contra =
                rule.map(known -> contra(known, row, linked, draft)).orElse(StripeAccountRole.SUSPENSE);
        if (sound) {
            StripeAccountRole balance = rules.balance(row.balanceType()).orElseGet(() -> {
                draft.breaks.add(StripeCode.UNKNOWN_BALANCE_TYPE);
                return StripeAccountRole.SUSPENSE;
            });
            draft.add(balance, row.netMinor());
            draft.add(contra, Math.negateExact(row.amountMinor()));
            addFees(row, draft);
        }
        return draft.build(rule.map(CategoryRule::effect));
    }

    private Optional<CategoryRule> classify(BalanceRow row, Draft draft) {
        Optional<TypeRule> type = Optional.ofNullable(rules.types().get(row.type()));
        Optional<String> stated = row.reportingCategory();
        draft.category = stated;
        if (stated.isEmpty()) {
            if (type.isEmpty()) {
                draft.breaks.add(StripeCode.UNKNOWN_CATEGORY);
                return Optional.empty();
            }
            draft.warnings.add(StripeCode.INFERRED);
            return draft.take(rules.category(inferred(type.get(), row)));
        }
        CategoryRule known = rules.categories().get(stated.get());
        if (known == null) {
            if (policy.unknownCategoryByType() && type.isPresent()) {
                draft.warnings.add(StripeCode.UNKNOWN_CATEGORY);
                return draft.take(rules.category(inferred(type.get(), row)));
            }
            draft.breaks.add(StripeCode.UNKNOWN_CATEGORY);
            return Optional.empty();
        }
        if (type.isEmpty()) {
            if (policy.strictTypes()) {
                draft.breaks.add(StripeCode.UNKNOWN_TYPE);
                return Optional.empty();
            }
            draft.warnings.add(StripeCode.UNKNOWN_TYPE);
        } else if (!type.get().declared().contains(known.category())) {
            draft.warnings.add(StripeCode.UNDECLARED_PAIR);
        }
        return draft.take(known);
    }

    private static String inferred(TypeRule type, BalanceRow row) {
        if (!type.categoryIfNull().equals("BY_SOURCE")) {
            return type.categoryIfNull();
        }
        String source = row.source().orElse("");
        if (source.startsWith("dp_") || source.startsWith("du_")) {
            return row.amountMinor() < 0 ? "dispute" : "dispute_reversal";
        }
        boolean refund = source.startsWith("re_") || source.startsWith("pyr_");
        return refund && row.amountMinor() > 0 ? "refund_failure" : "other_adjustment";
    }

    private StripeAccountRole contra(CategoryRule rule, BalanceRow row, boolean linked, Draft draft) {
        if (rule.sign() != 0 && Long.signum(row.amountMinor()) == -rule.sign()) {
            draft.warnings.add(StripeCode.UNEXPECTED_SIGN);
        }
        TypeRule type = rules.types().get(row.type());
        if (type != null && type.contra().isPresent() && type.declared().contains(rule.category())) {
            return type.contra().get();
        }
        if (rule.effect() == RowPosting.Effect.CLASSIFY) {
            draft.breaks.add(StripeCode.CLASSIFY);
        }
        StripeAccountRole contra = linked ? rule.contra() : rule.unlinked().orElse(rule.contra());
        return byPolicy(contra);
    }

    private StripeAccountRole byPolicy(StripeAccountRole role) {
        return switch (role) {
            case INPUT_TAX -> policy.taxRecoverable() ? role : StripeAccountRole.TAX_EXPENSE;
            case CREDITS_OWED -> policy.refundsReopenReceivable() ? StripeAccountRole.RECEIVABLE : role;
            default -> role;
        };
    }

    private void addFees(BalanceRow row, Draft draft) {
        String category = draft.category.orElse("");
        List<Fee> fees = row.feeDetails();
        if (fees.isEmpty()) {
            if (row.feeMinor() != 0) {
                draft.warnings.add(StripeCode.FEE_UNSPLIT);
                draft.add(rules.defaultFee(category), row.feeMinor());
            }
            return;
        }
        long rest = row.feeMinor();
        for (Fee fee : fees) {
            rest = Math.subtractExact(rest, fee.amountMinor());
            PostingRules.FeeRule rule = rules.fees().get(fee.type());
            if (rule == null) {
                draft.breaks.add(StripeCode.UNKNOWN_FEE_TYPE);
                draft.add(StripeAccountRole.SUSPENSE, fee.amountMinor());
            } else {
                draft.add(byPolicy(rule.in(category)), fee.amountMinor());
            }
        }
        if (rest != 0) {
            draft.breaks.add(StripeCode.FEE_SPLIT);
            draft.add(StripeAccountRole.SUSPENSE, rest);
        }
    }

    /** Whether net is amount less fee, and every figure can be turned round and summed within 64 bits. */
    private static boolean isSound(BalanceRow row) {
        try {
            long rest = row.feeMinor();
            long gross = Math.absExact(row.feeMinor());
            for (Fee fee : row.feeDetails()) {
                rest = Math.subtractExact(rest, fee.amountMinor());
                gross = Math.addExact(gross, Math.absExact(fee.amountMinor()));
            }
            gross = Math.addExact(gross, Math.absExact(rest));
            gross = Math.addExact(gross, Math.absExact(row.amountMinor()));
            Math.addExact(gross, Math.absExact(row.netMinor()));
            return Math.subtractExact(row.amountMinor(), row.feeMinor()) == row.netMinor();
        } catch (ArithmeticException tooLarge) {
            return false;
        }
    }

    /** A posting being made. */
    private static final class Draft {
        private static final List<StripeAccountRole> BY_NAME = Stream.of(StripeAccountRole.values())
                .sorted(Comparator.comparing(StripeAccountRole::name))
                .toList();

        private final BalanceRow row;
        private final Map<StripeAccountRole, Long> legs = new EnumMap<>(StripeAccountRole.class);
        private final Set<StripeCode> warnings = EnumSet.noneOf(StripeCode.class);
        private final Set<StripeCode> breaks = EnumSet.noneOf(StripeCode.class);
        private Optional<String> category = Optional.empty();

        Draft(BalanceRow row) {
            this.row = row;
        }

        Optional<CategoryRule> take(CategoryRule rule) {
            category = Optional.of(rule.category());
            return Optional.of(rule);
        }

        void add(StripeAccountRole role, long minor) {
            Long before = legs.get(role);
            legs.put(role, before == null ? minor : Math.addExact(before, minor));
        }

        RowPosting build(Optional<RowPosting.Effect> effect) {
            RowPosting.Builder posting =
                    RowPosting.builder().row(row).category(category).effect(effect);
            for (StripeAccountRole role : BY_NAME) {
                Long minor = legs.get(role);
                if (minor != null && minor != 0) {
                    posting.addLeg(new RowPosting.Leg(role, minor));
                }
            }
            return posting.warnings(byName(warnings)).breaks(byName(breaks)).build();
        }

        private static List<StripeCode> byName(Set<StripeCode> codes) {
            return codes.isEmpty()
                    ? List.of()
                    : codes.stream()
                            .sorted((a, b) -> a.name().compareTo(b.name()))
                            .toList();
        }
    }
}
