package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.site.TestSite.Browser;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderId;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Admins edit the catalogue and the texts; what they save holds at once, and nobody's edit is lost. */
class EditorPagesTest {

    private static final String PACKAGE = "/dashboard/catalogue/package";
    private static final String TEXT = "/dashboard/texts/one/welcome";

    private final TestSite site = new TestSite();

    @AfterEach
    void close() {
        site.close();
    }

    private Browser admin() {
        return site.signedIn(ADMIN, "!dashboard");
    }

    private static Map<String, String> form(long seen, String... others) {
        Map<String, String> form = new HashMap<>(Map.of(
                "seen",
                String.valueOf(seen),
                "type",
                "gold",
                "name",
                "GOLD",
                "price",
                "85000",
                "ram",
                "4GB",
                "cpu",
                "4 CPU",
                "storage",
                "Unlimited SSD",
                "bandwidth",
                "Unlimited",
                "emoji",
                "🟠",
                "forSale",
                "on"));
        for (int i = 0; i < others.length; i += 2) {
            form.put(others[i], others[i + 1]);
        }
        return form;
    }

    private PackageInfo gold() {
        return site.shop.catalog.get().find(PackageType.GOLD).orElseThrow();
    }

    @Test
    void aNewPriceHoldsAtOnceAndOrdersThatExistKeepTheirs() {
        String old = site.shop.order(BUDI, "gold 1");
        String page = admin().does(PACKAGE, form(0, "price", "90000"));
        assertTrue(page.contains("Saved as version 1") && page.contains("IDR 90,000"), page);
        assertTrue(site.browser().get("/").body().contains("IDR 90,000"));
        assertTrue(site.shop.reply(BUDI, "!katalog").contains("90,000"));
        assertEquals(
                "IDR 85000.00",
                site.shop
                        .storage
                        .get(OrderId.of(old))
                        .orElseThrow()
                        .totalAmount()
                        .toString());
    }

    @Test
    void aPackageIsAddedAndWithdrawn() {
        Browser admin = admin();
        admin.does(PACKAGE, form(0, "new", "on", "type", "nano", "name", "NANO", "price", "5000"));
        assertTrue(site.browser().get("/").body().contains("NANO"));
        String twice = admin.post(PACKAGE, form(1, "new", "on", "type", "nano", "price", "7000"))
                .body();
        assertTrue(twice.contains("stands there twice"), twice);
        admin.does("/dashboard/catalogue/sale", Map.of("seen", "1", "type", "nano"));
        assertFalse(site.browser().get("/").body().contains("NANO"));
        String list = admin.get("/dashboard/catalogue").body();
        assertTrue(list.contains("not for sale") && list.contains("Sell NANO again"), list);
        admin.does("/dashboard/catalogue/sale", Map.of("seen", "2", "type", "nano", "forSale", "on"));
        assertTrue(site.browser().get("/").body().contains("NANO"));
    }

    @Test
    void whatIsWrongIsNamedAllAtOnceInTheReadersLanguageAndChangesNothing() {
        site.shop.reply(ADMIN, "!lang id");
        HttpResponse<String> refused = admin().post(PACKAGE, form(0, "price", "25.000", "name", " "));
        assertEquals(422, refused.statusCode());
        String page = refused.body();
        assertTrue(page.contains("paket 3: name tidak boleh kosong"), page);
        assertTrue(page.contains("paket 3: price: jumlah dalam IDR adalah angka biasa"), page);
        assertTrue(page.contains("value=\"25.000\""), "what was typed stays in the form");
        assertEquals("GOLD", gold().name());
        assertEquals(0, site.editors.catalog().number());
    }

    @Test
    void theWholeCatalogueIsEditedAsText() {
        Browser admin = admin();
        String broken = admin.post("/dashboard/catalogue/text", Map.of("seen", "0", "text", "[{\n  oops"))
                .body();
        assertTrue(broken.contains("is not JSON (line 2"), broken);
        String nano = "[{\"type\":\"nano\",\"name\":\"NANO\",\"ram\":\"1GB\",\"cpu\":\"1 CPU\",\"storage\":\"5GB\","
                + "\"bandwidth\":\"1TB\",\"price\":10000,\"emoji\":\"\",\"forSale\":true}]";
        admin.does("/dashboard/catalogue/text", Map.of("seen", "0", "text", nano));
        String shop = site.browser().get("/").body();
        assertTrue(shop.contains("NANO") && !shop.contains("GOLD"), shop);
        String same = admin.does("/dashboard/catalogue/text", Map.of("seen", "1", "text", nano));
        assertTrue(same.contains("Nothing was changed."), same);
    }

    @Test
    void whoSavesOverAnotherIsToldAndSeesBoth() {
        site.signedIn(OWNER, "!dashboard").does(PACKAGE, form(0, "price", "90000"));
        Browser admin = admin();
        HttpResponse<String> second = admin.post(PACKAGE, form(0, "price", "95000"));
        assertEquals(422, second.statusCode());
        String page = second.body();
        assertTrue(page.contains("6281****001") && page.contains("changed the same while you did"), page);
        assertTrue(page.contains("90000") && page.contains("value=\"95000\""), page);
        assertTrue(page.contains("name=\"seen\" value=\"1\""), "saving again is meant");
        assertEquals("IDR 90000.00", gold().pricePerMonth().toString());
        admin.does(PACKAGE, form(1, "price", "95000"));
        assertEquals("IDR 95000.00", gold().pricePerMonth().toString());
    }

    @Test
    void editsOfDifferentPackagesAndFormsThatAreSentTwiceAreNoConflict() {
        site.signedIn(OWNER, "!dashboard").does(PACKAGE, form(0, "price", "90000"));
        Browser admin = admin();
        admin.does("/dashboard/catalogue/sale", Map.of("seen", "0", "type", "bronze"));
        assertEquals("IDR 90000.00", gold().pricePerMonth().toString());
        assertTrue(site.shop.catalog.get().findForSale("bronze").isEmpty());
        String again = admin.does("/dashboard/catalogue/sale", Map.of("seen", "0", "type", "bronze"));
        assertTrue(again.contains("Nothing was changed."), again);
    }

    @Test
    void aTextHoldsAtOnceInTheChatAndGoesBackToTheBuiltInOne() {
        Browser admin = admin();
        String before = site.shop.reply(BUDI, "!help");
        String path = "/dashboard/texts/one/help";
        admin.does(path, Map.of("seen", "0", "id", "Bantuan baru", "en", "New help", "do", "save"));
        assertEquals("New help", site.shop.reply(BUDI, "!help"));
        assertTrue(admin.get("/dashboard/texts").body().contains("your own: id, en"));
        admin.does(path, Map.of("seen", "1", "do", "reset"));
        assertEquals(before, site.shop.reply(BUDI, "!help"));
        assertTrue(site.editors.texts().files().isEmpty());
    }

    @Test
    void wordsHoldAtOnceInTextsAndInWhatIsUnderstood() {
        String id = site.shop.order(BUDI, "bronze 1");
        admin().does(
                        "/dashboard/texts/one/words",
                        Map.of("seen", "0", "en", "typed.status.pending=+ zzz\nmonth.11=Elfember", "do", "save"));
        assertTrue(site.shop.reply(ADMIN, "!orders zzz").contains(id));
        assertTrue(site.shop.reply(ADMIN, "!order-detail " + id).contains("Elfember"));
    }

    @Test
    void allThatIsWrongWithATextIsNamedByFileAndLineAndChangesNothing() {
        String page = admin().post(
                        TEXT,
                        Map.of("seen", "0", "id", "Halo\n{{salah}}\n{{keliru}}", "en", "Hi {{#store}}", "do", "save"))
                .body();
        assertTrue(page.contains("id/welcome.mustache, line 2: {{salah}} is unknown. Its values are: "), page);
        assertTrue(page.contains("line 3: {{keliru}} is unknown"), page);
        assertTrue(page.contains("en/welcome.mustache: "), page);
        assertEquals(0, site.editors.texts().number());
        String words = admin().post("/dashboard/texts/one/words", Map.of("seen", "0", "en", "no.such=x", "do", "save"))
                .body();
        assertTrue(words.contains("[no.such]"), words);
    }

    @Test
    void aPreviewShowsSampleValuesAndSavesNothing() {
        String page = admin().post(
                        "/dashboard/texts/one/order-created-customer",
                        Map.of(
                                "seen",
                                "0",
                                "id",
                                "Halo {{orderId}}",
                                "en",
                                "Hello {{orderId}} of {{total}}",
                                "do",
                                "preview"))
                .body();
        assertTrue(page.contains("Hello ORD-TEST0-00001 of IDR 75,000"), page);
        assertEquals(0, site.editors.texts().number());
    }

    @Test
    void versionsSayWhoChangedWhatAndLeadBack() {
        Browser admin = admin();
        admin.does(PACKAGE, form(0, "price", "90000"));
        site.signedIn(OWNER, "!dashboard").does(PACKAGE, form(1, "price", "95000"));
        String list = admin.get("/dashboard/catalogue/versions").body();
        assertTrue(list.contains("6281****002") && list.contains("6281****001") && list.contains("22 Nov 2026"), list);
        String one = admin.get("/dashboard/catalogue/versions/1").body();
        assertTrue(one.contains("<del>-  &quot;price&quot; : 85000,</del>") || one.contains("85000,</del>"), one);
        assertTrue(one.contains("90000,</ins>") && one.contains("95000,</ins>"), one);
        String stale = admin.post("/dashboard/catalogue/versions/1", Map.of("seen", "1"))
                .body();
        assertTrue(stale.contains("changed the same while you did"), stale);
        String back = admin.does("/dashboard/catalogue/versions/1", Map.of("seen", "2"));
        assertTrue(back.contains("Saved as version 3") && back.contains("back to version 1"), back);
        assertEquals("IDR 90000.00", gold().pricePerMonth().toString());
        assertEquals(404, admin.get("/dashboard/catalogue/versions/9").statusCode());
        assertEquals(404, admin.get("/dashboard/texts/versions/x").statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/catalogue",
                PACKAGE,
                "/dashboard/catalogue/text",
                "/dashboard/catalogue/versions",
                "/dashboard/texts",
                TEXT,
                "/dashboard/texts/versions"
            })
    void nobodyButAdminsSeesThem(String path) {
        assertEquals(303, site.browser().get(path).statusCode());
        assertEquals(303, site.signedIn(BUDI, "!portal").get(path).statusCode());
        assertEquals(200, admin().get(path).statusCode());
    }

    @Test
    void whatIsTypedIsTextEverywhere() {
        String evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        Browser admin = admin();
        admin.does(
                PACKAGE,
                form(0, "name", evil, "ram", evil, "cpu", evil, "storage", evil, "bandwidth", evil, "emoji", evil));
        admin.does(TEXT, Map.of("seen", "0", "id", evil, "en", evil, "do", "save"));
        for (String path : new String[] {
            "/",
            "/dashboard/catalogue",
            PACKAGE + "?type=gold",
            "/dashboard/catalogue/text",
            "/dashboard/catalogue/versions",
            "/dashboard/catalogue/versions/1",
            TEXT,
            "/dashboard/texts/versions/1"
        }) {
            String page = admin.get(path).body();
            assertFalse(page.contains("<script>alert") || page.contains("<img src=x"), path);
        }
        for (String field : new String[] {"type", "price", "name"}) {
            String page = admin.post(PACKAGE, form(1, "new", "on", "name", "", field, evil))
                    .body();
            assertFalse(page.contains("<script>alert") || page.contains("<img src=x"), field);
        }
        assertEquals(404, admin.get("/dashboard/texts/one/%3Cscript%3E").statusCode());
        assertEquals(404, admin.get(PACKAGE + "?type=%3Cscript%3E").statusCode());
        assertEquals(400, admin.post(PACKAGE, Map.of("type", "gold")).statusCode());
    }
}
