package io.pteroorders.notify.text;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever an operator writes as a template, it is refused, or fills in values and no more. */
class TemplateFuzzTest {

    private static final String ID = "ORD-7K2QM-X0R4T";
    private static final String NAME = "#{{orderId}}{{/x}}";

    private static final Variables VALUES = values();

    private static Variables values() {
        Variables.Builder values = Variables.builder();
        OrderTexts.VARIABLES.forEach(name -> values.put(name, "value"));
        return values.put("orderId", ID).typed("customerName", NAME).build();
    }

    @FuzzTest
    void aTemplateIsFilledInOrRefused(byte[] bytes) {
        String source = new String(bytes, StandardCharsets.UTF_8);
        try {
            Texts.check(source, OrderTexts.VARIABLES);
        } catch (TextException refused) {
            return;
        }
        String text = Texts.fill(source, OrderTexts.VARIABLES, VALUES);
        assertFalse(text.isEmpty());
        assertTrue(text.lines().noneMatch(line -> line.startsWith(NAME)), "a typed name begins a line: " + text);
        assertTrue(
                source.contains("orderId") || source.contains(ID) || !text.contains(ID),
                "a value was expanded: " + text);
    }
}
