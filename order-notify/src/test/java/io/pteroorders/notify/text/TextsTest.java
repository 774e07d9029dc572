package io.pteroorders.notify.text;

import static io.pteroorders.notify.NotificationText.ORDER_CANCELLED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.ORDER_CREATED_CUSTOMER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final String FILE = "order-created-customer.mustache";

    @TempDir
    Path overrides;

    private enum Unwritten implements TextKey {
        TEXT;

        @Override
        public String file() {
            return "unwritten";
        }

        @Override
        public ImmutableSet<String> variables() {
            return ImmutableSet.of();
        }
    }

    private Path override(String file, String content) throws IOException {
        Path path = overrides.resolve("en").resolve(file);
        Files.createDirectories(overrides.resolve("en"));
        return Files.writeString(path, content);
    }

    private Texts texts() {
        return Samples.texts(Optional.of(overrides));
    }

    private String complaint() {
        return String.valueOf(assertThrows(TextException.class, this::texts).getMessage());
    }

    private static String render(Texts texts, Language language, OrderStatus status) {
        OrderTexts orders = Samples.orderTexts(texts, "!", Optional.empty());
        return texts.render(ORDER_CREATED_CUSTOMER, language, orders.forCustomer(Samples.rich(status), language));
    }

    @Test
    void anOverrideTakesThePlaceOfOneFile() throws Exception {
        override(FILE, "Hello {{customerName}}, {{orderId}} it is.\n");
        assertEquals("Hello Budi, ORD-TEST0-00001 it is.", render(texts(), Language.ENGLISH, OrderStatus.PENDING));
        assertEquals(
                render(Samples.texts(), Language.INDONESIAN, OrderStatus.PENDING),
                render(texts(), Language.INDONESIAN, OrderStatus.PENDING));
    }

    @Test
    void anOverrideOfWordsChangesOnlyThoseItHas() throws Exception {
        override("words.properties", "status.pending=waiting 🕐\n");
        assertEquals("waiting 🕐", texts().word("status.pending", Language.ENGLISH));
        assertEquals("completed", texts().word("status.completed", Language.ENGLISH));
        assertEquals("menunggu pembayaran", texts().word("status.pending", Language.INDONESIAN));
    }

    @Test
    void wordsBehindAPlusAreAddedToThoseThatAreThere() throws Exception {
        override("words.properties", "status.pending=+ waiting, on hold\n");
        assertEquals(
                Samples.texts().word("status.pending", Language.ENGLISH) + ", waiting, on hold",
                texts().word("status.pending", Language.ENGLISH));
    }

    @Test
    void aDirectoryWithoutOverridesChangesNothing() {
        assertEquals(
                render(Samples.texts(), Language.ENGLISH, OrderStatus.PENDING),
                render(texts(), Language.ENGLISH, OrderStatus.PENDING));
    }

    /** What an operator wrote is nobody's build. */
    @Test
    void alsoWhoIsToStartSoonLooksAtOverridesFirst() throws Exception {
        override(FILE, "one {{order}}");
        assertThrows(
                TextException.class,
                () -> Texts.loadLazily(ImmutableList.of(NotificationText.class), Optional.of(overrides)));
    }

    @Test
    void whatIsReadWhenItIsUsedIsTheSameText() {
        Texts lazy = Texts.loadLazily(ImmutableList.of(NotificationText.class), Optional.empty());
        assertEquals(
                render(Samples.texts(), Language.ENGLISH, OrderStatus.PENDING),
                render(lazy, Language.ENGLISH, OrderStatus.PENDING));
    }

    @Test
    void aDirectoryThatIsNotThereIsRefused() {
        Optional<Path> none = Optional.of(overrides.resolve("none"));
        assertThrows(TextException.class, () -> Samples.texts(none));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\ntwo {{#reason}} three",
                "one\ntwo {{/reason}} three",
                "one\ntwo {{#reason}} {{/contact}}",
                "one\ntwo {{orderId",
                "one\ntwo {{orderId} three\nfour",
                "one\ntwo {{orderId} {{reason}}",
                "one\ntwo {{order id}}"
            })
    void aBrokenTagIsRefusedWithFileLineAndVariables(String template) throws Exception {
        Path file = override(FILE, template);
        String complaint = complaint();
        assertTrue(complaint.startsWith(file.toString()), complaint);
        assertTrue(complaint.contains("line 2"), complaint);
        assertTrue(
                complaint.contains("Its variables are: address, arrived, automatic, bandwidth, by, byItself, "),
                complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{orderId}}\n{{order}}",
                "{{orderId}}\n{{#reason}}{{^contact}} {{ order }}{{/contact}}{{/reason}}",
                "{{orderId}}\n{{#order}}{{/order}}",
                "{{orderId}}\n{{^order}}{{/order}}",
                "{{orderId}}\n{{{order}}}",
                "{{orderId}}\n{{&order}}",
                "order order\n{{order}}"
            })
    void anUnknownVariableIsRefusedWithFileLineAndVariables(String template) throws Exception {
        Path file = override(FILE, template);
        String complaint = complaint();
        assertTrue(complaint.startsWith(file + ", line 2: {{order}} is unknown. Its variables are: "), complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adminNotes", "customer.id", "this", ".", "-index", "class", "reason.class"})
    void nothingButTheVariablesCanBeReached(String name) throws Exception {
        override(FILE, "{{#reason}}{{" + name + "}}{{/reason}}");
        assertTrue(complaint().contains("line 1: {{" + name + "}} is unknown"), complaint());
    }

    @Test
    void aTemplateThatIncludesAnotherIsRefused() throws Exception {
        Path file = override(FILE, "one\n{{#reason}}\n{{> order-created-admin}}\n{{/reason}}");
        String complaint = complaint();
        assertTrue(
                complaint.startsWith(file + ", line 3: {{order-created-admin}} includes another template, which is not"
                        + " supported. Its variables are: "),
                complaint);
    }

    @Test
    void theNamesOfTextsAreAnEnum() {
        assertThrows(
                IllegalArgumentException.class, () -> Texts.load(ImmutableList.of(TextKey.class), Optional.empty()));
    }

    @Test
    void allTextsThatAreMissingAreNamedAtOnce() {
        TextException refusal = assertThrows(
                TextException.class, () -> Texts.load(ImmutableList.of(Unwritten.class), Optional.empty()));
        String complaint = String.valueOf(refusal.getMessage());
        assertTrue(
                complaint.startsWith("beside " + Unwritten.class.getName() + " there is no texts/id/words.properties,"
                        + " texts/id/unwritten.mustache, texts/en/words.properties, texts/en/unwritten.mustache"),
                complaint);
    }

    @Test
    void aFileOrWordThatTakesThePlaceOfNothingIsRefused() throws Exception {
        Path misspelt = override("order-createdcustomer.mustache", "Halo");
        assertTrue(complaint().contains("order-createdcustomer.mustache"), complaint());
        Files.delete(misspelt);
        override("words.properties", "status.paid=lunas");
        assertTrue(complaint().contains("[status.paid]"), complaint());
    }

    @Test
    void anEmptyTemplateIsRefused() throws Exception {
        override(FILE, " \n");
        assertTrue(complaint().contains("is empty"), complaint());
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws Exception {
        Path file = override(FILE, "");
        Files.write(file, "Grüße".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(complaint().startsWith(file + " cannot be read as UTF-8 text: "), complaint());
        Files.delete(file);
        Files.createDirectory(file);
        assertTrue(complaint().startsWith(file + " cannot be read as UTF-8 text: "), complaint());
    }

    @Test
    void brokenWordsAreRefused() throws Exception {
        Path file = override("words.properties", "status.pending=\\u12\n");
        assertTrue(complaint().startsWith(file + ": "), complaint());
    }

    @Test
    void anOperatorsTemplateCannotLetATypedTextBeginALine() throws Exception {
        Path file = override(FILE, "Hello\n{{customerName}}, thank you.");
        assertTrue(complaint().startsWith(file + ", line 2: {{customerName}} begins a line; "), complaint());
    }

    @Test
    void aTextNeedsAllItsValues() {
        Texts texts = Samples.texts();
        Variables some = Variables.builder().put("prefix", "!").build();
        assertThrows(
                IllegalArgumentException.class, () -> texts.render(ORDER_CANCELLED_CUSTOMER, Language.ENGLISH, some));
        assertThrows(
                IllegalArgumentException.class, () -> texts.render(Unwritten.TEXT, Language.ENGLISH, Variables.NONE));
        assertThrows(IllegalArgumentException.class, () -> texts.word("status.lost", Language.ENGLISH));
    }

    @Test
    void anAbsentValueIsNothingAndItsSectionIsLeftOut() throws Exception {
        override(
                FILE, "[{{serverId}}{{contact}}{{username}}{{#serverId}}a{{/serverId}}{{^serverId}}none{{/serverId}}]");
        assertEquals("[none]", render(texts(), Language.ENGLISH, OrderStatus.PENDING));
        override(FILE, "[{{serverId}}{{#serverId}} a{{/serverId}}{{^serverId}}none{{/serverId}}]");
        assertEquals("[srv-1 a]", render(texts(), Language.ENGLISH, OrderStatus.COMPLETED));
    }
}
