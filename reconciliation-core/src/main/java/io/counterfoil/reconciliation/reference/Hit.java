package io.counterfoil.reconciliation.reference;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Evidence.Fact;
import io.counterfoil.reconciliation.reference.OpenIds.Entry;
import io.counterfoil.reconciliation.reference.OpenIds.Fit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A stretch of the folded text and what it was found to be. Immutable. */
record Hit(ReferenceExtractor.Strength referenceClass, int start, int end, boolean weak, Named named) {

    /**
     * What a stretch names.
     *
     * @param scheme scheme, pattern or open item
     * @param value empty where contested
     * @param openItem the open item named
     * @param contenders open items that fit equally well
     * @param others other schemes whose check digits agree
     */
    record Named(
            String scheme,
            Optional<String> value,
            Optional<String> openItem,
            List<String> contenders,
            List<ReferenceScheme> others) {

        static Named of(Fit fit) {
            List<String> ids = fit.entries().stream().map(Entry::id).toList();
            Optional<String> id = fit.unique() ? Optional.of(ids.get(0)) : Optional.empty();
            return new Named(ReferenceExtractor.Found.OPEN_ITEM, id, id, fit.unique() ? List.of() : ids, List.of());
        }

        static Named of(Entry entry) {
            Optional<String> id = Optional.of(entry.id());
            return new Named(ReferenceExtractor.Found.OPEN_ITEM, id, id, List.of(), List.of());
        }

        static Named of(List<ReferenceScheme> schemes, String value, Optional<String> openItem) {
            return new Named(
                    schemes.get(0).name(), Optional.of(value), openItem, List.of(), schemes.subList(1, schemes.size()));
        }
    }

    int length() {
        return end - start;
    }

    ReferenceExtractor.Found toFound(RemittanceText text) {
        String written = text.written(start, end).strip();
        return ReferenceExtractor.Found.builder()
                .referenceClass(referenceClass)
                .scheme(named.scheme())
                .value(named.value())
                .openItem(named.openItem())
                .start(text.writtenStart(start))
                .end(text.writtenEnd(end))
                .weak(weak)
                .contenders(named.contenders())
                .evidence(Evidence.lazily(() -> List.of(fact(written))))
                .build();
    }

    private Fact fact(String written) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("scheme", named.scheme());
        named.openItem().ifPresent(id -> attributes.put("openItem", id));
        if (!named.others().isEmpty()) {
            attributes.put("otherSchemes", String.join(" ", names(named.others())));
        }
        return new Fact(referenceClass, "'" + written + "' " + predicate(), attributes);
    }

    private String predicate() {
        if (!named.contenders().isEmpty()) {
            List<String> shown =
                    named.contenders().subList(0, Math.min(5, named.contenders().size()));
            return (referenceClass == ReferenceExtractor.Strength.NEAR ? "is one edit away from " : "fits ")
                    + named.contenders().size() + " open items equally well: " + String.join(", ", shown)
                    + (shown.size() < named.contenders().size() ? " and others" : "");
        }
        String item = named.openItem().orElse("");
        String said = switch (referenceClass) {
            case STRUCTURED -> "is a structured reference whose check digits agree with " + named.scheme();
            case CHECK_DIGIT -> "has the check digits of " + named.scheme();
            case PATTERN -> "has the form of the creditor's references '" + named.scheme() + "'";
            case DICTIONARY -> "names open item " + item;
            case NEAR -> "is one edit away from open item " + item + " only, which counts with amount or party";
            case PARTIAL -> "is a part of open item " + item + " only, which counts with amount or party";
        };
        boolean both = !named.scheme().equals(ReferenceExtractor.Found.OPEN_ITEM) && !item.isEmpty();
        return said + (both ? " and names open item " + item : "") + (weak ? ", weakly" : "");
    }

    private static List<String> names(List<ReferenceScheme> schemes) {
        return schemes.stream().map(ReferenceScheme::name).toList();
    }
}
