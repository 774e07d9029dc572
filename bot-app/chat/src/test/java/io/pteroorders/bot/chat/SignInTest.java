package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Session;
import io.pteroorders.bot.session.SignInLinks;
import io.pteroorders.bot.session.Visitor;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** People are known on the shop's pages by their chat, and do there what they may do in it. */
class SignInTest {

    private static final Pattern LINK = Pattern.compile("https://shop\\.example/login/(\\S+)");

    private final TestShop shop = new TestShop(Map.of("WEB", "on", "STORE_LANGUAGE", "en"));
    private final PageShop pages = shop.pages();

    private SignInLinks.Link sentTo(PersonId person, String command) {
        OutgoingMessage reply = shop.says(person, command).get(0);
        assertEquals("sign-in-link", reply.template());
        assertEquals(person.text(), reply.to());
        Matcher link = LINK.matcher(reply.text());
        assertTrue(link.find(), reply.text());
        return pages.links().redeem(link.group(1), shop.clock.instant()).orElseThrow();
    }

    private Person signedIn(PersonId person, Area area) {
        Visitor visitor = new Visitor(person, TestShop.name(person), person.text());
        String secret = pages.sessions().begin(visitor, area, "Firefox", shop.clock.instant());
        Session session = pages.sessions().find(secret, shop.clock.instant()).orElseThrow();
        return pages.commands().person(session);
    }

    private OrderStatus status(String order) {
        return shop.storage.get(OrderId.of(order)).orElseThrow().status();
    }

    @Test
    void aCustomerIsSentALinkToTheirOwnPages() {
        SignInLinks.Link link = sentTo(BUDI, "!portal");
        assertEquals(new Visitor(BUDI, "Budi", BUDI.text()), link.visitor());
        assertEquals(Area.PORTAL, link.area());
    }

    @Test
    void onlyAnAdminIsSentALinkToTheDashboard() {
        assertEquals(Area.DASHBOARD, sentTo(ADMIN, "!dashboard").area());
        assertEquals("unknown-command", shop.says(BUDI, "!dashboard").get(0).template());
    }

    @Test
    void aShopWithoutPagesSaysSo() {
        TestShop without = new TestShop(Map.of("STORE_LANGUAGE", "en"));
        assertEquals("no-pages", without.says(BUDI, "!portal").get(0).template());
        assertEquals("no-pages", without.says(ADMIN, "!dashboard").get(0).template());
    }

    @Test
    void afterThreeLinksOneHasToWait() {
        List.of(1, 2, 3).forEach(each -> sentTo(BUDI, "!portal"));
        assertEquals("too-many-links", shop.says(BUDI, "!portal").get(0).template());
    }

    @Test
    void peopleSeeAndEndTheirSessionsInTheChat() {
        assertEquals(
                "You are signed in nowhere.",
                shop.reply(BUDI, "!sessions").lines().reduce((a, b) -> b).orElse(""));
        signedIn(BUDI, Area.PORTAL);
        signedIn(OWNER, Area.DASHBOARD);
        assertTrue(shop.reply(BUDI, "!sessions").contains("Firefox, since"));
        assertTrue(shop.reply(BUDI, "!sessions end").contains("1"));
        assertEquals(List.of(), pages.sessions().of(BUDI, shop.clock.instant()));
        assertEquals(1, pages.sessions().of(OWNER, shop.clock.instant()).size());
    }

    @Test
    void onTheirPagesPeopleDoWhatTheyMayDoInTheChat() {
        String order = shop.order(BUDI, "bronze 1");
        Person admin = signedIn(ADMIN, Area.DASHBOARD);
        Reply reply = pages.commands().run(admin, "order-confirm " + order, "form-1", false);
        assertEquals(Result.DONE, reply.result(), reply.text());
        assertEquals(OrderStatus.CONFIRMED, status(order));
        assertEquals(
                Result.DONE,
                pages.commands()
                        .run(admin, "order-confirm " + order, "form-1", false)
                        .result(),
                "the same form again");
        assertEquals(
                Result.REFUSED,
                pages.commands()
                        .run(admin, "order-confirm " + order, "form-2", false)
                        .result());
    }

    @Test
    void anAdminOnACustomersPagesIsACustomer() {
        String order = shop.order(BUDI, "bronze 1");
        Person admin = signedIn(ADMIN, Area.PORTAL);
        assertEquals(Actor.Role.CUSTOMER, admin.role());
        Reply reply = pages.commands().run(admin, "order-confirm " + order, "form-1", false);
        assertEquals("unknown-command", reply.template());
        assertEquals(OrderStatus.PENDING, status(order));
    }

    @Test
    void whoIsNoAdminAnyMoreIsACustomerOnTheDashboardToo() {
        assertEquals(Actor.Role.CUSTOMER, signedIn(BUDI, Area.DASHBOARD).role());
    }

    @Test
    void whatIsChangedOnAPageIsToldInTheChat() {
        String order = shop.order(BUDI, "bronze 1");
        int before = shop.sent.size();
        pages.commands().run(signedIn(ADMIN, Area.DASHBOARD), "order-confirm " + order, "form-1", false);
        shop.sendDue();
        assertEquals(
                List.of(BUDI.text()),
                shop.sent.subList(before, shop.sent.size()).stream()
                        .filter(message -> message.template().equals("order-confirmed-customer"))
                        .map(OutgoingMessage::to)
                        .toList());
    }

    @Test
    void aPasswordGoesToTheChatAloneAlsoWhenAPageAskedForIt() {
        try (TestPanel panel = new TestPanel()) {
            TestShop made = TestShop.withPanel(panel, Map.of("WEB", "on", "STORE_LANGUAGE", "en"), true);
            String id = made.order(BUDI, "bronze 1");
            made.says(ADMIN, "!acc " + id);
            made.seesToServers();
            panel.finishInstall();
            made.clock.advance(Duration.ofMinutes(1));
            made.seesToServers();
            Visitor budi = new Visitor(BUDI, "Budi", BUDI.text());
            String secret = made.pages().sessions().begin(budi, Area.PORTAL, "Firefox", made.clock.instant());
            Person person = made.pages()
                    .commands()
                    .person(made.pages()
                            .sessions()
                            .find(secret, made.clock.instant())
                            .orElseThrow());
            int before = made.sent.size();
            assertEquals(Result.DONE, made.pages().commands().runInChat(person, "password " + id, "form-1"));
            made.sendDue();
            List<OutgoingMessage> told = List.copyOf(made.sent.subList(before, made.sent.size()));
            assertEquals(
                    List.of(BUDI.text()), told.stream().map(OutgoingMessage::to).toList());
            assertTrue(
                    Pattern.compile("Password: [A-Za-z0-9]{16}\\n")
                            .matcher(told.get(0).text())
                            .find(),
                    told.get(0).text());
        }
    }
}
