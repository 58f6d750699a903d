package io.counterfoil.bankfiles.camt;

import java.util.ArrayList;
import java.util.List;

/** A small part of a message, read as a whole: local name, text, currency attribute, children. Not thread-safe. */
final class Node {

    private static final Node NOTHING = new Node("", "", 0, 0);

    private final String name;
    private final String currency;
    private final int line;
    private final int column;
    private final List<Node> children = new ArrayList<>(4);
    private final StringBuilder text = new StringBuilder();

    Node(String name, String currency, int line, int column) {
        this.name = name;
        this.currency = currency;
        this.line = line;
        this.column = column;
    }

    String name() {
        return name;
    }

    /** The attribute {@code Ccy}; empty where there is none. */
    String currency() {
        return currency;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    List<Node> children() {
        return children;
    }

    void add(Node child) {
        children.add(child);
    }

    StringBuilder writer() {
        return text;
    }

    /** The text of this element alone, trimmed. */
    String text() {
        return text.toString().strip();
    }

    boolean isPresent() {
        return !name.isEmpty();
    }

    /** The first descendant on the path; a node that is not present where there is none. */
    Node at(String... path) {
        Node at = this;
        for (String step : path) {
            at = at.first(step);
        }
        return at;
    }

    /** The text at the path; empty where there is none. */
    String textAt(String... path) {
        return at(path).text();
    }

    /** Every child with the name. */
    List<Node> all(String childName) {
        List<Node> found = new ArrayList<>();
        for (Node child : children) {
            if (child.name.equals(childName)) {
                found.add(child);
            }
        }
        return found;
    }

    private Node first(String childName) {
        for (Node child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return NOTHING;
    }
}
