package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TextsProperties {

    @Property
    void everyTextComesBack(@ForAll char[] chars) {
        String text = new String(chars);
        String column = Texts.escape(text);
        assertThat(Texts.unescape(column)).isEqualTo(text);
        assertThat(column).doesNotContain("\u0000");
        assertThat(new String(column.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(column);
        assertThat(Texts.text(Texts.bytes(text))).isEqualTo(text);
    }
}
