package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.OutgoingMessage.Choice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be picked instead of typed: a command, that is authorised like one that was typed. */
class ChoicesTest {

    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en", "BOT_PREFIX", "#"));

    private OutgoingMessage toAdminOfNewOrder() {
        return shop.says(BUDI, "#order gold").stream()
                .filter(message -> message.to().equals(ADMIN.text()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCatalogueOffersEachPackage() {
        OutgoingMessage catalogue = shop.says(BUDI, "#katalog").get(0);
        assertEquals(5, catalogue.choices().size());
        assertEquals(
                new Choice("BRONZE IDR 25,000", "#harga bronze"),
                catalogue.choices().get(0));
        for (Choice choice : catalogue.choices()) {
            assertTrue(choice.label().length() <= 24, choice::label);
            assertTrue(shop.reply(BUDI, choice.command()).contains("#order"), choice::command);
        }
    }

    @Test
    void anAdminMayConfirmCancelOrLookAtANewOrder() {
        List<Choice> choices = toAdminOfNewOrder().choices();
        assertEquals(
                List.of("Confirm", "Cancel", "Details"),
                choices.stream().map(Choice::label).toList());
        assertTrue(shop.reply(ADMIN, choices.get(2).command()).contains("GOLD"));
        assertTrue(shop.reply(ADMIN, choices.get(0).command()).contains("confirmed"));
        assertTrue(shop.reply(ADMIN, choices.get(1).command()).contains("cancelled"));
    }

    @Test
    void aCustomerWhoSendsAnAdminsChoiceIsAnsweredAsForAnUnknownCommand() {
        String command = toAdminOfNewOrder().choices().get(0).command();
        String id = command.substring(command.length() - 15);
        String answer = shop.reply(BUDI, command);
        assertFalse(answer.contains("confirmed"), answer);
        assertTrue(shop.reply(ADMIN, "#order-detail " + id).contains("awaiting payment"));
    }
}
