package io.pteroorders.notify.text;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.customer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Samples;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FreeTextPropertiesTest {

    private static final OrderTexts TEXTS = Samples.orderTexts();
    private static final CharMatcher MARKUP = CharMatcher.anyOf("*_~`");
    private static final Pattern INSIDE_WORD = Pattern.compile("(?<=[\\p{L}\\p{Nd}])[*_~]+(?=[\\p{L}\\p{Nd}])");

    @Property
    void whateverIsTypedTheMessageAroundItStaysTheSame(
            @ForAll @From("typed") String name, @ForAll @From("typed") String reason) {
        List<String> lines = Splitter.on('\n').splitToList(rendered("x" + name, "x" + reason));
        List<String> plain = Splitter.on('\n').splitToList(rendered("x", "x"));
        assertEquals(plain.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).startsWith(plain.get(i).replaceFirst("x\\)?$", "")), lines.get(i));
            assertEquals(marks(plain.get(i)), marks(lines.get(i)));
        }
    }

    /** Between letters or digits these signs mark nothing up. */
    private static String marks(String line) {
        return MARKUP.retainFrom(INSIDE_WORD.matcher(line).replaceAll(""));
    }

    @Provide
    static Arbitrary<String> typed() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.strings().withChars("*_~`{}#/>\n\r\u2028\u202E ab").ofMaxLength(60));
    }

    private static String rendered(String name, String reason) {
        Order pending = anOrder(1).by(customer(name, "6281234567890")).pending();
        Order cancelled = Samples.moved(pending, OrderStatus.CANCELLED, "system", reason);
        return TEXTS.texts()
                .render(
                        NotificationText.ORDER_CANCELLED_ADMIN,
                        Language.ENGLISH,
                        TEXTS.forAdmin(cancelled, Language.ENGLISH));
    }
}
