package io.counterfoil.payments.onboarding;

import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.onboarding.MerchantApplication.Item;
import io.counterfoil.payments.onboarding.MerchantApplication.ItemState;
import io.counterfoil.payments.onboarding.MerchantApplication.Setup;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conditions of the table and of items, each answered with what does not hold. */
final class ApplicationGuards {

    private ApplicationGuards() {}

    static Optional<String> missing(MerchantApplication state) {
        List<String> missing = state.items().stream()
                .filter(item -> item.line().beforeSubmit() && item.upload() == null)
                .map(item -> item.line().key())
                .toList();
        MerchantApplication.Applicant applicant = state.applicant().orElseThrow();
        List<String> problems = new ArrayList<>();
        if (!missing.isEmpty()) {
            problems.add("missing are " + String.join(", ", missing));
        }
        if (applicant.mayHideAnOwner()) {
            problems.add("no owner is named for " + applicant.unnamedPercent().toPlainString()
                    + " %, an owner of 25 % or more may be missing");
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    static Optional<String> tooEarly(String what, LocalDate from, LocalDate today) {
        return today.isBefore(from) ? Optional.of(what + " on " + from + ", today is " + today) : Optional.empty();
    }

    static Optional<String> open(MerchantApplication state, LocalDate today) {
        String open = state.items().stream()
                .filter(item -> !item.isSettledOn(today))
                .map(item -> item.line().key() + " is " + item.stateOn(today))
                .collect(Collectors.joining(", "));
        return open.isEmpty() ? Optional.empty() : Optional.of(open);
    }

    static Optional<String> notApprovable(
            MerchantApplication state, Actor approver, LocalDate today, boolean partnerStep) {
        boolean inReview = state.status() == MerchantApplicationStatus.IN_REVIEW;
        if (inReview && partnerStep) {
            return Optional.of("the partner was not asked");
        }
        Optional<String> open = inReview ? open(state, today) : Optional.empty();
        return open.or(() -> reviewers(state).contains(approver.id())
                ? Optional.of("'" + approver.id() + "' reviewed the application, expected another person")
                : Optional.empty());
    }

    /** Everybody who judged an item or acted as a reviewer, in whatever capacity. */
    private static Set<String> reviewers(MerchantApplication state) {
        return state.history().toList().stream()
                .filter(event -> event.stamp().by().role() == Actor.Role.REVIEWER || event.kind() == Kind.ITEM_WAIVED)
                .map(event -> event.stamp().by().id())
                .collect(Collectors.toSet());
    }

    static Optional<String> notConfigured(Setup setup) {
        List<String> missing = new ArrayList<>();
        if (setup.accounts().isEmpty()) {
            missing.add("accounts");
        }
        if (setup.feeSchedule().isBlank()) {
            missing.add("fee schedule");
        }
        if (setup.singleLimit() == null || setup.dailyLimit() == null) {
            missing.add("limits");
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of("not set: " + String.join(", ", missing));
    }

    /** Why an item may not be judged so; empty where it may. */
    static Optional<Refusal> refusal(
            MerchantApplication state, MerchantApplicationCommand.Judge judge, LocalDate today) {
        Item item = state.item(judge.item()).orElseThrow();
        String name = "item '" + judge.item() + "'";
        return switch (judge.kind()) {
            case ITEM_ACCEPTED -> {
                if (item.state() != ItemState.RECEIVED) {
                    yield refuse(
                            MerchantApplications.Code.ITEM_NOT_RECEIVED,
                            name + " is " + item.state() + ", expected RECEIVED");
                }
                LocalDate end = goodUntil(item, today);
                yield end != null && today.isAfter(end)
                        ? refuse(
                                MerchantApplications.Code.DOCUMENT_EXPIRED,
                                name + " has a document that counts until " + end + ", today is " + today
                                        + "\nMaybe ask for a newer one")
                        : Optional.empty();
            }
            case ITEM_REJECTED ->
                item.state() == ItemState.RECEIVED || item.state() == ItemState.ACCEPTED
                        ? Optional.empty()
                        : refuse(
                                MerchantApplications.Code.ITEM_NOT_RECEIVED,
                                name + " is " + item.state() + ", expected RECEIVED or ACCEPTED");
            case ITEM_WAIVED ->
                item.line().waivable()
                        ? Optional.empty()
                        : refuse(
                                MerchantApplications.Code.NOT_WAIVABLE,
                                name + " may not be waived, expected it to be accepted");
            default ->
                item.state() == ItemState.ACCEPTED && item.stateOn(today) == ItemState.EXPIRED
                        ? Optional.empty()
                        : refuse(
                                MerchantApplications.Code.NOT_EXPIRED,
                                name + " is " + item.state()
                                        + item.countsUntil()
                                                .map(last -> " until " + last)
                                                .orElse("") + ", today is " + today
                                        + ", expected an accepted one whose last day is over");
        };
    }

    private static Optional<Refusal> refuse(MerchantApplications.Code code, String sentence) {
        return Optional.of(Refusal.of(code, sentence));
    }

    /** The document's own last day, or the months of the checklist from its acceptance, whichever is earlier. */
    static @Nullable LocalDate goodUntil(Item item, LocalDate acceptedOn) {
        LocalDate own =
                item.received().map(MerchantApplication.Upload::validUntil).orElse(null);
        int months = item.line().validMonths();
        if (months == 0) {
            return own;
        }
        LocalDate byRule = acceptedOn.plusMonths(months);
        return own != null && own.isBefore(byRule) ? own : byRule;
    }
}
