package io.counterfoil.reconciliation.reference;

import io.counterfoil.reconciliation.reference.Hit.Named;
import io.counterfoil.reconciliation.reference.OpenIds.Entry;
import io.counterfoil.reconciliation.reference.OpenIds.Fit;
import io.counterfoil.reconciliation.reference.Prefixes.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds references with check digits. Immutable. */
final class SchemeSearch {

    /** A number without a scheme's word or layout needs as many digits. */
    private static final int FEWEST_BARE_DIGITS = 10;

    /** Schemes by how little chance passes them: fixed length and high modulus first. */
    private static final List<ReferenceScheme> STRICTEST_FIRST = List.of(
            ReferenceScheme.ISO11649,
            ReferenceScheme.BE_OGM,
            ReferenceScheme.CH_QRR,
            ReferenceScheme.NL_BETALINGSKENMERK,
            ReferenceScheme.DK_FIK71,
            ReferenceScheme.SE_OCR_LENGTH,
            ReferenceScheme.NO_KID_MOD10,
            ReferenceScheme.NO_KID_MOD11,
            ReferenceScheme.FI_VIITE,
            ReferenceScheme.EE_VIITE,
            ReferenceScheme.SE_OCR);

    /** The groups of digits in which a scheme is printed. */
    private static final Map<ReferenceScheme, List<Integer>> LAYOUTS = Map.of(
            ReferenceScheme.BE_OGM, List.of(3, 4, 5),
            ReferenceScheme.CH_QRR, List.of(2, 5, 5, 5, 5, 5),
            ReferenceScheme.NL_BETALINGSKENMERK, List.of(4, 4, 4, 4));

    /** Words that announce a scheme. */
    private static final Map<String, Set<ReferenceScheme>> WORDS = Map.of(
            "KID", Set.of(ReferenceScheme.NO_KID_MOD10, ReferenceScheme.NO_KID_MOD11),
            "OCR", Set.of(ReferenceScheme.SE_OCR, ReferenceScheme.SE_OCR_LENGTH),
            "VIITE", Set.of(ReferenceScheme.FI_VIITE, ReferenceScheme.EE_VIITE),
            "VIITENRO", Set.of(ReferenceScheme.FI_VIITE),
            "VIITENUMERO", Set.of(ReferenceScheme.FI_VIITE),
            "VIITENUMBER", Set.of(ReferenceScheme.EE_VIITE),
            "FIK", Set.of(ReferenceScheme.DK_FIK71),
            "BETALINGSKENMERK", Set.of(ReferenceScheme.NL_BETALINGSKENMERK));

    private static final String DANISH_SLIP = "+71<";

    private final List<ReferenceScheme> schemes;
    private final Prefixes prefixes;
    private final OpenIds ids;

    SchemeSearch(Collection<ReferenceScheme> schemes, Prefixes prefixes, OpenIds ids) {
        this.schemes = STRICTEST_FIRST.stream().filter(schemes::contains).toList();
        this.prefixes = prefixes;
        this.ids = ids;
    }

    /** The field's whole content as a structured reference. */
    Optional<Hit> structured(String field, RemittanceText text) {
        List<ReferenceScheme> holding = holding(schemes, field);
        return holding.isEmpty()
                ? Optional.empty()
                : holding.get(0)
                        .parse(field)
                        .value()
                        .map(value -> new Hit(
                                ReferenceExtractor.Strength.STRUCTURED,
                                0,
                                text.length(),
                                false,
                                Named.of(holding, value, openItem(value))));
    }

    /** References whose form is unmistakable: RF, the Belgian and the Swiss layouts. They are found before card numbers are masked. */
    List<Hit> unmistakable(RemittanceText text) {
        List<Hit> hits = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            if (!text.isWord(at) || text.isWord(at - 1)) {
                continue;
            }
            Optional<Hit> hit = isOn(ReferenceScheme.ISO11649) ? creditorReference(text, at) : Optional.empty();
            int start = at;
            hit.or(() -> layout(text, start, ReferenceScheme.BE_OGM))
                    .or(() -> layout(text, start, ReferenceScheme.CH_QRR))
                    .or(() -> swiss(text, start))
                    .ifPresent(found -> claim(found, text, hits));
        }
        return hits;
    }

    /** Numbers that pass a scheme and have ten digits or more, the scheme's word before them, or are an open item. */
    List<Hit> bare(RemittanceText text) {
        List<Hit> hits = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            if (!text.isDigit(at) || text.isWord(at - 1)) {
                continue;
            }
            int start = at;
            layout(text, at, ReferenceScheme.NL_BETALINGSKENMERK)
                    .or(() -> number(text, start))
                    .ifPresent(found -> claim(found, text, hits));
        }
        return hits;
    }

    private static void claim(Hit hit, RemittanceText text, List<Hit> hits) {
        hits.add(hit);
        text.mask(hit.start(), hit.end());
    }

    private boolean isOn(ReferenceScheme scheme) {
        return schemes.contains(scheme);
    }

    private List<ReferenceScheme> holding(Collection<ReferenceScheme> among, String value) {
        return schemes.stream()
                .filter(scheme -> among.contains(scheme) && scheme.holds(value))
                .toList();
    }

    private Optional<Hit> found(RemittanceText text, int start, int end, List<ReferenceScheme> holding) {
        String value = text.compact(start, end);
        return holding.isEmpty() || isZero(value)
                ? Optional.empty()
                : Optional.of(new Hit(
                        ReferenceExtractor.Strength.CHECK_DIGIT,
                        start,
                        end,
                        DateShape.isDateLike(text, start, end),
                        Named.of(holding, value, openItem(value))));
    }

    private static boolean isZero(String value) {
        return value.chars().allMatch(c -> c == '0');
    }

    /** RF, check digits and body: a word alone, or blocks of four; where several ends agree, the longest in blocks. */
    private Optional<Hit> creditorReference(RemittanceText text, int start) {
        if (text.at(start) != 'R' || text.at(start + 1) != 'F') {
            return Optional.empty();
        }
        int inBlocks = -1;
        int otherwise = -1;
        boolean blocks = true;
        int from = start;
        int length = 0;
        while (from >= 0 && length < ReferenceScheme.ISO11649.longest()) {
            int end = text.wordEnd(from);
            length += end - from;
            boolean holds = length <= ReferenceScheme.ISO11649.longest()
                    && ReferenceScheme.ISO11649.holds(text.compact(start, end));
            if (holds && blocks && (from == start || end - from <= 4)) {
                inBlocks = end;
            } else if (holds && otherwise < 0) {
                otherwise = end;
            }
            blocks &= end - from == 4;
            from = " -/.".indexOf(text.at(end)) >= 0 && text.isWord(end + 1) ? end + 1 : -1;
        }
        int end = inBlocks > 0 ? inBlocks : otherwise;
        return end < 0 ? Optional.empty() : found(text, start, end, List.of(ReferenceScheme.ISO11649));
    }

    /** The scheme in its printed groups of digits. */
    private Optional<Hit> layout(RemittanceText text, int start, ReferenceScheme scheme) {
        List<Integer> groups = LAYOUTS.getOrDefault(scheme, List.of());
        if (!isOn(scheme) || text.tiedBefore(start)) {
            return Optional.empty();
        }
        int at = start;
        for (int group = 0; group < groups.size(); group++) {
            boolean joined = group == 0 || " /-.".indexOf(text.at(at++)) >= 0;
            int end = text.digitsEnd(at);
            if (!joined || end - at != groups.get(group) || text.isWord(end)) {
                return Optional.empty();
            }
            at = end;
        }
        return text.tiedAfter(at)
                ? Optional.empty()
                : found(text, start, at, holding(List.of(scheme), text.compact(start, at)));
    }

    /** The Swiss reference in one piece. */
    private Optional<Hit> swiss(RemittanceText text, int start) {
        int end = start + ReferenceScheme.CH_QRR.longest();
        return text.digitsEnd(start) == end && !text.isWord(end)
                ? found(text, start, end, holding(List.of(ReferenceScheme.CH_QRR), text.compact(start, end)))
                : Optional.empty();
    }

    /** A number in one piece. */
    private Optional<Hit> number(RemittanceText text, int start) {
        int end = text.digitsEnd(start);
        if (text.isWord(end) || end - start < OpenIds.SHORTEST || end - start > 27) {
            return Optional.empty();
        }
        String digits = text.compact(start, end);
        Set<ReferenceScheme> announced = announced(text, start);
        if (!announced.isEmpty()) {
            boolean dashed = text.at(end) == '-' && !text.isWord(end + 1);
            List<ReferenceScheme> holding = holding(announced, digits);
            if (holding.isEmpty() && dashed && announced.contains(ReferenceScheme.NO_KID_MOD11)) {
                return dashed(text, start, end);
            }
            if (!holding.isEmpty()) {
                return found(text, start, end, holding);
            }
        }
        if (text.tiedBefore(start) || text.tiedAfter(end) || tiedToWord(text, start)) {
            return Optional.empty();
        }
        List<Prefix> before = prefixes.before(text, start);
        Optional<Fit> fit = ids.fit(Entry.core(digits, 0), before);
        boolean itself = fit.isPresent()
                && fit.get().unique()
                && fit.get().entries().get(0).prefix().isEmpty()
                && compact(fit.get().entries().get(0).id()).equals(digits);
        return itself || (fit.isEmpty() && digits.length() >= FEWEST_BARE_DIGITS)
                ? found(text, start, end, holding(schemes, digits))
                : Optional.empty();
    }

    private Optional<Hit> dashed(RemittanceText text, int start, int end) {
        String value = text.compact(start, end) + '-';
        List<ReferenceScheme> holding = holding(List.of(ReferenceScheme.NO_KID_MOD11), value);
        return holding.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hit(
                        ReferenceExtractor.Strength.CHECK_DIGIT,
                        start,
                        end + 1,
                        false,
                        Named.of(holding, value, openItem(value))));
    }

    private Set<ReferenceScheme> announced(RemittanceText text, int start) {
        boolean slip = start >= DANISH_SLIP.length();
        for (int at = 0; slip && at < DANISH_SLIP.length(); at++) {
            slip = text.at(start - DANISH_SLIP.length() + at) == DANISH_SLIP.charAt(at);
        }
        if (slip) {
            return Set.of(ReferenceScheme.DK_FIK71);
        }
        int end = text.joinBack(start);
        return end < 0 ? Set.of() : WORDS.getOrDefault(text.compact(text.wordStart(end), end), Set.of());
    }

    private static boolean tiedToWord(RemittanceText text, int start) {
        return "-/._#".indexOf(text.at(start - 1)) >= 0 && text.isLetter(start - 2);
    }

    /** The open item that a reference with check digits names: itself, or the body of a creditor reference. */
    Optional<String> openItem(String value) {
        Optional<String> whole = named(value);
        return whole.isEmpty() && value.startsWith("RF") ? named(value.substring(4)) : whole;
    }

    /** The one open item with the same normal form. */
    Optional<String> named(String value) {
        return Entry.of(value, prefixes)
                .flatMap(entry -> ids.fit(
                                entry.core(),
                                entry.prefix().isEmpty() ? List.of() : List.of(new Prefix(entry.prefix(), 0)))
                        .filter(fit -> fit.unique() && !fit.byCoreAlone())
                        .map(fit -> fit.entries().get(0).id()));
    }

    private static String compact(String id) {
        RemittanceText text = RemittanceText.of(id);
        return text.compact(0, text.length());
    }
}
