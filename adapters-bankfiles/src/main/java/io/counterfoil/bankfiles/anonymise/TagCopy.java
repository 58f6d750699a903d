package io.counterfoil.bankfiles.anonymise;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies formats of tags and texts: camt and OFX. A text belongs to the tag before it, also where it goes on in the next line. Not thread-safe: one file. */
final class TagCopy implements Anonymiser.LineCopy {

    private static final String SECTION = "<![CDATA[";
    private static final String COMMENT = "<!--";
    private static final Pattern ENTITY = Pattern.compile("&(#x?)?([A-Za-z0-9]{1,8});");

    private static final Set<String> OFX_AMOUNTS = Set.of(
            "TRNAMT",
            "BALAMT",
            "VALUE",
            "AVAILCASH",
            "MARGINBALANCE",
            "SHORTBALANCE",
            "BUYPOWER",
            "CREDITLIMIT",
            "CASHADVBALAMT",
            "CASHADVAVAILAMT",
            "CASHADVCREDITLIMIT",
            "TOTAL");
    /** In OFX only what is named here is invented; the rest are codes, days and counts. */
    private static final Set<String> OFX_WORDS = Set.of(
            "NAME",
            "EXTDNAME",
            "MEMO",
            "ACCTID",
            "BANKID",
            "BROKERID",
            "BRANCHID",
            "FITID",
            "CORRECTFITID",
            "SRVRTID",
            "CHECKNUM",
            "REFNUM",
            "ORG",
            "FID",
            "INTU.BID",
            "INTU.ORG",
            "INTU.USERID",
            "TRNUID",
            "PAYEEID",
            "PAYEELSTID",
            "PAYACCT",
            "LOANACCTID",
            "ACCTKEY",
            "USERID",
            "USERPASS",
            "USERKEY",
            "SESSCOOKIE",
            "EMAIL",
            "STATE",
            "ADDR1",
            "ADDR2",
            "ADDR3",
            "CITY",
            "POSTALCODE",
            "PHONE",
            "DESC");

    private static final Set<String> CAMT_AMOUNTS = Set.of("Amt", "Sum", "TtlNetNtryAmt", "TtlChrgsAndTaxAmt");
    /** In camt everything is invented but what is named here. */
    private static final Set<String> CAMT_KEPT = Set.of(
            "Cd",
            "Ccy",
            "CdtDbtInd",
            "Sts",
            "RvslInd",
            "Dt",
            "DtTm",
            "CreDtTm",
            "FrDtTm",
            "ToDtTm",
            "PgNb",
            "LastPgInd",
            "NbOfNtries",
            "NbOfTxs",
            "ElctrncSeqNb",
            "LglSeqNb",
            "RptgSeq",
            "FmlyCd",
            "SubFmlyCd",
            "ChrgInclInd",
            "Ctry",
            "XchgRate",
            "SrcCcy",
            "TrgtCcy",
            "UnitCcy",
            "BtchInd",
            "Seq",
            "CpyDplctInd",
            "Rate");

    /** Which format is copied. */
    enum Names {
        OFX,
        CAMT
    }

    private final Scrambler scrambler;
    private final Names names;
    private String name = "";
    private String currency = "";
    private boolean begun;
    /** What ends the tag, section or comment that the line before left open; empty in a text. */
    private String until = "";

    TagCopy(Scrambler scrambler, Names names) {
        this.scrambler = scrambler;
        this.names = names;
    }

    @Override
    public String line(String original) {
        StringBuilder copy = new StringBuilder(original.length());
        int at = 0;
        while (at < original.length()) {
            at = step(original, at, copy);
        }
        return copy.toString();
    }

    /** Copies up to the end of a tag, a marked section or a comment, or to the start of the next; where it came to. */
    private int step(String line, int at, StringBuilder copy) {
        if (!until.isEmpty()) {
            int end = line.indexOf(until, at);
            String inside = line.substring(at, end < 0 ? line.length() : end);
            copy.append(until.equals(">") ? inside : until.equals("-->") ? comment(inside) : text(inside));
            if (end < 0) {
                return line.length();
            }
            copy.append(until);
            int behind = end + until.length();
            until = "";
            return behind;
        }
        int open = line.indexOf('<', at);
        if (open < 0) {
            copy.append(text(line.substring(at)));
            return line.length();
        }
        copy.append(text(line.substring(at, open)));
        String begin = line.startsWith(SECTION, open) ? SECTION : line.startsWith(COMMENT, open) ? COMMENT : "<";
        until = begin.equals(SECTION) ? "]]>" : begin.equals(COMMENT) ? "-->" : ">";
        if (until.equals(">")) {
            int end = line.indexOf('>', open);
            enter(end < 0 ? line.substring(open) + ">" : line.substring(open, end + 1));
        }
        copy.append(begin);
        return open + begin.length();
    }

    /** The header of an OFX file may stand in a comment. */
    private String comment(String inside) {
        return names == Names.OFX && !begun ? inside : scrambler.words(inside);
    }

    private void enter(String tag) {
        int from = tag.startsWith("</") ? 2 : 1;
        String whole = tag.substring(from).split("[\\s/>]", 2)[0];
        String local = whole.substring(whole.indexOf(':') + 1);
        name = tag.startsWith("</") || tag.startsWith("<?") || tag.startsWith("<!") ? "" : local;
        currency = tag;
        begun |= !name.isEmpty();
    }

    private String text(String text) {
        if (name.isEmpty() || text.isBlank()) {
            return text;
        }
        String key = names == Names.OFX ? name.toUpperCase(Locale.ROOT) : name;
        boolean ofx = names == Names.OFX;
        if ((ofx ? OFX_AMOUNTS : CAMT_AMOUNTS).contains(key) || currency.contains("Ccy=")) {
            return scrambler.amount(text);
        }
        if (ofx ? !OFX_WORDS.contains(key) : CAMT_KEPT.contains(key)) {
            return text;
        }
        StringBuilder copy = new StringBuilder(text.length());
        Matcher entity = ENTITY.matcher(text);
        int at = 0;
        while (entity.find()) {
            copy.append(scrambler.words(text.substring(at, entity.start()))).append(entity(entity));
            at = entity.end();
        }
        return copy.append(scrambler.words(text.substring(at))).toString();
    }

    /** An entity as it is, and another letter or digit for one that is written as its number. */
    private String entity(Matcher entity) {
        String base = entity.group(1);
        boolean hex = "#x".equals(base);
        if (base == null || !entity.group(2).matches(hex ? "[0-9A-Fa-f]{1,6}" : "[0-9]{1,7}")) {
            return entity.group();
        }
        int number = Integer.parseInt(entity.group(2), hex ? 16 : 10);
        return Character.isLetterOrDigit(number) ? scrambler.words(Character.toString(number)) : entity.group();
    }
}
