package io.counterfoil.payments.onboarding;

import io.counterfoil.payments.onboarding.Checklist.Per;
import io.counterfoil.payments.onboarding.Checklist.Requirement;
import io.counterfoil.payments.onboarding.Checklist.When;
import io.counterfoil.payments.onboarding.MerchantApplication.BusinessType;
import java.util.List;

/** The templates of the house, in the order in which a reviewer goes through them. */
final class StandardRequirements {

    private StandardRequirements() {}

    static List<Requirement> all() {
        return List.of(
                item("REGISTRATION", "Proof of registration")
                        .validMonths(12)
                        .waivable(false)
                        .build(),
                item("REGISTRATION", "Certificate of incorporation and corporate profile report")
                        .addTypes(BusinessType.CORPORATION, BusinessType.NON_PROFIT)
                        .addJurisdictions("CA")
                        .validMonths(12)
                        .waivable(false)
                        .build(),
                item("REGISTRATION", "Business name registration")
                        .addTypes(BusinessType.SOLE_TRADER, BusinessType.PARTNERSHIP)
                        .addJurisdictions("CA")
                        .validMonths(12)
                        .waivable(false)
                        .build(),
                item("REGISTRATION", "Companies House certificate of incorporation")
                        .addTypes(BusinessType.CORPORATION)
                        .addJurisdictions("GB")
                        .validMonths(12)
                        .waivable(false)
                        .build(),
                item("REGISTRATION", "Registration with the tax authority as self-employed or as a partnership")
                        .addTypes(BusinessType.SOLE_TRADER, BusinessType.PARTNERSHIP)
                        .addJurisdictions("GB")
                        .validMonths(12)
                        .waivable(false)
                        .build(),
                item("REGISTRATION", "Charity or society registration")
                        .addTypes(BusinessType.NON_PROFIT)
                        .addJurisdictions("GB")
                        .validMonths(12)
                        .waivable(false)
                        .build(),
                item("OWNERSHIP", "Declaration of every owner of 25 % or more")
                        .addTypes(BusinessType.CORPORATION, BusinessType.PARTNERSHIP)
                        .validMonths(12)
                        .waivable(false)
                        .build(),
                item("OWNERSHIP", "Register of people with significant control")
                        .addTypes(BusinessType.CORPORATION)
                        .addJurisdictions("GB")
                        .validMonths(12)
                        .waivable(false)
                        .build(),
                item("CONTROL", "List of directors or trustees")
                        .addTypes(BusinessType.NON_PROFIT, BusinessType.PUBLIC_BODY)
                        .validMonths(12)
                        .build(),
                item("IDENTITY", "Photo identity document")
                        .per(Per.SIGNATORY_OR_OWNER)
                        .waivable(false)
                        .build(),
                item("BANK_PROOF", "Bank letter or statement of the last three months")
                        .validMonths(3)
                        .build(),
                item("BANK_PROOF", "Void cheque")
                        .addJurisdictions("CA")
                        .validMonths(12)
                        .build(),
                item("PROCESSING_HISTORY", "Statements of the last three months of card or debit processing")
                        .when(When.PROCESSED_BEFORE)
                        .beforeSubmit(false)
                        .validMonths(6)
                        .build(),
                item("WEBSITE", "Website with contact details, prices and terms")
                        .when(When.SELLS_ONLINE)
                        .beforeSubmit(false)
                        .build(),
                item("REFUND_POLICY", "Refund policy as customers see it")
                        .beforeSubmit(false)
                        .build(),
                item("PCI_SELF_ASSESSMENT", "PCI DSS self-assessment questionnaire with attestation")
                        .when(When.TAKES_CARDS)
                        .beforeSubmit(false)
                        .validMonths(12)
                        .waivable(false)
                        .build());
    }

    private static Requirement.Builder item(String code, String title) {
        Requirement.Builder item = Requirement.builder();
        item.code(code).title(title);
        return item;
    }
}
