package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;

import com.microsoft.playwright.Page;
import java.util.List;
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
        List.of(BUDI, OWNER).forEach(person -> site.shop.reply(person, "!lang " + language));
        String name = language + "-" + width + (dark ? "-dark" : "-light");
        Page stranger = person(language, width, dark);
        look(stranger, name + "-stranger", Walk.along(site.browser(), "/"));
        Walk.trade(site);
        Page budi = person(language, width, dark);
        signIn(budi, site.token(BUDI, "!portal"), name + "-link");
        look(budi, name + "-customer", Walk.along(site.signedIn(BUDI, "!portal"), "/"));
        Page owner = person(language, width, dark);
        signIn(owner, site.token(OWNER, "!dashboard"), name + "-link-admin");
        look(owner, name + "-dashboard", Walk.along(site.signedIn(OWNER, "!dashboard"), "/dashboard"));
        afterForms(owner, name);
        chromium.check();
    }

    private void afterForms(Page owner, String name) {
        owner.navigate("/dashboard/keys");
        owner.locator("input[name=name]").last().fill("billing");
        owner.locator("form[action='/dashboard/keys'] button").click();
        chromium.look(owner, name + "-key-wrong");
        owner.locator("input[value='orders:read']").check();
        owner.locator("form[action='/dashboard/keys'] button").click();
        chromium.look(owner, name + "-key-made");
        owner.navigate("/dashboard/orders?ticked=on");
        owner.locator("select[name=do]").selectOption("order-cancel");
        owner.locator("fieldset.action button").click();
        chromium.look(owner, name + "-several-asked");
        owner.locator("form[action='/confirm'] button").click();
        chromium.look(owner, name + "-several-done");
        afterEdits(owner, name);
        owner.navigate("/login/none");
        chromium.look(owner, name + "-link-over");
    }

    private void afterEdits(Page owner, String name) {
        owner.navigate("/dashboard/catalogue/package?type=gold");
        owner.locator("input[name=price]").fill("90000");
        owner.locator("main form button").click();
        chromium.look(owner, name + "-catalogue-saved");
        owner.navigate("/dashboard/catalogue/versions/1");
        chromium.look(owner, name + "-version");
        owner.navigate("/dashboard/texts/one/order-created-customer");
        owner.locator("button[value=preview]").click();
        chromium.look(owner, name + "-text");
        owner.locator("textarea").first().fill("{{nothing}}");
        owner.locator("button[value=preview]").click();
        chromium.look(owner, name + "-text-wrong");
    }

    private Page person(String language, int width, boolean dark) {
        return chromium.person("http://localhost:" + site.port(), language, width, dark, true);
    }

    private void signIn(Page page, String token, String name) {
        page.navigate("/login/" + token);
        chromium.look(page, name);
        page.locator("form").first().locator("button").click();
    }

    private void look(Page page, String area, Map<String, Walk.Step> pages) {
        pages.forEach((kind, step) -> {
            page.navigate(step.path());
            chromium.look(page, area + kind);
        });
    }
}
