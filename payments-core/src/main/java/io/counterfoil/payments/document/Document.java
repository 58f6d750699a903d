package io.counterfoil.payments.document;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A report as a value: a title and blocks. Immutable.
 *
 * @param title shown first
 * @param subtitle what period, which books; may be empty
 * @param blocks in reading order
 */
public record Document(String title, String subtitle, List<Block> blocks) {

    public Document {
        blocks = List.copyOf(blocks);
    }

    /** A document with the title. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    /** Builds documents block by block. Not thread-safe. */
    public static final class Builder {

        private final String title;
        private String subtitle = "";
        private final List<Block> blocks = new ArrayList<>();

        private Builder(String title) {
            this.title = title;
        }

        /** What period, which books. */
        public Builder subtitle(String text) {
            subtitle = text;
            return this;
        }

        /** Any block. */
        public Builder add(Block block) {
            blocks.add(block);
            return this;
        }

        /** All blocks of another document, without its title. */
        public Builder addAll(Document other) {
            blocks.addAll(other.blocks());
            return this;
        }

        /** A heading. */
        public Builder heading(String text) {
            return add(new Block.Heading(text));
        }

        /** A paragraph. */
        public Builder paragraph(String text) {
            return add(new Block.Paragraph(text));
        }

        /** Figures at a glance. */
        public Builder facts(Block.Fact... facts) {
            return add(new Block.Facts(List.of(facts)));
        }

        /** A message that must not be overlooked. */
        public Builder callout(Tone tone, String title, String text) {
            return add(new Block.Callout(tone, title, text));
        }

        /** A table. */
        public Builder table(Table table) {
            return add(table);
        }

        /** Blocks that can be folded away. */
        public Builder section(String title, boolean open, Consumer<Builder> content) {
            Builder inner = new Builder(title);
            content.accept(inner);
            return add(new Block.Section(title, open, inner.blocks));
        }

        /** The document. */
        public Document build() {
            return new Document(title, subtitle, blocks);
        }
    }

    /** A part of a document. Immutable. */
    public sealed interface Block
            permits Block.Heading, Block.Paragraph, Block.Facts, Block.Callout, Block.Section, Document.Chart, Table {

        /**
         * A heading below the title.
         *
         * @param text in words
         */
        record Heading(String text) implements Block {}

        /**
         * Running text.
         *
         * @param text one paragraph
         */
        record Paragraph(String text) implements Block {}

        /**
         * Figures that a reader takes in at a glance.
         *
         * @param facts in reading order
         */
        record Facts(List<Fact> facts) implements Block {
            public Facts {
                facts = List.copyOf(facts);
            }
        }

        /**
         * A labelled value.
         *
         * @param label what it is
         * @param value the value
         * @param note a few words below it; may be empty
         * @param tone how it should strike the reader
         */
        record Fact(String label, Table.Cell value, String note, Tone tone) {
            /** A neutral value without a note. */
            public static Fact of(String label, Object value) {
                return new Fact(label, Table.Cell.of(value), "", Tone.NEUTRAL);
            }
        }

        /**
         * A message that must not be overlooked.
         *
         * @param tone how grave
         * @param title what it is about
         * @param text what to know or do
         */
        record Callout(Tone tone, String title, String text) implements Block {}

        /**
         * Blocks that can be folded away on a page.
         *
         * @param title shown always
         * @param open whether it begins unfolded
         * @param blocks inside
         */
        record Section(String title, boolean open, List<Block> blocks) implements Block {
            public Section {
                blocks = List.copyOf(blocks);
            }
        }
    }

    /** How a figure or a message should strike the reader. Never the only carrier of a meaning: the words say it too. */
    public enum Tone {
        NEUTRAL,
        GOOD,
        CAUTION,
        BAD
    }

    /**
     * A bar chart. Bars have an integer length in a unit of the maker's choosing (minor units, days, counts) and a text that says the value, so that nothing
     * must be read off an axis.
     *
     * @param title what is shown
     * @param summary one sentence for a reader who does not see the picture
     * @param shape rows for a few named bars, columns for a series over time
     * @param bars in reading order
     */
    public record Chart(String title, String summary, Shape shape, List<Bar> bars) implements Document.Block {

        public Chart {
            bars = List.copyOf(bars);
        }

        /** The bar's size where the longest bar has the given one; any bar that is not zero is seen. */
        int scaled(Bar bar, int size) {
            BigInteger longest = bars.stream()
                    .map(b -> BigInteger.valueOf(b.length()).abs())
                    .max(BigInteger::compareTo)
                    .orElse(BigInteger.ZERO);
            if (longest.signum() == 0 || bar.length() == 0) {
                return 0;
            }
            return Math.max(
                    1,
                    BigInteger.valueOf(bar.length())
                            .abs()
                            .multiply(BigInteger.valueOf(size))
                            .divide(longest)
                            .intValue());
        }

        /** How bars lie. */
        public enum Shape {
            ROWS,
            COLUMNS
        }

        /**
         * One bar.
         *
         * @param label below or beside it
         * @param length in the chart's unit; negative bars are drawn by size and marked by their text
         * @param shown the value in words
         * @param tone its colour
         */
        public record Bar(String label, long length, String shown, Document.Tone tone) {}
    }
}
