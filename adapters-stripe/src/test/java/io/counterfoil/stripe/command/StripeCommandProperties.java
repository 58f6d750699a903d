package io.counterfoil.stripe.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.fact.StripeAccountId;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class StripeCommandProperties {

    @Property
    @Label("STR-14 keys are equal exactly where commands are, whatever separators the values contain")
    void keyIsTheCommand(
            @ForAll @Size(max = 3)
                    Map<
                                    @Chars({'a', ':', ',', '1'}) @StringLength(max = 3) String,
                                    @Chars({'a', ':', ',', '1'}) @StringLength(max = 3) String>
                            one,
            @ForAll @Size(max = 3)
                    Map<
                                    @Chars({'a', ':', ',', '1'}) @StringLength(max = 3) String,
                                    @Chars({'a', ':', ',', '1'}) @StringLength(max = 3) String>
                            other) {
        StripeCommand a = command(one);
        StripeCommand b = command(other);
        assertThat(a.key().equals(b.key())).isEqualTo(a.equals(b));
        assertThat(a.key().value()).matches("cf1-[0-9a-f]{40}");
    }

    @Property
    @Label("STR-14 mode, account and generation are parts of the key")
    void everyPartCounts(@ForAll @AlphaChars @StringLength(min = 1, max = 8) String name) {
        StripeCommand test = StripeCommand.of(name, false);
        assertThat(test.key())
                .isNotEqualTo(StripeCommand.of(name, true).key())
                .isNotEqualTo(test.again().key())
                .isNotEqualTo(test.on(StripeAccountId.of("acct_1")).key())
                .isEqualTo(StripeCommand.of(name, false).key());
    }

    private static StripeCommand command(Map<String, String> parameters) {
        StripeCommand command = StripeCommand.of("refund.create", false);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            command = command.with(parameter.getKey(), parameter.getValue());
        }
        return command;
    }
}
