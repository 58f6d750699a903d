package io.counterfoil.bankfiles.anonymise;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies formats of tags and texts: camt and OFX. A text belongs to the tag before it, also where it goes on in the next line. Not thread-safe: one file. */
final class TagCopy implements Anonymiser.LineCopy {

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&#?[A-Za-z0-9]{1,8};");

    private static final Set<String> OFX_AMOUNTS =
            Set.of("TRNAMT", "BALAMT", "AVAILCASH", "MARGINBALANCE", "SHORTBALANCE", "TOTAL");
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
    private boolean inTag;

    TagCopy(Scrambler scrambler, Names names) {
        this.scrambler = scrambler;
        this.names = names;
    }

    @Override
    public String line(String original) {
        StringBuilder copy = new StringBuilder(original.length());
        int at = 0;
        if (inTag) {
            int end = original.indexOf('>');
            if (end < 0) {
                return original;
            }
            inTag = false;
            at = end + 1;
            copy.append(original, 0, at);
        }
        Matcher tag = TAG.matcher(original);
        while (tag.find(at)) {
            copy.append(text(original.substring(at, tag.start()))).append(tag.group());
            enter(tag.group());
            at = tag.end();
        }
        int open = original.indexOf('<', at);
        if (open >= 0) {
            inTag = true;
            enter(original.substring(open) + ">");
            return copy.append(text(original.substring(at, open)))
                    .append(original, open, original.length())
                    .toString();
        }
        return copy.append(text(original.substring(at))).toString();
    }

    private void enter(String tag) {
        int from = tag.startsWith("</") ? 2 : 1;
        String whole = tag.substring(from).split("[\\s/>]", 2)[0];
        String local = whole.substring(whole.indexOf(':') + 1);
        name = tag.startsWith("</") || tag.startsWith("<?") || tag.startsWith("<!") ? "" : local;
        currency = tag;
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
            copy.append(scrambler.words(text.substring(at, entity.start()))).append(entity.group());
            at = entity.end();
        }
        return copy.append(scrambler.words(text.substring(at))).toString();
    }
}
