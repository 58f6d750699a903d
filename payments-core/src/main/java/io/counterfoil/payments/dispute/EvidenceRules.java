package io.counterfoil.payments.dispute;

import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.ADDRESS_AND_CODE_CHECK;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.AUTHENTICATION;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.AUTHORISATION_RECORD;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.CANCELLATION_RECORD;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.CREDIT_RECORD;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.CUSTOMER_MESSAGES;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.DELIVERY_PROOF;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.DESCRIPTION;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.DEVICE_AND_ADDRESS;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.DISTINCT_SALES;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.PRESENTMENT_DATES;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.PRIOR_TRANSACTIONS;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.RECEIPT;
import static io.counterfoil.payments.dispute.CardDispute.EvidenceKind.TERMS_ACCEPTED;

import io.counterfoil.payments.dispute.CardDispute.Checklist;
import io.counterfoil.payments.dispute.CardDispute.EvidenceKind;
import io.counterfoil.payments.dispute.DisputeCodes.Reason.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which evidence a category asks for: what an answer needs, then what helps it. */
record EvidenceRules(Map<Category, Rule> rules) {

    /** What is needed and what helps. */
    record Rule(List<EvidenceKind> needed, List<EvidenceKind> helpful) {
        Rule {
            List<EvidenceKind> first = List.copyOf(needed);
            needed = first;
            helpful = helpful.stream().filter(kind -> !first.contains(kind)).toList();
        }
    }

    EvidenceRules {
        rules = Map.copyOf(rules);
    }

    static Map<Category, Rule> standard() {
        return Map.of(
                Category.FRAUD,
                new Rule(
                        List.of(RECEIPT, AUTHENTICATION),
                        List.of(
                                ADDRESS_AND_CODE_CHECK,
                                PRIOR_TRANSACTIONS,
                                DEVICE_AND_ADDRESS,
                                DELIVERY_PROOF,
                                CUSTOMER_MESSAGES)),
                Category.AUTHORISATION,
                new Rule(List.of(AUTHORISATION_RECORD), List.of(PRESENTMENT_DATES, RECEIPT)),
                Category.PROCESSING,
                new Rule(
                        List.of(RECEIPT, PRESENTMENT_DATES),
                        List.of(DISTINCT_SALES, CREDIT_RECORD, AUTHORISATION_RECORD)),
                Category.CONSUMER,
                new Rule(
                        List.of(RECEIPT, DELIVERY_PROOF, TERMS_ACCEPTED),
                        List.of(DESCRIPTION, CUSTOMER_MESSAGES, CANCELLATION_RECORD, CREDIT_RECORD)),
                Category.OTHER,
                new Rule(List.of(RECEIPT), List.of(DELIVERY_PROOF, CUSTOMER_MESSAGES, AUTHORISATION_RECORD)));
    }

    Checklist checklist(Category category, Set<EvidenceKind> atHand) {
        Rule rule = rules.getOrDefault(category, new Rule(List.of(), List.of()));
        List<Checklist.Item> items = new ArrayList<>();
        rule.needed().forEach(kind -> items.add(new Checklist.Item(kind, true, atHand.contains(kind))));
        rule.helpful().forEach(kind -> items.add(new Checklist.Item(kind, false, atHand.contains(kind))));
        return new Checklist(category, items);
    }
}
