package io.pteroorders.notify;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Variables;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the templates themselves. */
class NotificationTemplatesTest {

    private static final Pattern TAG = Pattern.compile("\\{\\{[#^/&{]?\\s*(\\w+)\\s*}}");
    private static final Pattern BEGINS_WITH_FREE_TEXT = Pattern.compile(
            "(?m)^\\s*(\\{\\{[#^/]\\w+}}\\s*)*\\{\\{[&{]?\\s*(reason|customerName|note|notes|text)\\s*}");

    private static String resource(Language language, String file) throws IOException {
        return Resources.toString(
                Resources.getResource(NotificationText.class, "texts/" + language.code() + "/" + file),
                StandardCharsets.UTF_8);
    }

    private static String template(NotificationText text, Language language) throws IOException {
        return resource(language, text.file() + ".mustache");
    }

    private static ImmutableSet<String> names(NotificationText text, Language language) throws IOException {
        return TAG.matcher(template(text, language))
                .results()
                .map(tag -> tag.group(1))
                .collect(ImmutableSet.toImmutableSet());
    }

    @ParameterizedTest
    @EnumSource
    void usesTheSameVariablesInAllLanguages(NotificationText text) throws IOException {
        for (Language language : Language.values()) {
            assertEquals(names(text, Language.ENGLISH), names(text, language));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "DIGEST_ADMIN",
                "BROADCAST_CUSTOMER",
                "BROADCAST_DONE_ADMIN",
                "CALL_ADMIN",
                "CALL_WORDS_ADMIN",
                "CALL_ANSWER_CUSTOMER",
                "MONEY_UNMATCHED_ADMIN",
                "PANEL_TROUBLE_ADMIN",
                "WEBHOOK_OFF_ADMIN",
                "PRIVACY_ASKED_ADMIN",
                "SIGNED_IN_ADMIN",
                "RENEWALS_BEGIN_ADMIN"
            })
    void namesTheOrder(NotificationText text) throws IOException {
        assertTrue(names(text, Language.ENGLISH).contains("orderId"));
    }

    /** The shop's own words may begin a line. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "BROADCAST_CUSTOMER",
                "MESSAGE_CUSTOMER",
                "CALL_ADMIN",
                "CALL_ANSWER_CUSTOMER",
                "MONEY_UNMATCHED_ADMIN",
                "PANEL_TROUBLE_ADMIN",
                "WEBHOOK_OFF_ADMIN",
                "PRIVACY_ASKED_ADMIN",
                "SIGNED_IN_ADMIN",
                "RENEWALS_BEGIN_ADMIN"
            })
    void beginsNoLineWithWhatSomebodyTyped(NotificationText text) throws IOException {
        for (Language language : Language.values()) {
            assertFalse(BEGINS_WITH_FREE_TEXT.matcher(template(text, language)).find());
        }
        assertTrue(BEGINS_WITH_FREE_TEXT
                .matcher("Hi\n{{#reason}} {{reason}}{{/reason}}")
                .find());
    }

    @ParameterizedTest
    @EnumSource
    void neverShowsAnEmptyPlace(NotificationText text) {
        for (Language language : Language.values()) {
            OrderTexts texts = Samples.orderTexts(Samples.texts(), "!", Optional.empty());
            Order order = Samples.asSequel(text, Samples.bare(Samples.statusOf(text)));
            String rendered = texts.texts().render(text, language, Samples.variables(texts, text, order, language));
            assertFalse(rendered.matches("(?s).*(: +\n|\\( *\\)|:$|false|undefined|null|\n\n\n).*"), rendered);
        }
    }

    private static Properties words(Language language) throws IOException {
        Properties words = new Properties();
        words.load(new StringReader(resource(language, "words.properties")));
        return words;
    }

    @ParameterizedTest
    @EnumSource
    void wordsAreTheSameInAllLanguages(Language language) throws IOException {
        assertEquals(
                words(Language.ENGLISH).stringPropertyNames(), words(language).stringPropertyNames());
        assertTrue(words(language).values().stream().noneMatch(word -> ((String) word).isBlank()));
    }

    @Test
    void everyStatusHasAWordOfItsOwn() {
        for (Language language : Language.values()) {
            ImmutableSet<String> words = ImmutableSet.copyOf(OrderStatus.values()).stream()
                    .map(status -> Samples.orderTexts().formats().status(status, language))
                    .collect(ImmutableSet.toImmutableSet());
            assertEquals(OrderStatus.values().length, words.size());
        }
    }

    @Test
    void noTemplateCanTellACustomerWhatOnlyTheShopMayKnow(@TempDir Path overrides) throws IOException {
        String everything = NotificationText.ORDER_CONFIRMED_CUSTOMER.variables().stream()
                .map(name -> name + "={{" + name + "}}")
                .collect(Collectors.joining("\n"));
        for (NotificationText text : NotificationText.values()) {
            if (!text.variables().containsAll(OrderTexts.VARIABLES)) {
                continue;
            }
            Files.createDirectories(overrides.resolve("en"));
            Files.writeString(overrides.resolve("en").resolve(text.file() + ".mustache"), everything);
        }
        OrderTexts texts = Samples.orderTexts(Samples.texts(Optional.of(overrides)), "!", Optional.empty());
        Order order = secretive();
        for (int entries = 2; entries <= 4; entries++) {
            assertTellsNoSecret(texts, upTo(order, entries));
        }
    }

    private static void assertTellsNoSecret(OrderTexts texts, Order order) {
        Variables variables = texts.forCustomer(order, Language.ENGLISH);
        String rendered = texts.texts().render(NotificationText.ORDER_CONFIRMED_CUSTOMER, Language.ENGLISH, variables);
        for (String secret : ImmutableList.of("secret", "999", Samples.ANDI.masked())) {
            assertFalse(rendered.contains(secret), rendered);
            assertFalse(variables.asText().toString().contains(secret), rendered);
        }
        assertTrue(rendered.contains("by=system"), rendered);
    }

    private static Order secretive() {
        Order order = Samples.rich(OrderStatus.PENDING).withAdminNote(NOON, Samples.ANDI.text(), "secret note");
        for (OrderStatus next :
                ImmutableList.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED)) {
            order = Samples.moved(order, next, Samples.ANDI.text(), "secret of " + next.word());
        }
        return order;
    }

    private static Order upTo(Order order, int entries) {
        return Order.restore(
                        order.id(),
                        order.customer(),
                        order.item(),
                        order.createdAt(),
                        order.statusHistory().subList(0, entries))
                .adminNotes(order.adminNotes())
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    @Test
    void theReasonOfACancellationReachesTheCustomer() {
        OrderTexts texts = Samples.orderTexts();
        String rendered = texts.texts()
                .render(
                        NotificationText.ORDER_CANCELLED_CUSTOMER,
                        Language.INDONESIAN,
                        texts.forCustomer(Samples.rich(OrderStatus.CANCELLED), Language.INDONESIAN));
        assertTrue(rendered.contains("\nAlasan: Stok habis, \uFF0Amaaf\uFF0A\n"), rendered);
    }
}
