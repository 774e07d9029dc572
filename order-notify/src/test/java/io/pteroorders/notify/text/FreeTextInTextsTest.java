package io.pteroorders.notify.text;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.customer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type cannot forge the message around it. */
class FreeTextInTextsTest {

    private final OrderTexts texts = Samples.orderTexts();

    private static Order typed(String name, String reason) {
        Order pending = anOrder(1).by(customer(name, "6281234567890")).pending();
        return Samples.moved(pending, OrderStatus.CANCELLED, Samples.ANDI.text(), reason);
    }

    private String toAdmin(Order order) {
        return texts.texts()
                .render(
                        NotificationText.ORDER_CANCELLED_ADMIN,
                        Language.ENGLISH,
                        texts.forAdmin(order, Language.ENGLISH));
    }

    private static String expected(String name, String reason) {
        return "❌ *Order cancelled*\n\nID: ORD-TEST0-00001\nCustomer: 6281****890 (" + name
                + ")\nPackage: BRONZE, 1 month\nBy: admin 6289****001\nReason: " + reason;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{orderId}}",
                "{{#reason}}",
                "{{/reason}}",
                "{{{total}}}",
                "{{> x}}",
                "${jndi:ldap://x}",
                "%s %d",
                "$1 \\1"
            })
    void aValueIsInsertedOnceAndNeverExpanded(String value) {
        assertEquals(expected(value, value), toAdmin(typed(value, value)));
    }

    @Test
    void aValueMarksNothingUp() {
        assertEquals(
                expected("\uFF0Abold\uFF0A", "\uFF3Fi\uFF3F \uFF5Es\uFF5E \u02CB\u02CB\u02CBcode\u02CB\u02CB\u02CB"),
                toAdmin(typed("*bold*", "_i_ ~s~ ```code```")));
    }

    @Test
    void aValueBeginsNoLine() {
        assertEquals(
                expected("Budi \uFF0AStatus:\uFF0A COMPLETED", "a > quote - item 1. one"),
                toAdmin(typed("Budi\n*Status:* COMPLETED", "a\r\n> quote\u2028- item\u0085\n\n1. one")));
    }

    @Test
    void aValueHidesNothing() {
        assertEquals(
                expected("Budi", "refund \uFFFD now"),
                toAdmin(typed("\u202EBu\u200Bdi\u2066\u0000\u0007\u001B", "\uFEFFrefund\u00AD \uD83D now\u2069")));
    }

    @Test
    void emptyAndInvisibleValuesLeaveTheirSectionOut() {
        String text = toAdmin(typed("\u200B\u202E", " \u2066\n "));
        assertTrue(text.endsWith("\nBy: admin 6289****001"), text);
        assertTrue(text.contains("6281****890\n"), text);
    }

    @Test
    void aLongValueStaysWhole() {
        String reason = "{{reason}}\uFF0A ".repeat(5_500).strip();
        assertTrue(reason.length() > 64 << 10);
        assertEquals(expected("Budi", reason), toAdmin(typed("Budi", reason.replace('\uFF0A', '*'))));
    }

    @Test
    void whatIsCopiedStaysAsItIs() {
        Order rich = Samples.rich(OrderStatus.COMPLETED);
        Order completed = rich.withServerId(rich.updatedAt(), "srv_1-a.b_c");
        Variables variables = texts.forCustomer(completed, Language.ENGLISH);
        assertEquals("srv_1-a.b_c", variables.asText().get("serverId"));
        assertEquals("ORD-TEST0-00001", variables.asText().get("orderId"));
        assertEquals("wa.me/6289990000001", variables.asText().get("contact"));
    }

    @Test
    void whoDidItIsNamedWithoutTheirNumber() {
        Order order = typed("Budi", "");
        assertEquals("system", texts.by("system", order, Language.ENGLISH));
        assertEquals("pelanggan", texts.by("6281234567890@s.whatsapp.net", order, Language.INDONESIAN));
        assertEquals("admin 6289****001", texts.by("6289990000001@s.whatsapp.net", order, Language.INDONESIAN));
        String named = texts.by("Admin *Andi*", order, Language.ENGLISH);
        assertEquals("admin Admin \uFF0AAndi\uFF0A", named);
        assertFalse(texts.by("6281234567891@s.whatsapp.net", order, Language.ENGLISH)
                .contains("customer"));
    }
}
