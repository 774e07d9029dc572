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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages in a real browser. */
@ExtendWith(InBrowser.class)
class SiteInBrowserTest {

    private static final int PHONE = 360;
    private static final int DESK = 1280;

    private final Chromium chromium;
    private final TestSite site = new TestSite(Map.of("PAYMENT_METHODS", "qris-static,manual"));

    SiteInBrowserTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @AfterEach
    void close() {
        site.close();
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

    /** To this page five seconds are a quarter of one. */
    private static Page impatient(Page page) {
        page.addInitScript("const later = setTimeout; window.setTimeout = (task, time) => later(task, time / 20)");
        return page;
    }

    private OrderStatus status(OrderId id) {
        return site.shop.storage.get(id).orElseThrow().status();
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
        Page budi = impatient(person("en", PHONE, false));
        budi.navigate("/login/" + site.token(BUDI, "!portal"));
        click(budi, "Sign in on this device");
        String id = site.shop.order(BUDI, "bronze 1");
        budi.navigate("/orders/" + id);
        budi.getByLabel("Note", new Page.GetByLabelOptions().setExact(true)).fill("half typed");
        Page admin = impatient(person("en", DESK, false));
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
