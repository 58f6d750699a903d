package io.counterfoil.stripe;

import java.util.List;

/** One object and one event of each kind, with secrets, account numbers, e-mail addresses and names wherever people or Stripe put them. */
final class PlantedObjects {

    static final String MAIL = "ana.planted@mail.example";
    static final String IBAN = "GB29NWBK60161331926819";
    static final String NUMBER = "000123456789";
    static final String CARD = "4242424242424242";
    static final String PERSON = "Ana Plantedname";
    static final String SIGNING = "whsec_planted0123456789abcdef";
    static final String API_KEY = "sk_test_plantedplantedplanted";
    static final String CLIENT = "pi_1_secret_plantedclient";
    static final String ADDRESS = "buy.example/plantedpath";

    static final String[] PLANTED = {
        MAIL, IBAN, NUMBER, CARD, PERSON, SIGNING, API_KEY, CLIENT, ADDRESS, SIGNING.substring(6), API_KEY.substring(8)
    };

    private PlantedObjects() {}

    /** Everything that people write or own, where Stripe's objects have it. */
    static final String PRIVATE =
            "'description':'from ana.planted@mail.example, card 4242424242424242, Ana Plantedname',"
                    + "'receipt_email':'ana.planted@mail.example','customer_email':'ana.planted@mail.example',"
                    + "'customer_name':'Ana Plantedname','name':'Ana Plantedname','email':'ana.planted@mail.example',"
                    + "'client_secret':'pi_1_secret_plantedclient','url':'https://buy.example/plantedpath',"
                    + "'hosted_invoice_url':'https://buy.example/plantedpath','receipt_url':'https://buy.example/plantedpath',"
                    + "'statement_descriptor':'Ana Plantedname','statement_descriptor_suffix':'Ana Plantedname',"
                    + "'footer':'GB29NWBK60161331926819','memo':'000123456789','failure_message':'account 000123456789',"
                    + "'metadata':{'mail':'ana.planted@mail.example','invoice_number':'INV-1','iban':'GB29NWBK60161331926819',"
                    + "'note':'card 4242424242424242 of Ana Plantedname, account 000123456789'},"
                    + "'billing_details':{'email':'ana.planted@mail.example','name':'Ana Plantedname','phone':'000123456789'},"
                    + "'customer_details':{'email':'ana.planted@mail.example','name':'Ana Plantedname'},"
                    + "'shipping':{'name':'Ana Plantedname','tracking_number':'000123456789'},"
                    + "'bank_account':{'account_number':'000123456789','iban':'GB29NWBK60161331926819'},"
                    + "'client_reference_id':'ana.planted@mail.example',"
                    + "'last_payment_error':{'message':'account 000123456789 of ana.planted@mail.example'},"
                    + "'outcome':{'seller_message':'Ana Plantedname'},"
                    + "'evidence':{'customer_email_address':'ana.planted@mail.example','customer_name':'Ana Plantedname'},"
                    + "'funded':{'bank_transfer':{'type':'gb_bank_transfer','reference':'rent of Ana Plantedname 000123456789',"
                    + "'gb_bank_transfer':{'account_number_last4':'6789','sender_name':'Ana Plantedname','sort_code':'000123456789'},"
                    + "'eu_bank_transfer':{'iban_last4':'6819','sender_name':'Ana Plantedname','bic':'X'}}},"
                    + "'livemode':false,'created':1799990000,'currency':'gbp','amount':12000,";

    static String object(String type, String id, String more) {
        return ("{" + PRIVATE + more + (more.isEmpty() ? "" : ",") + "'id':'" + id + "','object':'" + type + "'}")
                .replace('\'', '"');
    }

    /** One object of each kind. */
    static final List<String> OBJECTS = List.of(
            object(
                    "charge",
                    "ch_1",
                    "'status':'succeeded','amount_captured':12000,'payment_intent':'pi_1','balance_transaction':'txn_1',"
                            + "'payment_method_details':{'type':'us_bank_account','us_bank_account':{'account_number':'000123456789',"
                            + "'last4':'6789','fingerprint':'fp_1'},'card':{'country':'GB','number':'4242424242424242'}}"),
            object("charge", "ch_2", "'status':'failed','failure_code':'card_declined'"),
            object("payment_intent", "pi_1", "'status':'succeeded','latest_charge':'ch_1','amount_received':12000"),
            object("payment_intent", "pi_2", "'status':'processing'"),
            object("refund", "re_1", "'status':'failed','charge':'ch_1','destination_details':{'type':'card'}"),
            object("dispute", "dp_1", "'status':'needs_response','charge':'ch_1','reason':'fraudulent'"),
            object(
                    "payout",
                    "po_1",
                    "'status':'paid','automatic':true,'arrival_date':1800000000,'reconciliation_status':'completed',"
                            + "'balance_transaction':'txn_2','destination':{'id':'ba_1','account':'000123456789'}"),
            object("payout", "po_2", "'status':'failed','automatic':true,'arrival_date':1800000000,'failure_code':'x'"),
            object("invoice", "in_1", "'status':'open','amount_due':12000,'amount_remaining':12000,'number':'INV-1'"),
            object(
                    "invoice_payment",
                    "inpay_1",
                    "'invoice':'in_1','amount_paid':12000,'amount_requested':12000,'status':'paid','payment':{'type':'charge','charge':'ch_1'}"),
            object("payment_link", "plink_1", "'active':true"),
            object("checkout.session", "cs_1", "'status':'open','payment_status':'unpaid','amount_total':12000"),
            object("credit_note", "cn_1", "'invoice':'in_1','status':'issued','total':12000"),
            object(
                    "customer_cash_balance_transaction",
                    "ccsbtxn_1",
                    "'type':'funded','net_amount':700,'customer':'cus_1'"),
            object("mandate", "mandate_1", "'status':'active'"),
            object("radar.early_fraud_warning", "issfr_1", "'charge':'ch_1','actionable':true,'fraud_type':'x'"),
            object("balance", "", "'available':[{'amount':1,'currency':'gbp'}],'pending':[]"),
            object(
                    "balance_transaction",
                    "txn_1",
                    "'net':11700,'fee':300,'type':'charge','reporting_category':'charge','source':'ch_1','status':'available',"
                            + "'available_on':1799990000,'fee_details':[{'type':'stripe_fee','amount':300,'currency':'gbp'}]"),
            object("transfer", "tr_1", "'destination':'acct_9'"),
            object("customer", "cus_1", ""),
            object("source", "src_1", ""));

    static String event(String id, String type, String object) {
        return ("{'id':'" + id + "','object':'event','api_version':'2026-07-29.dahlia','created':1799990001,"
                                + "'livemode':false,'type':'" + type + "','data':{'object':")
                        .replace('\'', '"')
                + object + "}}";
    }

    static final List<String> EVENTS = List.of(
            "charge.succeeded",
            "charge.failed",
            "payment_intent.succeeded",
            "payment_intent.processing",
            "refund.created",
            "charge.dispute.created",
            "payout.paid",
            "payout.failed",
            "invoice.finalized",
            "invoice_payment.paid",
            "payment_link.created",
            "checkout.session.completed",
            "credit_note.created",
            "customer_cash_balance_transaction.created",
            "mandate.updated",
            "radar.early_fraud_warning.created",
            "balance.available",
            "something.new",
            "transfer.created",
            "customer.updated",
            "review.opened");
}
