package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;

import com.microsoft.playwright.Page;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.OrderQuery;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each page as people see it: as wide as the screen, and fit for everybody. Pictures of all of them lie in {@code target/pages}
 * then, for a person to look at.
 */
@ExtendWith(InBrowser.class)
class EveryPageInBrowserTest {

    private final Chromium chromium;
    private final TestSite site = new TestSite(Map.of("PAYMENT_METHODS", "qris-static,manual"));

    EveryPageInBrowserTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"id, 360, true", "en, 1280, false"})
    void isFitForEverybody(String language, int width, boolean dark) {
        everyPage(language, width, dark);
    }

    @ParameterizedTest
    @CsvSource({"id, 360, false", "en, 1280, true"})
    @Tag("hunt")
    void isFitForEverybodyInOtherColours(String language, int width, boolean dark) {
        everyPage(language, width, dark);
    }

    private void everyPage(String language, int width, boolean dark) {
        site.shop.reply(BUDI, "!lang " + language);
        site.shop.reply(ADMIN, "!lang " + language);
        String name = language + "-" + width + (dark ? "-dark-" : "-light-");
        Page page = chromium.person("http://localhost:" + site.port(), language, width, dark, true);
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
        Page admin = chromium.person("http://localhost:" + site.port(), language, width, dark, true);
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
        admin.navigate("/login/none");
        chromium.look(admin, name + "expired");
        chromium.check();
    }
}
