package io.counterfoil.reconciliation.reference;

import io.counterfoil.reconciliation.reference.Hit.Named;
import io.counterfoil.reconciliation.reference.OpenIds.Entry;
import io.counterfoil.reconciliation.reference.OpenIds.Fit;
import io.counterfoil.reconciliation.reference.Prefixes.Prefix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the ids of open items: exactly, one edit away, in part. Immutable. */
final class DictionarySearch {

    /** Near and partial references are as long. */
    private static final int SHORTEST_INEXACT = 6;

    private static final int MOST_ZEROS = 32;
    private static final int MOST_LETTERS_READ_AS_DIGITS = 4;
    private static final int MOST_GROUPS = 4;
    private static final Comparator<Hit> LONGEST_FIRST =
            Comparator.comparingInt(Hit::length).reversed().thenComparingInt(Hit::start);
    private static final Set<String> CURRENCIES = Set.of(
            "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "INR", "JPY", "KRW",
            "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "USD", "ZAR");

    private final OpenIds ids;
    private final OpenIds words;
    private final Prefixes prefixes;

    /**
     * A search.
     *
     * @param ids open ids with a digit
     * @param words open ids without one
     */
    DictionarySearch(OpenIds ids, OpenIds words, Prefixes prefixes) {
        this.ids = ids;
        this.words = words;
        this.prefixes = prefixes;
    }

    List<Hit> search(RemittanceText text) {
        List<Hit> exact = new ArrayList<>();
        List<Span> groups = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            if (text.isWord(at) && !text.isWord(at - 1)) {
                word(text, at, exact);
            }
            if (startsNumber(text, at)) {
                number(text, at, exact);
                groups(text, at, groups);
            }
        }
        List<Hit> chosen = choose(exact, new BitSet());
        BitSet starts = new BitSet();
        BitSet ends = new BitSet();
        chosen.forEach(hit -> {
            starts.set(hit.start());
            ends.set(hit.end());
        });
        Map<Boolean, List<Hit>> doubtful = chosen.stream()
                .collect(Collectors.partitioningBy(hit -> (text.tiedAfter(hit.end()) && !starts.get(hit.end() + 1))
                        || (text.tiedBefore(hit.start()) && !ends.get(hit.start() - 1))));
        BitSet taken = new BitSet();
        List<Hit> found = new ArrayList<>(choose(doubtful.getOrDefault(false, List.of()), taken));
        found.addAll(inexact(groups, taken, span -> near(text, span)));
        found.addAll(inexact(groups, taken, span -> partial(text, span)));
        choose(doubtful.getOrDefault(true, List.of()), taken)
                .forEach(hit -> found.add(new Hit(hit.referenceClass(), hit.start(), hit.end(), true, hit.named())));
        return found;
    }

    /** The longest hits that overlap neither each other nor what is taken; they are taken from then on. */
    private static List<Hit> choose(List<Hit> hits, BitSet taken) {
        List<Hit> chosen = new ArrayList<>();
        hits.stream().sorted(LONGEST_FIRST).forEach(hit -> {
            if (isFree(hit.start(), hit.end(), taken)) {
                taken.set(hit.start(), hit.end());
                chosen.add(hit);
            }
        });
        return chosen;
    }

    private static boolean isFree(int start, int end, BitSet taken) {
        int next = taken.nextSetBit(start);
        return next < 0 || next >= end;
    }

    private static boolean startsNumber(RemittanceText text, int at) {
        if (text.isDigit(at)) {
            return !text.isDigit(at - 1) && !digitBeforeLikeness(text, at);
        }
        return Ocr.isLikeDigit(text.at(at)) && !digitBeforeLikeness(text, at) && likenessEndsInDigit(text, at);
    }

    /** Whether only letters that look like digits part the place from a digit before it. */
    private static boolean digitBeforeLikeness(RemittanceText text, int at) {
        int back = at - 1;
        while (Ocr.isLikeDigit(text.at(back)) && at - back <= MOST_LETTERS_READ_AS_DIGITS) {
            back--;
        }
        return text.isDigit(back);
    }

    private static boolean likenessEndsInDigit(RemittanceText text, int at) {
        int on = at;
        while (Ocr.isLikeDigit(text.at(on)) && on - at < MOST_LETTERS_READ_AS_DIGITS) {
            on++;
        }
        return text.isDigit(on);
    }

    /** Whether an id may end after the character: not between two digits, nor before letters that look like digits and go on to one. */
    private static boolean endsNumber(RemittanceText text, int last) {
        if (!text.isWord(last + 1)) {
            return true;
        }
        if (text.isDigit(last)) {
            return !text.isDigit(last + 1) && !likenessEndsInDigit(text, last + 1);
        }
        return text.isDigit(last + 1) && !Ocr.isLikeDigit(text.at(last));
    }

    private void number(RemittanceText text, int start, List<Hit> hits) {
        List<Prefix> before = prefixes.before(text, start);
        StringBuilder compact = new StringBuilder();
        int zeros = 0;
        for (int at = start; at >= 0; ) {
            compact.append(text.at(at));
            boolean leading = compact.length() == zeros + 1 && Ocr.digit(text.at(at)) == '0';
            zeros += leading ? 1 : 0;
            if (compact.length() - zeros > ids.longest() || zeros > MOST_ZEROS) {
                return;
            }
            if (endsNumber(text, at)) {
                String core = Entry.core(compact, 0);
                if (!leading && !ids.hasHead(core)) {
                    return;
                }
                Span span = new Span(start, at + 1, compact.toString(), before);
                ids.fit(core, before)
                        .flatMap(fit -> exact(text, span, core, fit))
                        .ifPresent(hits::add);
            }
            at = text.isWord(at + 1) ? at + 1 : text.join(at + 1);
        }
    }

    private Optional<Hit> exact(RemittanceText text, Span span, String core, Fit fit) {
        int prefix = fit.byPrefix() ? fit.entries().get(0).prefix().length() : 0;
        long digits = core.chars().filter(c -> c >= '0' && c <= '9').count();
        boolean longEnough = fit.byCoreAlone()
                ? digits >= OpenIds.SHORTEST
                : prefix + span.compact().length() >= OpenIds.SHORTEST;
        if (!longEnough) {
            return Optional.empty();
        }
        int start = fit.byPrefix() ? fit.start() : span.start();
        boolean weak = fit.contradicted()
                || (!fit.byPrefix()
                        && (DateShape.isDateLike(text, span.start(), span.end())
                                || besideCurrency(text, span)
                                || fewLettersFollow(text, span.end())));
        return Optional.of(new Hit(ReferenceExtractor.Strength.DICTIONARY, start, span.end(), weak, Named.of(fit)));
    }

    private static boolean besideCurrency(RemittanceText text, Span span) {
        int after = text.isWord(span.end()) ? span.end() : text.at(span.end()) == ' ' ? span.end() + 1 : -1;
        int before =
                text.isWord(span.start() - 1) ? span.start() : text.at(span.start() - 1) == ' ' ? span.start() - 1 : -1;
        return (after > 0
                        && text.isWord(after + 2)
                        && !text.isWord(after + 3)
                        && CURRENCIES.contains(text.compact(after, after + 3)))
                || (before > 0 && CURRENCIES.contains(text.compact(text.wordStart(before), before)));
    }

    /** One or two letters tied to a number make another number of it: 1042A is not 1042. */
    private static boolean fewLettersFollow(RemittanceText text, int end) {
        return text.isLetter(end) && !(text.isWord(end + 1) && text.isWord(end + 2));
    }

    /** Ids without a digit, from word to word. */
    private void word(RemittanceText text, int start, List<Hit> hits) {
        StringBuilder compact = new StringBuilder();
        for (int at = start; at >= 0; ) {
            if (text.isDigit(at) || compact.length() >= words.longest()) {
                return;
            }
            compact.append(text.at(at));
            if (!text.isWord(at + 1)) {
                String core = compact.toString();
                if (!words.hasHead(core)) {
                    return;
                }
                int end = at + 1;
                words.fit(core, List.of())
                        .ifPresent(fit -> hits.add(
                                new Hit(ReferenceExtractor.Strength.DICTIONARY, start, end, false, Named.of(fit))));
            }
            at = text.isWord(at + 1) ? at + 1 : text.join(at + 1);
        }
    }

    /** Stretches from here that are not tied to further digits: what may be an id with a fault. */
    private void groups(RemittanceText text, int start, List<Span> groups) {
        if (text.tiedBefore(start)) {
            return;
        }
        List<Prefix> before = prefixes.before(text, start);
        StringBuilder compact = new StringBuilder();
        int count = 0;
        for (int at = start; at >= 0 && compact.length() <= ids.longest() + MOST_ZEROS; ) {
            compact.append(text.at(at));
            if (!text.isWord(at + 1) && !text.tiedAfter(at + 1)) {
                Span span = new Span(start, at + 1, compact.toString(), before);
                if (!before.isEmpty() || !DateShape.isDateLike(text, start, at + 1)) {
                    groups.add(span);
                }
                if (++count == MOST_GROUPS) {
                    return;
                }
            }
            at = text.isWord(at + 1) ? at + 1 : text.join(at + 1);
        }
    }

    private static List<Hit> inexact(List<Span> groups, BitSet taken, Function<Span, Optional<Hit>> search) {
        List<Hit> hits = new ArrayList<>();
        for (Span span : groups) {
            if (isFree(span.start(), span.end(), taken)) {
                search.apply(span).ifPresent(hits::add);
            }
        }
        return choose(hits, taken);
    }

    private Optional<Hit> near(RemittanceText text, Span span) {
        String core = Entry.core(span.compact(), 0);
        int prefix = span.before().stream()
                .mapToInt(p -> p.canonical().length())
                .max()
                .orElse(0);
        if (prefix + core.length() < SHORTEST_INEXACT) {
            return Optional.empty();
        }
        return ids.near(core, span.before())
                .map(fit -> new Hit(
                        ReferenceExtractor.Strength.NEAR,
                        fit.byPrefix() ? fit.start() : span.start(),
                        span.end(),
                        besideCurrency(text, span),
                        Named.of(fit)));
    }

    private Optional<Hit> partial(RemittanceText text, Span span) {
        String tail = Entry.core("1" + span.compact(), 0).substring(1);
        String head = Entry.core(span.compact(), 0);
        if (tail.length() < SHORTEST_INEXACT) {
            return Optional.empty();
        }
        return ids.partial(head, tail, span.before())
                .map(entry -> new Hit(
                        ReferenceExtractor.Strength.PARTIAL,
                        span.start(),
                        span.end(),
                        besideCurrency(text, span),
                        Named.of(entry)));
    }

    /**
     * A stretch of the text.
     *
     * @param start first index
     * @param end index after the last
     * @param compact its letters and digits
     * @param before known prefixes before it
     */
    private record Span(int start, int end, String compact, List<Prefix> before) {}
}
