package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.site.TestSite.Browser;
import io.pteroorders.bot.site.view.ChatMarks;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Language;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Customers order, pay and see their own orders on pages. */
class PortalPagesTest {

    private final TestSite site = new TestSite(Map.of("PAYMENT_METHODS", "qris-static,manual"));

    @AfterEach
    void close() {
        site.close();
    }

    private long orders() {
        return site.shop.storage.count(OrderQuery.newestFirst().build());
    }

    private OrderStatus status(String id) {
        return site.shop.storage.get(OrderId.of(id)).orElseThrow().status();
    }

    @Test
    void whoeverComesSeesWhatIsForSale() {
        String page = site.browser().get("/").body();
        assertTrue(page.contains("BRONZE") && page.contains("IDR 25,000"), page);
        assertTrue(page.contains("https://wa.me/6281100000009?text=!order%20bronze%201"), page);
        assertFalse(page.contains("<form"), "a stranger orders in the chat");
        assertTrue(site.browser().speaking("id-ID").get("/").body().contains("per bulan"));
        assertTrue(site.browser().speaking("fr,de;q=0.5").get("/").body().contains("a month"));
    }

    @Test
    void aCustomerOrdersAndPays() {
        Browser budi = site.signedIn(BUDI, "!portal");
        assertTrue(budi.get("/").body().contains("name=\"months\""));
        String page = budi.does("/orders", Map.of("package", "gold", "months", "3", "once", "form-1"));
        assertEquals(1, orders());
        String id = page.replaceAll("(?s).*<h1>(ORD-[^<]+)</h1>.*", "$1");
        assertTrue(page.contains("data-good=\"true\""), page);
        assertTrue(page.contains("/orders/" + id + "/code.png"), page);
        HttpResponse<String> code = budi.get("/orders/" + id + "/code.png");
        assertEquals("image/png", code.headers().firstValue("Content-Type").orElse(""));
        assertFalse(budi.get("/orders").body().contains("data-good"), "what was done is told once");
    }

    @Test
    void theSameFormSentTwiceOrdersOnce() {
        Browser budi = site.signedIn(BUDI, "!portal");
        Map<String, String> form = Map.of("package", "gold", "months", "1", "once", "form-1");
        budi.does("/orders", form);
        budi.does("/orders", form);
        assertEquals(1, orders());
    }

    @Test
    void whatAsksInTheChatAsksOnThePage() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser budi = site.signedIn(BUDI, "!portal");
        String asked = budi.does("/orders/" + id, Map.of("do", "cancel", "once", "c-1"));
        assertEquals(OrderStatus.PENDING, status(id));
        assertTrue(asked.contains("action=\"/confirm\""), asked);
        String done = budi.confirms(asked, "/orders/" + id);
        assertEquals(OrderStatus.CANCELLED, status(id), done);
    }

    @Test
    void aYesLeadsToAPageOfTheShopAndNowhereElse() {
        Browser budi = site.signedIn(BUDI, "!portal");
        for (String back : List.of("//evil.example", "https://evil.example", "/\\\\evil", "javascript:x", "")) {
            HttpResponse<String> led = budi.post("/confirm", Map.of("question", "none", "back", back));
            assertEquals("/", led.headers().firstValue("Location").orElse(""), back);
        }
    }

    @Test
    void aYesMeansTheQuestionThatWasSeen() {
        String first = site.shop.order(BUDI, "bronze 1");
        String second = site.shop.order(BUDI, "silver 1");
        Browser budi = site.signedIn(BUDI, "!portal");
        String tab = budi.does("/orders/" + first, Map.of("do", "cancel", "once", "c-1"));
        String otherTab = budi.does("/orders/" + second, Map.of("do", "cancel", "once", "c-2"));
        budi.confirms(tab, "/orders/" + first);
        assertEquals(OrderStatus.CANCELLED, status(first));
        assertEquals(OrderStatus.PENDING, status(second));
        site.signedIn(SITI, "!portal").confirms(otherTab, "/orders");
        assertEquals(OrderStatus.PENDING, status(second), "a question is answered by whom it was asked");
        budi.confirms(otherTab, "/orders/" + second);
        assertEquals(OrderStatus.CANCELLED, status(second));
    }

    @Test
    void whoClicksTooMuchIsStopped() {
        try (TestSite slow = new TestSite(Map.of("RATE_LIMIT_PER_MINUTE", "5"))) {
            String id = slow.shop.order(BUDI, "bronze 1");
            Browser budi = slow.signedIn(BUDI, "!portal");
            slow.shop.clock.advance(Duration.ofMinutes(2));
            String last = "";
            for (int i = 0; i < 6; i++) {
                last = budi.does("/orders/" + id, Map.of("do", "order-note", "words", "n" + i, "once", "n" + i));
            }
            assertTrue(last.contains("data-good=\"false\""), last);
            assertEquals(
                    5,
                    slow.shop
                            .storage
                            .get(OrderId.of(id))
                            .orElseThrow()
                            .notes()
                            .all()
                            .size());
        }
    }

    @Test
    void aLookByAScriptLeavesWhatIsToBeRead() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser budi = site.signedIn(BUDI, "!portal");
        budi.post("/orders/" + id, Map.of("do", "order-note", "words", "x", "once", "x"));
        assertFalse(budi.glance("/orders/" + id).body().contains("role=\"status\""));
        assertTrue(budi.get("/orders/" + id).body().contains("role=\"status\""));
    }

    @Test
    void aCommaNamesNoOtherOrder() {
        String first = site.shop.order(BUDI, "bronze 1");
        String second = site.shop.order(BUDI, "silver 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        admin.does("/dashboard/orders/" + first, Map.of("do", "order-confirm", "words", ", " + second, "once", "1"));
        assertEquals(OrderStatus.PENDING, status(second));
        assertEquals(
                400,
                admin.post("/dashboard/orders/a%20b", Map.of("do", "order-confirm"))
                        .statusCode());
    }

    @Test
    void aPageThatIsNoneAnyMoreBeginsAnew() {
        Browser budi = site.signedIn(BUDI, "!portal");
        HttpResponse<String> gone = budi.get("/orders?after=ORD-AAAAA-BBBBB");
        assertEquals(303, gone.statusCode());
    }

    @Test
    void aMaskedNumberStaysMasked() {
        assertEquals(
                "ID: 6281****890, bold, 2 * 3 * 4, code",
                ChatMarks.without("ID: 6281****890, *bold*, 2 * 3 * 4, `code`"));
    }

    @Test
    void anothersOrderIsAsUnknownAsNone() {
        String sitis = site.shop.order(SITI, "silver 1");
        Browser budi = site.signedIn(BUDI, "!portal");
        for (String path :
                List.of("/orders/" + sitis, "/orders/" + sitis + "/code.png", "/orders/x", "/orders/%3Cb%3E")) {
            HttpResponse<String> none = budi.get(path);
            assertEquals(404, none.statusCode());
            assertEquals(budi.get("/orders/ORD-AAAAA-BBBBB").body(), none.body());
        }
        String refused = budi.does("/orders/" + sitis, Map.of("do", "order-note", "words", "mine", "once", "n"));
        assertFalse(refused.contains("Siti") || refused.contains("Silver"), refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-confirm", "order-delete", "help", "lang", "", "order-confirm ORD-1\norder-delete"})
    void aPageDoesNoMoreThanItShows(String command) {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser budi = site.signedIn(BUDI, "!portal");
        assertEquals(400, budi.post("/orders/" + id, Map.of("do", command)).statusCode());
        assertEquals(OrderStatus.PENDING, status(id));
    }

    @Test
    void whatPeopleTypeIsTextOnPages() {
        String evil = "<script>alert(1)</script>\"'><img src=x onerror=y>";
        String id = site.shop.order(BUDI, "bronze 1");
        Browser budi = site.signedIn(BUDI, "!portal");
        budi.does("/orders/" + id, Map.of("do", "order-note", "words", evil, "once", "x"));
        budi.does("/orders/" + id, Map.of("do", "username", "words", evil, "once", "y"));
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        for (String page : List.of(
                budi.get("/orders/" + id).body(),
                admin.get("/dashboard/orders/" + id).body(),
                admin.get("/dashboard/orders?q=" + "%22%3E%3Cscript%3E").body())) {
            assertFalse(page.contains("<script>") || page.contains("<img src=x"), page);
        }
    }

    @Test
    void aPersonReadsInTheirOwnLanguage() {
        Browser budi = site.signedIn(BUDI, "!portal").speaking("en");
        assertTrue(budi.get("/orders").body().contains("<html lang=\"en\">"));
        budi.does("/account/language", Map.of("language", "id"));
        assertTrue(budi.get("/orders").body().contains("<html lang=\"id\">"));
        assertEquals(
                Optional.of(Language.INDONESIAN), site.shop.pages().languages().of(BUDI), "in the chat too");
    }

    @Test
    void theAccountShowsWhereOneIsSignedIn() {
        Browser budi = site.signedIn(BUDI, "!portal");
        assertTrue(budi.get("/account").body().contains("Chrome, Android"));
        assertEquals(303, site.browser().get("/account").statusCode());
    }

    @Test
    void whatWasPaidHasAReceipt() throws Exception {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser budi = site.signedIn(BUDI, "!portal");
        assertEquals(404, budi.get("/orders/" + id + "/receipt.pdf").statusCode());
        assertFalse(budi.get("/orders/" + id).body().contains("receipt.pdf"));
        site.shop.reply(ADMIN, "!order-confirm " + id);
        assertTrue(budi.get("/orders/" + id).body().contains("receipt.pdf"));
        HttpResponse<byte[]> receipt = budi.bytes("/orders/" + id + "/receipt.pdf");
        assertEquals(
                "application/pdf", receipt.headers().firstValue("Content-Type").orElse(""));
        try (PDDocument pdf = Loader.loadPDF(receipt.body())) {
            String text = new PDFTextStripper().getText(pdf);
            assertEquals(1, pdf.getNumberOfPages());
            assertTrue(text.contains(id) && text.contains("Budi") && text.contains("IDR 24,999"), text);
        }
        assertEquals(
                404,
                site.signedIn(SITI, "!portal")
                        .get("/orders/" + id + "/receipt.pdf")
                        .statusCode());
    }

    @Test
    void aPersonTakesAlongWhatIsKeptAboutThemAndNobodyElse() {
        String id = site.shop.order(BUDI, "bronze 1");
        site.shop.reply(ADMIN, "!order-note " + id + " a difficult one");
        site.shop.order(SITI, "silver 1");
        Browser budi = site.signedIn(BUDI, "!data-export");
        assertTrue(budi.get("/account").body().contains("/account/data.json"));
        HttpResponse<String> data = budi.get("/account/data.json");
        assertEquals(
                "application/json", data.headers().firstValue("Content-Type").orElse(""));
        JsonNode json = JsonMapper.shared().readTree(data.body());
        assertEquals(BUDI.text(), json.path("person").asString());
        assertEquals(1, json.path("orders").size());
        assertEquals(id, json.at("/orders/0/id").asString());
        assertEquals("Chrome, Android", json.at("/sessions/0/device").asString());
        assertFalse(data.body().contains("difficult") || data.body().contains(SITI.text()), data.body());
        site.shop.clock.advance(Duration.ofMinutes(15));
        assertEquals(303, budi.get("/account/data.json").statusCode());
        assertTrue(budi.get("/account").body().contains("within 15 minutes"));
        assertEquals(303, site.browser().get("/account/data.json").statusCode());
    }
}
