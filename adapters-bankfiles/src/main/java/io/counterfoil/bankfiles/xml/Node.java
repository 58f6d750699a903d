package io.counterfoil.bankfiles.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small part of a message, read as a whole: local name, text, currency attribute, children. Not thread-safe. */
public final class Node {

    private static final Node NOTHING = new Node("", "", 0, 0);

    private final String name;
    private final String currency;
    private final int line;
    private final int column;
    private List<Node> children = List.of();
    private String text = "";
    private Map<String, String> attributes = Map.of();

    /** An element without text or children yet. */
    public Node(String name, String currency, int line, int column) {
        this.name = name;
        this.currency = currency;
        this.line = line;
        this.column = column;
    }

    /** The local name. */
    public String name() {
        return name;
    }

    /** The attribute {@code Ccy}; empty where there is none. */
    public String currency() {
        return currency;
    }

    /** Every attribute by its local name; empty where the cursor was not asked to keep them. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Keeps attributes. */
    void keep(Map<String, String> found) {
        attributes = found;
    }

    /** The line of its start. */
    public int line() {
        return line;
    }

    /** The column of its start. */
    public int column() {
        return column;
    }

    /** The elements in it, in order. */
    public List<Node> children() {
        return children;
    }

    /** Puts an element into it. */
    public void add(Node child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(4);
        }
        children.add(child);
    }

    /** Takes its text. */
    void write(String stripped) {
        text = stripped;
    }

    /** The text of this element alone, trimmed. */
    public String text() {
        return text;
    }

    /** Whether there is such an element. */
    public boolean isPresent() {
        return !name.isEmpty();
    }

    /** The first descendant on the path; a node that is not present where there is none. */
    public Node at(String... path) {
        Node at = this;
        for (String step : path) {
            at = at.first(step);
        }
        return at;
    }

    /** The text at the path; empty where there is none. */
    public String textAt(String... path) {
        return at(path).text();
    }

    /** Every child with the name. */
    public List<Node> all(String childName) {
        List<Node> found = List.of();
        for (Node child : children) {
            if (child.name.equals(childName)) {
                found = found.isEmpty() ? new ArrayList<>(4) : found;
                found.add(child);
            }
        }
        return found;
    }

    private Node first(String childName) {
        for (int i = 0; i < children.size(); i++) {
            Node child = children.get(i);
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return NOTHING;
    }
}
