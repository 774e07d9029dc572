package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser. */
class SiteInBrowserTest {

    private static final int PHONE = 360;
    private static final int DESK = 1280;

    private static @Nullable Chromium opened;

    private final Chromium chromium = Objects.requireNonNull(opened);
    private final TestSite site = new TestSite(Map.of("PAYMENT_METHODS", "qris-static,manual"));

    @BeforeAll
    static void open() {
        opened = new Chromium();
    }

    @AfterEach
    void leave() {
        site.close();
        chromium.leave();
    }

    @AfterAll
    static void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Page person(String language, int width, boolean dark) {
        return chromium.person("http://localhost:" + site.port(), language, width, dark, true);
    }

    private static void click(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private OrderStatus status(OrderId id) {
        return site.shop.storage.get(id).orElseThrow().status();
    }

    @ParameterizedTest
    @CsvSource({"id, 360, false", "id, 1280, true", "en, 360, true", "en, 1280, false"})
    void everyPageIsFitForEverybody(String language, int width, boolean dark) {
        site.shop.reply(BUDI, "!lang " + language);
        site.shop.reply(ADMIN, "!lang " + language);
        String name = language + "-" + width + "-";
        Page page = person(language, width, dark);
        page.navigate("/");
        chromium.look(page, name + "catalogue");
        page.navigate("/login");
        chromium.look(page, name + "login");
        page.navigate("/login/" + site.token(BUDI, "!portal"));
        chromium.look(page, name + "sign-in");
        page.locator("form").first().locator("button").click();
        chromium.look(page, name + "no-orders");
        page.navigate("/");
        chromium.look(page, name + "catalogue-signed-in");
        page.locator("article form").nth(2).locator("button").click();
        chromium.look(page, name + "ordered");
        page.reload();
        chromium.look(page, name + "to-pay");
        page.navigate("/orders");
        chromium.look(page, name + "own-orders");
        page.navigate("/account");
        chromium.look(page, name + "account");
        site.shop.reply(BUDI, "!order silver 3");
        Page admin = person(language, width, dark);
        admin.navigate("/login/" + site.token(ADMIN, "!dashboard"));
        chromium.look(admin, name + "sign-in-admin");
        admin.locator("form").first().locator("button").click();
        chromium.look(admin, name + "today-nothing");
        OrderId id = site.shop
                .storage
                .query(OrderQuery.newestFirst().build())
                .orders()
                .get(0)
                .id();
        site.shop.reply(ADMIN, "!order-confirm " + id);
        admin.navigate("/dashboard");
        chromium.look(admin, name + "today");
        admin.navigate("/dashboard/orders");
        chromium.look(admin, name + "all-orders");
        admin.navigate("/dashboard/orders/" + id);
        chromium.look(admin, name + "order-admin");
        admin.navigate("/dashboard/statistics");
        chromium.look(admin, name + "statistics");
        admin.navigate("/dashboard/subscriptions");
        chromium.look(admin, name + "subscriptions");
        admin.navigate("/dashboard/shop");
        chromium.look(admin, name + "shop");
        lookAtEditors(admin, name);
        admin.navigate("/login/none");
        chromium.look(admin, name + "expired");
        chromium.check();
    }

    private void lookAtEditors(Page admin, String name) {
        admin.navigate("/dashboard/catalogue/package?type=gold");
        chromium.look(admin, name + "package");
        admin.locator("input[name=price]").fill("90000");
        admin.locator("main form button").click();
        chromium.look(admin, name + "catalogue-editor");
        admin.navigate("/dashboard/catalogue/text");
        chromium.look(admin, name + "catalogue-text");
        admin.navigate("/dashboard/catalogue/versions");
        chromium.look(admin, name + "versions");
        admin.navigate("/dashboard/catalogue/versions/1");
        chromium.look(admin, name + "version");
        admin.navigate("/dashboard/texts");
        chromium.look(admin, name + "texts");
        admin.navigate("/dashboard/texts/one/order-created-customer");
        admin.locator("button[value=preview]").click();
        chromium.look(admin, name + "text");
        admin.locator("textarea").first().fill("{{nothing}}");
        admin.locator("button[value=preview]").click();
        chromium.look(admin, name + "text-wrong");
        admin.navigate("/dashboard/texts/one/words");
        chromium.look(admin, name + "words");
    }

    @Test
    void anOrderGoesFromTheCatalogueToARunningServer() {
        Page budi = person("en", PHONE, false);
        budi.navigate("/login/" + site.token(BUDI, "!portal"));
        click(budi, "Sign in on this device");
        budi.navigate("/");
        budi.locator("select[name=months]").nth(1).selectOption("3");
        click(budi, "Order SILVER");
        OrderId id = OrderId.of(budi.locator("h1").innerText());
        assertTrue(budi.locator("section.pay img")
                .evaluate("picture => picture.naturalWidth > 0")
                .equals(true));
        Page admin = person("en", DESK, true);
        admin.navigate("/login/" + site.token(ADMIN, "!dashboard"));
        click(admin, "Sign in on this device");
        admin.navigate("/dashboard/orders/" + id);
        click(admin, "Confirm the payment");
        assertEquals(OrderStatus.CONFIRMED, status(id));
        admin.navigate("/dashboard");
        admin.getByText(id.toString()).click();
        admin.getByLabel("Server id").fill("SERVER123");
        click(admin, "Complete");
        click(admin, "Begin to process");
        admin.getByLabel("Server id").fill("SERVER123");
        click(admin, "Complete");
        assertEquals(OrderStatus.COMPLETED, status(id));
        budi.reload();
        assertTrue(budi.locator("dl").innerText().contains("SERVER123"));
        chromium.check();
    }

    @Test
    void whoWaitsSeesThatTheMoneyCame() {
        Page budi = person("en", PHONE, false);
        budi.navigate("/login/" + site.token(BUDI, "!portal"));
        click(budi, "Sign in on this device");
        String id = site.shop.order(BUDI, "bronze 1");
        budi.navigate("/orders/" + id);
        budi.getByLabel("Note", new Page.GetByLabelOptions().setExact(true)).fill("half typed");
        Page admin = person("en", DESK, false);
        admin.navigate("/login/" + site.token(ADMIN, "!dashboard"));
        click(admin, "Sign in on this device");
        site.shop.reply(ADMIN, "!order-confirm " + id);
        budi.locator(".status", new Page.LocatorOptions().setHasText("confirmed"))
                .waitFor();
        assertEquals(0, budi.locator("section.pay").count());
        assertEquals(
                "half typed",
                budi.getByLabel("Note", new Page.GetByLabelOptions().setExact(true))
                        .inputValue());
        admin.getByText("Paid, without a server yet").waitFor();
        chromium.check();
    }

    @Test
    void allOfItWorksWithoutScripts() {
        Page budi = chromium.person("http://localhost:" + site.port(), "en", PHONE, false, false);
        budi.navigate("/login/" + site.token(BUDI, "!portal"));
        click(budi, "Sign in on this device");
        budi.navigate("/");
        click(budi, "Order BRONZE");
        OrderId id = OrderId.of(budi.locator("h1").innerText());
        click(budi, "Cancel the order");
        chromium.check();
        assertEquals(OrderStatus.PENDING, status(id), "it asks first");
        click(budi, "Yes, go on");
        assertEquals(OrderStatus.CANCELLED, status(id));
    }

    @Test
    void theComputerIsSignedInByACodeFromThePhone() {
        Page phone = person("en", PHONE, false);
        phone.navigate("/login/" + site.token(OWNER, "!dashboard"));
        click(phone, "Show a code for another computer");
        String code = phone.locator(".code").innerText();
        Page computer = person("en", DESK, false);
        computer.navigate("/login");
        computer.getByLabel("Code of 6 digits").fill(code);
        click(computer, "Sign in");
        assertEquals("What waits for you", computer.locator("h1").innerText());
        site.shop.clock.advance(Duration.ofHours(12));
        computer.reload();
        assertTrue(computer.url().endsWith("/login?dashboard=on"), computer.url());
        chromium.check();
    }

    @Test
    void theBackButtonDoesNothingTwice() {
        Page budi = person("en", PHONE, false);
        budi.navigate("/login/" + site.token(BUDI, "!portal"));
        click(budi, "Sign in on this device");
        budi.navigate("/");
        click(budi, "Order BRONZE");
        budi.goBack();
        click(budi, "Order BRONZE");
        assertEquals(1, site.shop.storage.count(OrderQuery.newestFirst().build()));
        chromium.check();
    }

    @Test
    void whatPeopleTypeRunsNowhere() {
        String id = site.shop.order(BUDI, "bronze 1");
        site.shop.reply(BUDI, "!order-note " + id + " <img src=x onerror=alert(1)><script>alert(2)</script>");
        Page admin = person("en", DESK, false);
        admin.onDialog(dialog -> {
            throw new AssertionError("a script ran: " + dialog.message());
        });
        admin.navigate("/login/" + site.token(ADMIN, "!dashboard"));
        click(admin, "Sign in on this device");
        admin.navigate("/dashboard/orders/" + id);
        assertEquals(0, admin.locator("main img").count());
        chromium.check();
    }
}
