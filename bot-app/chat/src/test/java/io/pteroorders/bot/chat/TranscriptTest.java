package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.api.ApiStores;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.port.Attachment;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Visitor;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.PriceChange;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Language;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole conversations, word for word, in every language. */
class TranscriptTest {

    private static final String WEBHOOK_ID = "wh_abcdefghijklmnop";

    /** Nobody listens there. */
    private static final String WEBHOOK = """
            {"key":"%s","value":{"id":"%s","url":"http://localhost:9/events","events":["order.status"],"secret":\
            "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=","customers":false,"created":"2026-11-20T02:00:00Z",\
            "createdBy":"key:pembukuan","from":"none"}}""".formatted(WEBHOOK_ID, WEBHOOK_ID);

    static Stream<String> languages() {
        return Stream.of(Language.values()).map(Language::code);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aPurchaseFromHelloToRefund(String language) throws IOException {
        Snapshots.check("purchase." + language + ".txt", purchase(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everythingThatIsRefused(String language) throws IOException {
        Snapshots.check("refusals." + language + ".txt", refusals(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aBroadcastAndWhatCannotBeDelivered(String language) throws IOException {
        Snapshots.check("broadcast." + language + ".txt", broadcast(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void anAdminWhoCannotBeReached(String language) throws IOException {
        Snapshots.check(
                "unreachable." + language + ".txt", unreachable(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void moneyThatComesByItself(String language) throws IOException {
        Snapshots.check("payments." + language + ".txt", payments(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aGatewayThatDoesNotAnswer(String language) throws IOException {
        Snapshots.check(
                "silent-gateway." + language + ".txt", silentGateway(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aServerThatAPanelMakes(String language) throws IOException {
        Snapshots.check("servers." + language + ".txt", servers(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aServerThatIsRenewed(String language) throws IOException {
        Snapshots.check("renewals." + language + ".txt", renewals(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theEndOfAMonthThatNobodyPaysFor(String language) throws IOException {
        Snapshots.check(
                "end-of-month." + language + ".txt", endOfMonth(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void serversThatAnAdminStops(String language) throws IOException {
        Snapshots.check("stopped." + language + ".txt", stopped(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void anotherPackage(String language) throws IOException {
        Snapshots.check("upgrade." + language + ".txt", upgrade(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aPriceThatChanges(String language) throws IOException {
        Snapshots.check("new-price." + language + ".txt", newPrice(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aYesToAReminder(String language) throws IOException {
        Snapshots.check(
                "reminder-answered." + language + ".txt",
                reminderAnswered(language).toString());
    }

    /** About one server; then about two. */
    private static Transcript reminderAnswered(String language) {
        TestShop shop = withPictures(Map.of("STORE_LANGUAGE", language));
        String yes = language.equals("en") ? "yes" : "ya";
        handedOver(shop, BUDI);
        Transcript transcript = new Transcript(shop)
                .says(BUDI, yes)
                .on("2026-12-15", "09:00")
                .says(BUDI, "ok")
                .says(BUDI, yes)
                .says(BUDI, yes + "!");
        shop.clock.advance(Duration.ofMinutes(10));
        handedOver(shop, SITI);
        handedOver(shop, SITI);
        return transcript
                .on("2027-01-14", "09:00")
                .says(SITI, yes)
                .says(SITI, "2")
                .on("2027-01-15", "10:00")
                .says(SITI, yes);
    }

    /** Reminded, warned, stopped, warned of the deletion; paid late; then not to be renewed any more. */
    private static Transcript endOfMonth(String language) {
        TestShop shop = withPictures(Map.of("STORE_LANGUAGE", language));
        String id = handedOver(shop, BUDI);
        Transcript transcript = new Transcript(shop)
                .on("2026-12-15", "08:59")
                .on("2026-12-15", "09:00")
                .on("2026-12-19", "09:00")
                .on("2026-12-21", "09:00")
                .on("2026-12-22", "09:00")
                .says(ADMIN, "!suspended " + id)
                .on("2026-12-23", "00:01")
                .on("2026-12-23", "08:00")
                .on("2026-12-25", "09:00")
                .says(ADMIN, "!due")
                .says(ADMIN, "!due nanti")
                .says(ADMIN, "!hold " + id + " nanti")
                .says(ADMIN, "!hold " + id + " 24/12 gajian")
                .on("2026-12-26", "09:00")
                .says(ADMIN, "!suspended " + id)
                .says(ADMIN, "!due 0")
                .on("2026-12-30", "09:00")
                .on("2027-01-01", "09:00")
                .on("2027-01-02", "09:00")
                .on("2027-01-05", "20:00")
                .says(BUDI, "!perpanjang");
        String renewal = transcript.lastId();
        return transcript
                .says(ADMIN, "!order-confirm " + renewal)
                .says(ADMIN, "!order-process " + renewal)
                .says(ADMIN, "!order-complete " + renewal + " SERVER123")
                .says(BUDI, "!berhenti")
                .says(BUDI, "ya")
                .on("2027-01-30", "09:00")
                .on("2027-02-01", "09:00")
                .on("2027-02-03", "08:00");
    }

    /** Dearer now, cheaper at the end or now, and what cannot be. */
    private static Transcript upgrade(String language) {
        TestShop shop = withPictures(Map.of("STORE_LANGUAGE", language));
        String id = handedOver(shop, BUDI);
        Transcript transcript = new Transcript(shop)
                .on("2026-12-07", "10:00")
                .says(BUDI, "!upgrade")
                .says(BUDI, "!upgrade emas")
                .says(BUDI, "!upgrade bronze")
                .says(SITI, "!upgrade " + id + " gold")
                .says(BUDI, "!downgrade " + id + " bronze")
                .says(BUDI, "!upgrade gold");
        String gold = transcript.lastId();
        transcript
                .says(BUDI, "!upgrade gold")
                .says(ADMIN, "!order-confirm " + gold)
                .says(ADMIN, "!order-process " + gold)
                .says(ADMIN, "!order-complete " + gold)
                .says(BUDI, "!my-orders")
                .says(BUDI, "!order-status " + gold)
                .says(ADMIN, "!order-detail " + gold)
                .says(BUDI, "!upgrade silver")
                .on("2026-12-15", "09:00")
                .says(BUDI, "!upgrade gold")
                .says(ADMIN, "!downgrade " + id + " platinum")
                .says(ADMIN, "!downgrade " + id + " silver")
                .on("2026-12-22", "10:00")
                .says(BUDI, "!upgrade gold")
                .on("2026-12-23", "10:00")
                .says(BUDI, "!upgrade gold")
                .says(BUDI, "!perpanjang");
        String renewal = transcript.lastId();
        return transcript
                .says(ADMIN, "!order-confirm " + renewal)
                .on("2027-01-21", "10:00")
                .says(BUDI, "!upgrade platinum");
    }

    /** R10: 5.000 rupiah a month, and 7.000 from 1 February on. */
    private static Transcript newPrice(String language) {
        LocalDate february = LocalDate.of(2027, 2, 1);
        PackageInfo sold =
                PackageCatalog.PACKAGE_CATALOG.find(PackageType.BRONZE).orElseThrow();
        PackageInfo bronze = new PackageInfo(
                sold.type(),
                sold.name(),
                sold.specifications(),
                Amounts.of(CurrencyUnit.of("IDR"), 5_000),
                sold.emoji(),
                true,
                Optional.empty(),
                ImmutableList.of(new PriceChange(
                        Amounts.of(CurrencyUnit.of("IDR"), 7_000), february, february.minusDays(31), 1, false)));
        TestShop shop = TestShop.selling(PackageCatalog.of(List.of(bronze)), Map.of("STORE_LANGUAGE", language));
        Transcript transcript = new Transcript(shop).on("2027-01-10", "12:00");
        String first = handedOver(shop, BUDI);
        transcript
                .on("2027-01-25", "12:00")
                .says(BUDI, "!perpanjang 6")
                .says(BUDI, "!harga bronze")
                .says(BUDI, "!perpanjang 1");
        shop.says(ADMIN, "!order-cancel " + transcript.lastId() + " batal");
        return transcript
                .on("2027-02-03", "09:00")
                .says(BUDI, language.equals("en") ? "yes" : "ya")
                .says(BUDI, "!katalog")
                .says(BUDI, "!harga bronze")
                .says(SITI, "!order bronze 1")
                .says(BUDI, "!perpanjang " + first + " 6");
    }

    /** Stopped for harm, and paused, by admins; and days for several at once. */
    private static Transcript stopped(String language) {
        TestShop shop = withPictures(Map.of("STORE_LANGUAGE", language));
        String id = handedOver(shop, BUDI);
        String other = handedOver(shop, SITI);
        Transcript transcript = new Transcript(shop)
                .says(ADMIN, "!suspend")
                .says(ADMIN, "!unsuspend " + id)
                .says(ADMIN, "!suspend " + id + " abuse: mining")
                .says(ADMIN, "!pause " + id)
                .says(ADMIN, "!order-detail " + id)
                .says(ADMIN, "!unsuspend " + id + " sudah selesai")
                .says(BUDI, "!perpanjang");
        String renewal = transcript.lastId();
        return transcript
                .says(ADMIN, "!suspend " + id)
                .says(ADMIN, "!order-confirm " + renewal)
                .says(ADMIN, "!unpause " + id)
                .says(ADMIN, "!unsuspend " + id)
                .says(ADMIN, "!pause " + id)
                .later(Duration.ofDays(2))
                .says(ADMIN, "!unpause " + id)
                .says(ADMIN, "!pause " + other + " liburan")
                .on("2026-12-24", "09:00")
                .says(ADMIN, "!gift " + id + "," + other + ",ORD-00000-00000 3 mati lampu")
                .says(ADMIN, "!gift " + id + " 3 " + other)
                .says(ADMIN, "!gift " + id)
                .says(ADMIN, "!gift all nol")
                .says(ADMIN, "!gift semua 2 listrik padam")
                .says(ADMIN, "ya")
                .says(ADMIN, "!deleted " + id)
                .says(ADMIN, "ya")
                .later(Duration.ofDays(60))
                .says(ADMIN, "!deleted " + id)
                .says(ADMIN, "ya")
                .says(BUDI, "!perpanjang " + id);
    }

    /** The id of an order of a month of bronze whose server is there. */
    private static String handedOver(TestShop shop, PersonId customer) {
        String id = shop.order(customer, "bronze 1");
        for (String step : List.of("order-confirm %s", "order-process %s", "order-complete %s SERVER123")) {
            shop.says(ADMIN, "!" + step.formatted(id));
        }
        return id;
    }

    /** Handed over, renewed, renewed for longer, given days, and taken back from the end. */
    private static Transcript renewals(String language) {
        TestShop shop = withPictures(Map.of("STORE_LANGUAGE", language));
        Transcript transcript = new Transcript(shop).says(BUDI, "!perpanjang").says(BUDI, "!order bronze 1");
        String first = transcript.lastId();
        for (String step : List.of("order-confirm %s", "order-process %s", "order-complete %s SERVER123")) {
            shop.says(ADMIN, "!" + step.formatted(first));
        }
        transcript
                .says(BUDI, "!perpanjang nol")
                .says(BUDI, "!perpanjang 13")
                .says(SITI, "!perpanjang " + first)
                .says(BUDI, "!servers")
                .says(SITI, "!servers")
                .says(ADMIN, "!servers all")
                .says(ADMIN, "!servers overdue")
                .says(BUDI, "!perpanjang");
        String month = transcript.lastId();
        transcript
                .says(BUDI, "!proof " + month + " 9f86d081884c7d659a2feaa0c55ad015.jpg")
                .says(BUDI, "!perpanjang 3 bulan")
                .says(ADMIN, "!order-confirm " + month + " transfer BCA")
                .says(BUDI, "!my-orders")
                .says(BUDI, "!order-status " + first)
                .says(ADMIN, "!order-detail " + month)
                .later(Duration.ofDays(3))
                .says(BUDI, "!perpanjang " + month + " setahun")
                .says(BUDI, "!perpanjang 11")
                .says(BUDI, "!perpanjang 2");
        String twoMonths = transcript.lastId();
        transcript
                .says(ADMIN, "!order-confirm " + twoMonths)
                .says(BUDI, "!perpanjang 10")
                .says(ADMIN, "!gift " + first)
                .says(ADMIN, "!gift " + first + " 999")
                .says(ADMIN, "!gift " + first + " 3 gangguan node")
                .says(ADMIN, "!paid-until " + first + " nanti")
                .says(ADMIN, "!paid-until " + first + " 0001-01-01")
                .says(ADMIN, "!gift " + first + " 3 " + "x".repeat(501))
                .says(ADMIN, "!paid-until " + first + " 28/12 sesuai janji")
                .says(ADMIN, "!order-refund " + first)
                .says(ADMIN, "ya");
        for (String renewal : List.of(twoMonths, month, first)) {
            shop.says(ADMIN, "!order-refund " + renewal);
            shop.says(ADMIN, "ya");
        }
        return transcript.says(BUDI, "!perpanjang " + first);
    }

    /** Ordered, paid, made, used, given back, suspended, deleted. */
    private static Transcript servers(String language) {
        try (TestPanel panel = new TestPanel()) {
            TestShop shop = TestShop.withPanel(panel, Map.of("STORE_LANGUAGE", language), true);
            Transcript transcript = new Transcript(shop).says(BUDI, "!order bronze 1");
            String id = transcript.lastId();
            transcript
                    .says(SITI, "!order bronze 1")
                    .says(SITI, "!stop")
                    .says(SITI, "!start")
                    .says(BUDI, "!email budi")
                    .says(BUDI, "!email budi@mail.example")
                    .says(ADMIN, "!order-confirm " + id)
                    .seesToServers()
                    .says(BUDI, "!servers")
                    .says(BUDI, "!start");
            panel.finishInstall();
            transcript
                    .later(Duration.ofMinutes(1))
                    .seesToServers()
                    .says(BUDI, "!servers")
                    .says(BUDI, "!start")
                    .later(Duration.ofMinutes(1))
                    .says(BUDI, "!stop")
                    .says(BUDI, "ya")
                    .says(BUDI, "!password");
            for (int i = 0; i < 3; i++) {
                transcript.says(BUDI, "!password " + id);
            }
            panel.fake.goDown();
            transcript.says(BUDI, "!restart").says(BUDI, "ya").says(ADMIN, "!start " + id);
            panel.fake.comeBack();
            return transcript
                    .says(ADMIN, "!password " + id)
                    .says(ADMIN, "!servers all")
                    .says(OWNER, "!provision " + id)
                    .says(OWNER, "!provision " + id + " resize")
                    .says(OWNER, "!provision " + id + " retry")
                    .says(OWNER, "!jobs")
                    .says(ADMIN, "!reconcile")
                    .says(ADMIN, "!order-refund " + id + " salah paket")
                    .says(ADMIN, "ya")
                    .seesToServers()
                    .says(ADMIN, "!server-delete " + id)
                    .later(Duration.ofDays(8))
                    .seesToServers()
                    .says(ADMIN, "!server-delete " + id)
                    .says(ADMIN, "ya")
                    .seesToServers()
                    .says(ADMIN, "!panel-done " + id)
                    .says(BUDI, "!servers");
        }
    }

    /** What a shop without a panel, or with one that starts no servers, has to say. */
    private static Map<String, String> withoutPower(String language) {
        Map<String, String> settings = Map.of("STORE_LANGUAGE", language);
        Map<String, String> examples = new HashMap<>(
                new Transcript(new TestShop(settings)).says(OWNER, "!jobs").examples());
        try (TestPanel panel = new TestPanel()) {
            Transcript transcript =
                    new Transcript(TestShop.withPanel(panel, settings, false)).says(BUDI, "!order gold 1");
            String id = transcript.lastId();
            examples.putAll(transcript
                    .says(BUDI, "!start " + id)
                    .says(OWNER, "!provision " + id + " adopt 1")
                    .examples());
        }
        return examples;
    }

    private static String afterwards(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language));
        shop.order(BUDI, "bronze 1");
        return lastParagraph(
                new Transcript(shop).says(BUDI, "batalin yg bronze, ganti gold sebulan"), "confirm-cancel");
    }

    private static String otherWays(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language, "PAYMENT_METHODS", "all"));
        shop.order(BUDI, "bronze 1");
        return lastParagraph(new Transcript(shop).says(BUDI, "!pay"), "pay");
    }

    private static Transcript silentGateway(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language, "PAYMENT_METHODS", "all"));
        return new Transcript(shop)
                .says(BUDI, "!order bronze 1")
                .says(BUDI, "!pay")
                .says(BUDI, "!pay " + firstId() + " qris-static");
    }

    /** Paid in part by somebody's transfer, then as asked; cancelled, made anew; another one given back. */
    private static Transcript payments(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language, "PAYMENT_METHODS", "qris-static,manual"));
        String id = firstId();
        Transcript transcript = new Transcript(shop)
                .says(BUDI, "!order bronze 1")
                .says(BUDI, "!pay")
                .says(BUDI, "!pay " + id + " kartu")
                .says(BUDI, "rek nya mana kak?")
                .says(BUDI, "!cek")
                .says(ADMIN, "!order-detail " + id)
                .says(ADMIN, "!payments")
                .says(ADMIN, "!payments semua")
                .getsMoney("Transfer masuk Rp5.000 dari BUDI SANTOSO 081234567890")
                .says(ADMIN, "!payments unmatched")
                .says(ADMIN, "!payment-match 7 " + id)
                .getsMoney("Transfer keluar Rp75.000 ke SITI")
                .says(ADMIN, "!payment-match 2 none")
                .says(ADMIN, "!payment-match 2 none")
                .says(ADMIN, "!payment-match 1 " + id)
                .says(BUDI, "!pay")
                .getsMoney("{\"id\":\"row-2\",\"amount\":24999}")
                .says(ADMIN, "!payment-check " + id)
                .says(ADMIN, "!payments today")
                .says(ADMIN, "!order-stats day")
                .says(ADMIN, "!order-cancel " + id + " stok habis")
                .says(ADMIN, "ya")
                .says(OWNER, "!order-delete " + id)
                .says(OWNER, "ya")
                .says(ADMIN, "!order-again " + id)
                .says(ADMIN, "!order-again " + id)
                .says(SITI, "!order gold 1");
        String second = shop.order(SITI, "silver 1");
        return transcript
                .later(Duration.ofHours(22))
                .says(SITI, "!cek " + second)
                .getsMoney("{\"id\":\"row-3\",\"amount\":\"44.999\",\"at\":\"2026-11-23 19:30\"}")
                .says(OWNER, "!payment-refund " + second)
                .says(OWNER, "ya")
                .later(Duration.ofHours(3))
                .says(SITI, "!my-orders");
    }

    /** One admin has not written for a day; the owner is told, and the admin once they write. */
    private static Transcript unreachable(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language));
        shop.fate = message ->
                message.to().equals(ADMIN.text()) ? SendResult.unreachable("wrote long ago") : SendResult.SENT;
        Transcript transcript = new Transcript(shop)
                .says(BUDI, "!order gold 3")
                .says(OWNER, "!lang " + language)
                .says(OWNER, "!lang " + language);
        shop.fate = message -> SendResult.SENT;
        return transcript.says(ADMIN, "halo");
    }

    @Test
    void theReadmeShowsTheFirstMinutesOfAShop() throws IOException {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en", "STORE_ADMIN", ""));
        String id = firstId();
        Transcript transcript = new Transcript(shop)
                .says(BUDI, "!order bronze 1")
                .says(OWNER, "!order-confirm " + id + " bank transfer");
        Snapshots.check("readme.txt", transcript.toString());
    }

    /** Every test shop draws the same ids. */
    private static String firstId() {
        return new TestShop().order(BUDI, "bronze 1");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyReplyIsShownInSomeTranscript(String language) {
        Set<String> shown = examples(language).keySet();
        Set<String> missing = new TreeSet<>();
        Arrays.stream(ReplyText.values()).map(ReplyText::file).forEach(missing::add);
        missing.removeAll(shown);
        assertEquals(Set.of(), missing);
    }

    /** A message made from each template, if there is a conversation with one. */
    static Map<String, String> examples(String language) {
        Map<String, String> examples = new HashMap<>(failures(language));
        examples.putAll(refusals(language).examples());
        examples.putAll(broadcast(language).examples());
        examples.putAll(smallTalk(language).examples());
        examples.putAll(human(language).examples());
        examples.putAll(privacy(language).examples());
        examples.putAll(payments(language).examples());
        examples.putAll(servers(language).examples());
        examples.putAll(renewals(language).examples());
        examples.putAll(endOfMonth(language).examples());
        examples.putAll(stopped(language).examples());
        examples.putAll(upgrade(language).examples());
        examples.putAll(withoutPower(language));
        examples.putAll(putRight(language).examples());
        examples.putAll(kinds(language).examples());
        for (SpokenConversations spoken : SpokenConversations.values()) {
            examples.putAll(spoken.in(Language.parse(language).orElseThrow()).examples());
        }
        examples.putAll(purchase(language).examples());
        return examples;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void whatIsSaidWithoutACommand(String language) throws IOException {
        Snapshots.check("small-talk." + language + ".txt", smallTalk(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aHumanWhoIsCalled(String language) throws IOException {
        Snapshots.check("human." + language + ".txt", human(language).toString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void whatAdminsPutRight(String language) throws IOException {
        Snapshots.check("put-right." + language + ".txt", putRight(language).toString());
    }

    private static Transcript smallTalk(String language) {
        TestShop shop = withPictures(Map.of("STORE_LANGUAGE", language));
        Transcript transcript = new Transcript(shop)
                .says(BUDI, "halo kak")
                .says(BUDI, "*!order gold 1*")
                .says(BUDI, "!order gold 1")
                .says(BUDI, "rek nya mana kak?")
                .says(BUDI, "udah transfer kak")
                .says(BUDI, "kok diam")
                .later(Duration.ofHours(2))
                .says(BUDI, "gimana kak")
                .says(BUDI, "halo")
                .says(BUDI, "")
                .says(BUDI, "!order bronze 1")
                .says(BUDI, "!cek")
                .says(BUDI, "1")
                .says(SITI, "halo")
                .says(SITI, "berapa lama ya")
                .says(ADMIN, "halo");
        for (int i = 0; i < 16; i++) {
            shop.says(ADMIN, "!order-search 0812");
        }
        return transcript.says(ADMIN, "!order-search 0812").says(ADMIN, "!order-search budi");
    }

    /** Called, answered, talked to, left to the bot again; and called by whoever has no order. */
    @ParameterizedTest
    @MethodSource("languages")
    void whatIsKeptOfPeople(String language) throws IOException {
        Snapshots.check("privacy." + language + ".txt", privacy(language).toString());
    }

    private static Transcript privacy(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language));
        Transcript transcript = new Transcript(shop)
                .says(BUDI, "!order gold 1")
                .says(BUDI, "!erase")
                .says(BUDI, "!cancel")
                .says(BUDI, "ya")
                .says(BUDI, "!data-export")
                .says(BUDI, "!data-export")
                .says(BUDI, "!data-export 08123456789")
                .says(OWNER, "!erase");
        int export = shop.privacy().desk().waiting().get(0).number();
        transcript
                .says(OWNER, "!data-export " + export)
                .later(Duration.ofHours(1))
                .says(BUDI, "!erase")
                .says(BUDI, "ya")
                .says(BUDI, "!erase")
                .says(BUDI, "ya")
                .says(OWNER, "!erase +62 811-0000-0002")
                .says(OWNER, "!erase +62 899-9999-9999");
        int erase = shop.privacy().desk().waiting().get(0).number();
        return transcript.says(OWNER, "!erase " + erase).says(OWNER, "ya").says(OWNER, "!erase");
    }

    private static Transcript human(String language) {
        TestShop shop = withPictures(Map.of("STORE_LANGUAGE", language));
        Transcript transcript = new Transcript(shop)
                .says(BUDI, "!order gold 1")
                .says(BUDI, "min udah tf tadi, kok blm masuk? 0812-3456-7890")
                .says(BUDI, "halo??")
                .says(ADMIN, "!reply")
                .says(ADMIN, "!reply #2 halo")
                .says(ADMIN, "!reply #1 Halo Kak Budi!\n\nTransfernya dari bank apa?")
                .says(BUDI, "bca *min* a.n. budi")
                .quotes(ADMIN, "call-words-admin", "Sudah ketemu, sebentar ya Kak")
                .says(BUDI, "siap")
                .says(BUDI, "!cek")
                .later(Duration.ofMinutes(30))
                .says(BUDI, "makasih min")
                .says(ADMIN, "!bot")
                .says(ADMIN, "!bot off #1")
                .later(Duration.ofHours(3))
                .says(BUDI, "min, servernya lag");
        for (int i = 0; i < 19; i++) {
            shop.says(BUDI, "lag " + i);
        }
        return transcript
                .says(BUDI, "laaaag")
                .says(ADMIN, "!bot on #1")
                .says(BUDI, "halo")
                .says(SITI, "spek paling murah apa aja")
                .says(SITI, "bisa buat mobile legend ga")
                .says(SITI, "ada yang bisa bantu ga sih")
                .quotes(ADMIN, "call-admin", "Halo Kak Siti, untuk itu belum ada ya 🙏")
                .says(SITI, "!reply #2 halo")
                .later(Duration.ofDays(1))
                .quotes(ADMIN, "call-admin", "Masih ada yang bisa dibantu?");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void whatIsNoText(String language) throws IOException {
        Snapshots.check("kinds." + language + ".txt", kinds(language).toString());
    }

    /** All that is no text; then a picture of a payment with a caption, after the payment, and after a cancellation. */
    private static Transcript kinds(String language) {
        TestShop shop = withPictures(Map.of("STORE_LANGUAGE", language));
        Transcript transcript = new Transcript(shop);
        IncomingMessage.kinds().forEach(kind -> transcript.sends(BUDI, kind));
        transcript
                .sends(BUDI, "voice")
                .sendsPicture(BUDI, "")
                .says(BUDI, "!order gold 1")
                .says(BUDI, "!cancel " + transcript.lastId())
                .sends(BUDI, "sticker")
                .sends(BUDI, "sticker")
                .sendsPicture(BUDI, "!order silver 1");
        String paid = firstId();
        return transcript
                .says(ADMIN, "!order-confirm " + paid)
                .sendsPicture(BUDI, "")
                .later(Duration.ofMinutes(11))
                .says(ADMIN, "!order-cancel " + paid)
                .says(ADMIN, "ya")
                .sendsPicture(BUDI, "");
    }

    private static Transcript putRight(String language) {
        TestShop shop = withPictures(Map.of("STORE_LANGUAGE", language));
        String id = firstId();
        Transcript transcript = new Transcript(shop)
                .says(BUDI, "!order gold 1")
                .says(ADMIN, "!proof " + id)
                .says(ADMIN, "!tolak " + id)
                .says(ADMIN, "tidak")
                .says(BUDI, "!proof " + id + " 9f86d081884c7d659a2feaa0c55ad015.jpg")
                .says(ADMIN, "!proof " + id)
                .says(ADMIN, "!order-reject " + id + " fotonya buram")
                .says(ADMIN, "ya")
                .says(ADMIN, "!order-confirm " + id + " ?")
                .says(ADMIN, "ya")
                .says(ADMIN, "!order-cancel " + id + " stok habis")
                .says(ADMIN, "ya")
                .says(ADMIN, "!refunds")
                .says(ADMIN, "!order-refund " + id + " BCA")
                .says(ADMIN, "ya")
                .says(ADMIN, "!refunds")
                .says(BUDI, "!order silver 1");
        return transcript.says(ADMIN, "!order-message " + transcript.lastId() + " Halo, servernya siap sore ini.");
    }

    private static TestShop withPictures(Map<String, String> settings) {
        PaymentProofs keepsAll = new PaymentProofs() {
            @Override
            public Optional<String> keep(byte[] content) {
                return content.length == 0 ? Optional.empty() : Optional.of("9f86d081884c7d659a2feaa0c55ad015.jpg");
            }

            @Override
            public boolean has(String name) {
                return name.endsWith(".jpg");
            }
        };
        return new TestShop(
                settings,
                InMemoryOrderStorage.create(ZoneId.of("Asia/Jakarta")),
                ChatStores.inMemory().with(keepsAll));
    }

    /** An owner tells everybody something; one customer cannot be reached, one wants no broadcasts. */
    private static Transcript broadcast(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language));
        Transcript transcript = new Transcript(shop)
                .says(OWNER, "!broadcast report")
                .says(OWNER, "!broadcast")
                .says(OWNER, "!broadcast all Halo semua")
                .says(OWNER, "!broadcast siapa Halo")
                .says(OWNER, "!broadcast all Halo {{nama}}");
        String unreachable = shop.order(SITI, "bronze");
        shop.order(BUDI, "gold");
        shop.fate = message ->
                message.to().equals(SITI.text()) ? SendResult.failed("the number is not on WhatsApp") : SendResult.SENT;
        return transcript
                .says(
                        OWNER,
                        "!broadcast all Halo{{#customerName}} {{customerName}}{{/customerName}}!\n\nBesok kami libur.")
                .says(OWNER, "yes")
                .says(OWNER, "!broadcast report")
                .says(OWNER, "!order-confirm " + unreachable)
                .says(OWNER, "!order-detail " + unreachable)
                .says(OWNER, "!outbox")
                .says(OWNER, "!outbox retry")
                .says(BUDI, "!outbox");
    }

    private static Transcript purchase(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language));
        String id = firstId();
        Transcript transcript = new Transcript(shop)
                .says(BUDI, "halo")
                .says(BUDI, "!katalog")
                .says(BUDI, "!harga Bronze")
                .says(BUDI, "!help order")
                .says(BUDI, "!order  bronze 3 bulan tolong region Singapura")
                .says(BUDI, "!username " + id + " budi.craft")
                .says(BUDI, "!order-note " + id + " bayar nanti sore")
                .says(BUDI, "!cancel " + id)
                .says(BUDI, "tidak");
        shop.clock.advance(Duration.ofMinutes(40));
        transcript.says(ADMIN, "!pending-orders").says(ADMIN, "!order-confirm " + id + " BCA 75.000");
        shop.clock.advance(Duration.ofMinutes(5));
        transcript.says(ADMIN, "!order-process " + id);
        shop.clock.advance(Duration.ofHours(2));
        transcript
                .says(ADMIN, "!order-note " + id + " node 4")
                .says(ADMIN, "!order-complete " + id + " SERVER123 siap")
                .says(BUDI, "!order-status " + id)
                .says(BUDI, "!my-orders")
                .says(OWNER, "!order-detail " + id)
                .says(OWNER, "!orders completed 5")
                .says(OWNER, "!order-search 0812-3456")
                .says(OWNER, "!order-stats week");
        shop.clock.advance(Duration.ofDays(3));
        transcript
                .says(ADMIN, "!order-refund " + id + " server sering mati")
                .says(ADMIN, "ya")
                .says(BUDI, "!order silver");
        String second = lastId(shop);
        return transcript
                .says(BUDI, "!batal " + second)
                .says(BUDI, "YA")
                .says(OWNER, "!order-stats")
                .says(OWNER, "!order-delete " + second)
                .says(OWNER, "YA")
                .says(OWNER, "!order-contact " + id)
                .says(OWNER, "!backup")
                .says(ADMIN, "!backup")
                .says(ADMIN, "!help")
                .says(SITI, "!help")
                .says(SITI, "!lang " + (language.equals("id") ? "en" : "id"))
                .says(SITI, "!lang " + language)
                .says(SITI, "STOP")
                .says(SITI, "MULAI");
    }

    private static String lastId(TestShop shop) {
        return shop.sent.get(shop.sent.size() - 1).variables().getOrDefault("orderId", "");
    }

    private static Transcript refusals(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language, "MAX_PENDING_ORDERS", "2"));
        String first = shop.order(BUDI, "gold 3");
        String second = shop.order(BUDI, "bronze");
        String near = first.substring(0, first.length() - 1) + (first.endsWith("0") ? "1" : "0");
        Transcript transcript = new Transcript(shop)
                .says(BUDI, "!oder bronze 1")
                .says(BUDI, "!orders")
                .says(BUDI, "!order")
                .says(BUDI, "!order wood 13")
                .says(BUDI, "!order 1 gold")
                .says(BUDI, "!order gold 1\n!order silver 1")
                .says(BUDI, "!order brnze")
                .says(BUDI, "!order gold 1.5")
                .says(BUDI, "!order gold 1")
                .says(BUDI, "!harga kayu")
                .says(BUDI, "!order-status " + near)
                .says(SITI, "!order-status " + first)
                .says(SITI, "!order-status ORD-00000-00000")
                .says(SITI, "!my-orders")
                .says(BUDI, "!username " + first + " *Budi*")
                .says(BUDI, "!order-note " + first)
                .says(BUDI, "!order-note " + first + " " + "panjang ".repeat(80))
                .says(BUDI, "!lang klingon")
                .says(SITI, "!order silver 2")
                .says(SITI, "!order silver 2")
                .says(SITI, "oke makasih")
                .says(SITI, "tidak")
                .says(SITI, "!order silver 2")
                .says(SITI, "STOP")
                .says(SITI, "!order silver 2")
                .says(SITI, "mau")
                .says(SITI, "jadi")
                .says(BUDI, "!cancel " + second);
        shop.clock.advance(Duration.ofMinutes(6));
        transcript
                .says(BUDI, "YA")
                .says(ADMIN, "!order-complete " + first + " SERVER123")
                .says(ADMIN, "!order-complete " + first)
                .says(ADMIN, "!order-complete " + first + " server/1")
                .says(ADMIN, "!order-confirm " + first + " " + second)
                .says(ADMIN, "!order-confirm " + first + "," + second)
                .says(BUDI, "!cancel " + first)
                .says(ADMIN, "!order-cancel " + second + " stok habis")
                .says(ADMIN, "!order-confirm " + second)
                .says(ADMIN, "!order-status ORD-")
                .says(ADMIN, "!orders pendng")
                .says(ADMIN, "!orders 9999")
                .says(ADMIN, "!orders since 2026-13-01")
                .says(ADMIN, "!order-stats nanti")
                .says(ADMIN, "!order-search 12")
                .says(BUDI, "!" + "x".repeat(5000));
        for (int i = 0; i < Notes.MAX_COUNT; i++) {
            shop.says(ADMIN, "!order-note " + first + " " + i);
        }
        return transcript.says(ADMIN, "!order-note " + first + " lagi");
    }

    /** The list stands in the page as it is with a key in it. */
    private static Transcript keys(Map<String, String> settings) {
        ApiStores stores = ApiStores.inMemory();
        stores.keys()
                .add(new ApiKey(
                        "pembukuan",
                        ApiKeys.digest("secret"),
                        ImmutableSortedSet.of(Scope.read(Scope.Resource.ORDERS), Scope.read(Scope.Resource.STATISTICS)),
                        Actor.Role.ADMIN,
                        Instant.parse("2026-11-20T02:00:00Z"),
                        Optional.of(Instant.parse("2027-01-31T00:00:00Z")),
                        ImmutableSet.of(),
                        Optional.of(Instant.parse("2026-11-22T13:00:00Z"))));
        TestShop shop = new TestShop(
                settings,
                InMemoryOrderStorage.create(ZoneId.of("Asia/Jakarta")),
                ChatStores.inMemory().with(stores));
        return new Transcript(shop)
                .says(OWNER, "!api-keys")
                .says(OWNER, "!api-keys revoke pembukuan")
                .says(OWNER, "!api-keys revoke pembukuan");
    }

    /** The list stands in the page as it is with a webhook in it. */
    private static Transcript webhooks(String language) {
        ShopStorage storage = InMemoryShopStorage.create(
                ZoneId.of("Asia/Jakarta"), ManualClock.at(Instant.parse("2026-11-22T14:50:00Z")));
        Lease lease = storage.lease("test").orElseThrow();
        lease.records("webhooks", json -> {}).append(new JsonValue(Part.SHOP, WEBHOOK));
        lease.close();
        TestShop shop = new TestShop(
                Map.of("STORE_LANGUAGE", language, "WEB", "on"),
                storage.orders(),
                ChatStores.inMemory().with(ApiStores.of(storage.lease("shop").orElseThrow())));
        return new Transcript(shop)
                .says(OWNER, "!webhooks on wh_none")
                .says(OWNER, "!webhooks test " + WEBHOOK_ID)
                .says(OWNER, "!webhooks off " + WEBHOOK_ID)
                .says(OWNER, "!webhooks on " + WEBHOOK_ID)
                .says(OWNER, "!webhooks");
    }

    /** Budi signs in three times, and is signed in once already. */
    private static Transcript signIn(String language) {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language, "WEB", "on"));
        shop.pages()
                .sessions()
                .begin(new Visitor(BUDI, "Budi", BUDI.text()), Area.PORTAL, "Chrome, Android", shop.clock.instant());
        return new Transcript(shop)
                .says(BUDI, "!portal")
                .says(BUDI, "!portal")
                .says(BUDI, "!portal")
                .says(BUDI, "!portal")
                .says(BUDI, "!sessions")
                .says(BUDI, "!sessions end");
    }

    private static Map<String, String> failures(String language) {
        Map<String, String> settings = Map.of("STORE_LANGUAGE", language);
        OrderStorage store = InMemoryOrderStorage.create(ZoneId.of("Asia/Jakarta"));
        TestShop closed = new TestShop(settings, store);
        store.close();
        TestShop fullDisk = new TestShop(settings);
        TestShop busy = new TestShop(Map.of("STORE_LANGUAGE", language, "RATE_LIMIT_PER_MINUTE", "1"));
        fullDisk.backup = Optional.empty();
        Map<String, String> examples = new HashMap<>();
        for (Transcript transcript : List.of(
                new Transcript(closed).says(BUDI, "!order gold"),
                new Transcript(new TestShop(settings, brokenStore())).says(BUDI, "!order gold"),
                new Transcript(new TestShop(settings, storeWithOnePlace()))
                        .says(SITI, "!order gold")
                        .says(BUDI, "!order gold"),
                new Transcript(fullDisk).says(OWNER, "!backup"),
                new Transcript(busy).says(BUDI, "!katalog").says(BUDI, "!katalog"),
                ambiguous(settings))) {
            examples.putAll(transcript.examples());
        }
        examples.putAll(keys(settings).examples());
        examples.putAll(webhooks(language).examples());
        examples.putAll(signIn(language).examples());
        examples.putAll(
                new Transcript(new TestShop(settings)).says(BUDI, "!portal").examples());
        examples.putAll(pictures(settings));
        examples.putAll(answerThatComesAgain(settings));
        examples.put(ReplyText.UNDELIVERED.file(), lastParagraph(unreachable(language), "language-chosen"));
        examples.put(ReplyText.OTHER_WAYS_TO_PAY.file(), otherWays(language));
        examples.put(ReplyText.AFTERWARDS.file(), afterwards(language));
        TestShop unsaved = new TestShop(settings);
        unsaved.noBackupSince = Optional.of(unsaved.clock.instant());
        examples.put(
                ReplyText.NO_DAILY_BACKUP.file(),
                lastParagraph(new Transcript(unsaved).says(OWNER, "!lang " + language), "language-chosen"));
        TestShop shop = new TestShop(settings);
        Optional<Instant> before = Optional.of(shop.clock.instant().minus(Duration.ofHours(2)));
        for (IncomingMessage message : List.of(
                new IncomingMessage("test", "g1", BUDI, "62811-1@g.us", "Budi", "!help", Trait.GROUP),
                new IncomingMessage(
                        "test",
                        "l1",
                        BUDI,
                        BUDI.text(),
                        "Budi",
                        "!order gold 3",
                        ImmutableSet.of(),
                        before,
                        Optional.empty(),
                        Optional.empty()))) {
            shop.receives(message).forEach(reply -> examples.put(reply.template(), reply.text()));
        }
        return examples;
    }

    private static String lastParagraph(Transcript transcript, String template) {
        String text = transcript.examples().getOrDefault(template, "");
        return text.substring(text.lastIndexOf("\n\n") + 2);
    }

    private static Map<String, String> answerThatComesAgain(Map<String, String> settings) {
        TestShop shop = new TestShop(settings);
        Map<String, String> examples = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            shop.says(BUDI, "!cancel " + shop.order(BUDI, "gold"));
            shop.receives(IncomingMessage.privately("test", "yes", BUDI, "", "YA"))
                    .forEach(reply -> examples.put(reply.template(), reply.text()));
            shop.clock.advance(Duration.ofMinutes(11));
        }
        return examples;
    }

    private static Map<String, String> pictures(Map<String, String> settings) {
        TestShop shop = withPictures(settings);
        shop.order(BUDI, "gold");
        shop.order(BUDI, "bronze");
        Map<String, String> examples =
                new HashMap<>(new Transcript(shop).says(BUDI, "!proof").examples());
        for (int length = 0; length < 2; length++) {
            sendPicture(shop, "p" + length, BUDI, length, examples);
        }
        TestShop ended = withPictures(settings);
        sendPicture(ended, "without", BUDI, 1, examples);
        ended.says(ADMIN, "!order-cancel " + ended.order(BUDI, "gold"));
        sendPicture(ended, "late", BUDI, 1, examples);
        ended.clock.advance(Duration.ofMinutes(1));
        ended.says(ADMIN, "!order-confirm " + ended.order(BUDI, "gold"));
        sendPicture(ended, "paid", BUDI, 1, examples);
        return examples;
    }

    private static void sendPicture(
            TestShop shop, String id, PersonId person, int length, Map<String, String> examples) {
        shop.receives(new IncomingMessage(
                        "test",
                        id,
                        person,
                        person.text(),
                        "Budi",
                        "",
                        ImmutableSet.of(),
                        Optional.empty(),
                        Optional.of(picture(length)),
                        Optional.empty()))
                .forEach(reply -> examples.put(reply.template(), reply.text()));
    }

    private static Attachment picture(int length) {
        return () -> CompletableFuture.completedFuture(Optional.of(ByteSource.wrap(new byte[length])));
    }

    private static Transcript ambiguous(Map<String, String> settings) {
        OrderStorage storage = InMemoryOrderStorage.create(ZoneId.of("Asia/Jakarta"));
        for (String id : List.of("ORD-AAAAA-7X7X7", "ORD-BBBBB-7X7X7")) {
            Order order = Order.create(
                    OrderId.of(id),
                    Fixtures.budi(),
                    Fixtures.anOrder(1).pending().item(),
                    "system",
                    Fixtures.NOON);
            storage.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty());
        }
        return new Transcript(new TestShop(settings, storage)).says(ADMIN, "!status 7X7X7");
    }

    private static OrderStorage brokenStore() {
        ChangePage nothing =
                InMemoryOrderStorage.create(ZoneId.of("Asia/Jakarta")).changes(ChangePage.Token.START, 1);
        return (OrderStorage) Proxy.newProxyInstance(
                TranscriptTest.class.getClassLoader(), new Class<?>[] {OrderStorage.class}, (proxy, method, args) -> {
                    if (method.getName().equals("changes")) {
                        return nothing;
                    }
                    throw new IllegalStateException("a bug");
                });
    }

    /** Every order is to have the same place. */
    private static OrderStorage storeWithOnePlace() {
        OrderStorage store = InMemoryOrderStorage.create(ZoneId.of("Asia/Jakarta"));
        return (OrderStorage) Proxy.newProxyInstance(
                TranscriptTest.class.getClassLoader(), new Class<?>[] {OrderStorage.class}, (proxy, method, args) -> {
                    if (method.getName().equals("insert")) {
                        Order order = (Order) args[0];
                        Claim place = new Claim("places", "1", order.createdAt().plus(Duration.ofDays(1)));
                        args[0] = order.withClaims(order.createdAt(), List.of(place));
                    }
                    return method.invoke(store, args);
                });
    }
}
