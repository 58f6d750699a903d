package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.camt.CamtContext.BadFieldException;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.Charge;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * One {@code TxDtls}, reduced to what an item keeps.
 *
 * @param sign own indicator; 0 where it has none
 * @param amount in the entry's currency, where it states one
 * @param foreign in another currency, where it states one
 * @param bankReference the bank's own reference of this transaction; may be empty
 * @param references by role, the bank's aside
 * @param debtor who paid
 * @param creditor who was paid
 * @param charges as stated
 * @param kind by its own code
 * @param bankCode its own code
 * @param returnCode of a return
 * @param texts what payer and bank wrote
 * @param purpose code or words; may be empty
 */
record Detail(
        int sign,
        Optional<Long> amount,
        Optional<MonetaryAmount> foreign,
        String bankReference,
        Map<Role, String> references,
        Party debtor,
        Party creditor,
        List<Charge> charges,
        StatementEntry.Kind kind,
        String bankCode,
        Optional<String> returnCode,
        List<String> texts,
        String purpose) {

    private static final List<String[]> AGENT_NAMES = List.of(
            new String[] {"BICFI"},
            new String[] {"BIC"},
            new String[] {"ClrSysMmbId", "MmbId"},
            new String[] {"Nm"},
            new String[] {"Othr", "Id"});

    /** A party that the bank does not name. */
    static final Party NOBODY = new Party("", Optional.empty(), "");

    /**
     * A party as far as the bank names it.
     *
     * @param name may be empty
     * @param account where it is stated
     * @param agent its bank; may be empty
     */
    record Party(String name, Optional<BankAccountRef> account, String agent) {
        boolean isNamed() {
            return !name.isEmpty() || account.isPresent();
        }
    }

    /** Reads a detail of an entry in the currency; where nothing is handed out, its figures alone. */
    static Detail of(Node tx, Amounts entryCurrency, CamtContext context, boolean counting) throws BadFieldException {
        String currency = entryCurrency.currency().getCurrencyCode();
        Optional<Long> own = Optional.empty();
        Optional<MonetaryAmount> foreign = foreign(tx.at("AmtDtls", "InstdAmt", "Amt"), currency, context);
        for (Node amt : List.of(tx.at("AmtDtls", "TxAmt", "Amt"), tx.at("Amt"))) {
            if (amt.currency().equals(currency)) {
                own = Optional.of(context.amount(amt).minor());
            } else {
                foreign = foreign.isPresent() ? foreign : foreign(amt, currency, context);
            }
        }
        int sign = CamtContext.sign(tx.textAt("CdtDbtInd"));
        if (counting) {
            return new Detail(
                    sign,
                    own,
                    foreign,
                    "",
                    Map.of(),
                    NOBODY,
                    NOBODY,
                    List.of(),
                    StatementEntry.Kind.OTHER,
                    "",
                    Optional.empty(),
                    List.of(),
                    "");
        }
        Node reason = tx.at("RtrInf", "Rsn");
        String code = reason.textAt("Cd").isEmpty() ? reason.textAt("Prtry") : reason.textAt("Cd");
        return new Detail(
                sign,
                own,
                foreign,
                Texts.reference(tx.textAt("Refs", "AcctSvcrRef")),
                references(tx),
                party(tx, "Dbtr"),
                party(tx, "Cdtr"),
                charges(tx.all("Chrgs"), context),
                TransactionKinds.kind(tx.at("BkTxCd")),
                TransactionKinds.code(tx.at("BkTxCd")),
                code.isEmpty()
                        ? tx.at("RtrInf").isPresent() ? Optional.of("") : Optional.empty()
                        : Optional.of(Texts.clean(code)),
                texts(tx),
                Texts.clean(tx.textAt("Purp", "Cd").isEmpty() ? tx.textAt("Purp", "Prtry") : tx.textAt("Purp", "Cd")));
    }

    private static Optional<MonetaryAmount> foreign(Node amt, String entryCurrency, CamtContext context) {
        return amt.currency().equals(entryCurrency) ? Optional.empty() : context.informative(amt);
    }

    private static Map<Role, String> references(Node tx) {
        Node refs = tx.at("Refs");
        Map<Role, String> found = new EnumMap<>(Role.class);
        put(found, Role.END_TO_END, refs.textAt("EndToEndId"));
        put(found, Role.TRANSACTION, refs.textAt("TxId"));
        put(found, Role.UETR, refs.textAt("UETR"));
        put(found, Role.MANDATE, refs.textAt("MndtId"));
        put(found, Role.BATCH, refs.textAt("PmtInfId").isEmpty() ? refs.textAt("MsgId") : refs.textAt("PmtInfId"));
        put(found, Role.INSTRUCTION, refs.textAt("InstrId"));
        put(found, Role.CHEQUE, refs.textAt("ChqNb"));
        put(found, Role.CLEARING, refs.textAt("ClrSysRef"));
        for (Node structured : tx.at("RmtInf").all("Strd")) {
            String creditor = structured.textAt("CdtrRefInf", "Ref");
            if (creditor.isEmpty()) {
                creditor = structured.textAt("CdtrRefInf", "CdtrRef");
            }
            if (!found.containsKey(Role.CREDITOR)) {
                put(found, Role.CREDITOR, creditor);
            }
        }
        return found;
    }

    static void put(Map<Role, String> found, Role role, String text) {
        String reference = Texts.reference(text);
        if (!reference.isEmpty()) {
            found.put(role, reference);
        }
    }

    private static Party party(Node tx, String role) {
        Node parties = tx.at("RltdPties");
        String name = name(parties.at(role));
        if (name.isEmpty()) {
            name = name(parties.at("Ultmt" + role));
        }
        Optional<BankAccountRef> number = account(parties.at(role + "Acct"));
        String agent = agent(tx.at("RltdAgts", role + "Agt", "FinInstnId"));
        return name.isEmpty() && number.isEmpty() && agent.isEmpty()
                ? NOBODY
                : new Party(Texts.clean(name), number, agent);
    }

    /** The BIC, called otherwise in version 2, else the number in a clearing system, else the name. */
    private static String agent(Node institution) {
        for (String[] path : AGENT_NAMES) {
            String text = institution.textAt(path);
            if (!text.isEmpty()) {
                return Texts.clean(text);
            }
        }
        return "";
    }

    private static String name(Node party) {
        for (String[] path :
                List.of(new String[] {"Nm"}, new String[] {"Pty", "Nm"}, new String[] {"Agt", "FinInstnId", "Nm"})) {
            String name = party.textAt(path);
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    /** The account that an account element names; nothing where it names none. */
    static Optional<BankAccountRef> account(Node account) {
        String number = account.textAt("Id", "IBAN");
        if (number.isBlank()) {
            number = account.textAt("Id", "Othr", "Id");
        }
        if (number.isBlank()) {
            number = account.textAt("Id", "PrtryAcct", "Id");
        }
        if (number.isBlank()) {
            number = account.textAt("Id", "BBAN");
        }
        return number.isBlank() ? Optional.empty() : Optional.of(BankAccountRef.of(number));
    }

    /** Charges that the amount contains; version 2 states them one by one, later ones as records. */
    static List<Charge> charges(List<Node> stated, CamtContext context) {
        List<Charge> charges = new ArrayList<>();
        for (Node charge : stated) {
            List<Node> records = charge.all("Rcrd").isEmpty() ? List.of(charge) : charge.all("Rcrd");
            for (Node node : records) {
                boolean included = !node.textAt("ChrgInclInd").equals("false");
                Optional<MonetaryAmount> amount = context.informative(node.at("Amt"));
                if (amount.isEmpty() || !included) {
                    continue;
                }
                boolean refunded = node.textAt("CdtDbtInd").equals("CRDT");
                String words = Texts.join(List.of(
                        node.textAt("Tp", "Cd"),
                        node.textAt("Tp", "Prtry", "Id"),
                        node.textAt("Tp", "Prtry"),
                        node.textAt("Br")));
                charges.add(new Charge(refunded ? amount.get().negate() : amount.get(), words));
            }
        }
        return charges;
    }

    private static List<String> texts(Node tx) {
        List<String> texts = new ArrayList<>();
        Node remittance = tx.at("RmtInf");
        remittance.all("Ustrd").forEach(node -> texts.add(node.text()));
        for (Node structured : remittance.all("Strd")) {
            structured.all("AddtlRmtInf").forEach(node -> texts.add(node.text()));
        }
        texts.add(tx.textAt("AddtlTxInf"));
        tx.at("RtrInf").all("AddtlInf").forEach(node -> texts.add(node.text()));
        texts.removeIf(String::isEmpty);
        return texts;
    }
}
