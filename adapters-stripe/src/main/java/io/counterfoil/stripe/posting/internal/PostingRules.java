package io.counterfoil.stripe.posting.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The table {@code stripe_postings.json}, read once: categories, types, balances and fee elements. Immutable. */
record PostingRules(
        Map<String, CategoryRule> categories,
        Map<String, TypeRule> types,
        Map<String, StripeAccountRole> balances,
        Map<String, FeeRule> fees,
        Map<String, StripeAccountRole> defaultFees) {

    private static final String TABLE = "stripe_postings.json";
    private static final String ABSENT = "(absent)";
    private static final String OTHERWISE = "(any other)";

    PostingRules {
        // A HashMap behind the view: every row looks up five words, and the maps of Map.copyOf divide at each look.
        categories = Collections.unmodifiableMap(new HashMap<>(categories));
        types = Collections.unmodifiableMap(new HashMap<>(types));
        balances = Collections.unmodifiableMap(new HashMap<>(balances));
        fees = Collections.unmodifiableMap(new HashMap<>(fees));
        defaultFees = Collections.unmodifiableMap(new HashMap<>(defaultFees));
    }

    /**
     * How one type of fee element is posted.
     *
     * @param role usually
     * @param inCategory in rows of these categories
     */
    record FeeRule(StripeAccountRole role, Map<String, StripeAccountRole> inCategory) {
        StripeAccountRole in(String category) {
            return inCategory.getOrDefault(category, role);
        }
    }

    static PostingRules read() {
        try (InputStream json = Objects.requireNonNull(PostingRules.class.getResourceAsStream(TABLE), TABLE)) {
            return of(JsonMapper.builder().build().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    /** The rule of a category that the table itself names. */
    CategoryRule category(String name) {
        return Objects.requireNonNull(categories.get(name), name);
    }

    /** The balance role; empty for a balance that is not known. */
    Optional<StripeAccountRole> balance(Optional<String> balanceType) {
        return Optional.ofNullable(balances.get(balanceType.orElse(ABSENT)));
    }

    /** Where a fee without elements goes. */
    StripeAccountRole defaultFee(String category) {
        return defaultFees.getOrDefault(category, Objects.requireNonNull(defaultFees.get(OTHERWISE)));
    }

    private static PostingRules of(JsonNode table) {
        Map<String, CategoryRule> categories = new LinkedHashMap<>();
        table.path("categories").forEach(row -> {
            CategoryRule rule = new CategoryRule(
                    row.path("category").asText(),
                    role(row.path("contra")).orElseThrow(),
                    role(row.path("contra_when_unlinked")),
                    sign(row.path("sign").asText()),
                    RowPosting.Effect.valueOf(row.path("effect").asText()));
            categories.put(rule.category(), rule);
        });
        Map<String, TypeRule> types = new LinkedHashMap<>();
        table.path("types").forEach(row -> {
            TypeRule rule = new TypeRule(
                    row.path("type").asText(),
                    row.path("category_if_null").asText(),
                    texts(row.path("declared_categories")),
                    role(row.path("contra_override")));
            types.put(rule.type(), rule);
        });
        Map<String, FeeRule> fees = new LinkedHashMap<>();
        table.path("fee_details").forEach(row -> {
            if (!row.has("break")) {
                fees.put(
                        row.path("type").asText(),
                        new FeeRule(role(row.path("role")).orElseThrow(), roles(row.path("in_category"))));
            }
        });
        Map<String, StripeAccountRole> balances = roles(table.path("balance_leg_by_balance_type"));
        return new PostingRules(categories, types, balances, fees, roles(table.path("default_fee_role")));
    }

    private static int sign(String text) {
        return switch (text) {
            case "+" -> 1;
            case "-" -> -1;
            case "*" -> 0;
            default -> throw new IllegalStateException(TABLE + " has sign '" + text + "', expected +, - or *");
        };
    }

    /** Roles by name; an entry that is no role by itself, such as the rule for the unknown, is left out. */
    private static Map<String, StripeAccountRole> roles(JsonNode object) {
        Map<String, StripeAccountRole> roles = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            if (!entry.getValue().asText().contains(" ")) {
                roles.put(entry.getKey(), role(entry.getValue()).orElseThrow());
            }
        });
        return roles;
    }

    private static Optional<StripeAccountRole> role(JsonNode node) {
        return node.isTextual() ? Optional.of(StripeAccountRole.valueOf(node.textValue())) : Optional.empty();
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(node -> texts.add(node.asText()));
        return Set.copyOf(texts);
    }
}
