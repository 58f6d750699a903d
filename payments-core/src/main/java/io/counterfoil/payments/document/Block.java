package io.counterfoil.payments.document;

import java.util.List;

/** A part of a document. Immutable. */
public sealed interface Block
        permits Block.Heading, Block.Paragraph, Block.Facts, Block.Callout, Block.Section, Chart, Table {

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
    record Fact(String label, Cell value, String note, Tone tone) {
        /** A neutral value without a note. */
        public static Fact of(String label, Object value) {
            return new Fact(label, Cell.of(value), "", Tone.NEUTRAL);
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
