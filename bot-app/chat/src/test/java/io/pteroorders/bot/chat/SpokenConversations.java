package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Language;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Ten conversations by people who do not type commands. */
enum SpokenConversations {

    /** From the first question to a server, paid for by hand. */
    FIRST_SALE,
    /** A whole order by digits. */
    DIGITS,
    /** Renewed, and not renewed. */
    RENEWAL,
    /** Second thoughts, at questions that are open. */
    SECOND_THOUGHTS,
    /** Impatience, and an admin who answers. */
    COMPLAINT,
    /** A server that does not run. */
    TROUBLE,
    /** Another package. */
    UPGRADE,
    /** Haggling, and no more promotions. */
    HAGGLING,
    /** Another order instead, and one that is paid. */
    INSTEAD,
    /** An admin in a hurry. */
    HURRY;

    private static final int DAYS = 29;

    Transcript in(Language language) {
        return switch (this) {
            case FIRST_SALE -> firstSale(language);
            case DIGITS -> digits(language);
            case RENEWAL -> renewal(language);
            case SECOND_THOUGHTS -> secondThoughts(language);
            case COMPLAINT -> complaint(language);
            case TROUBLE -> trouble(language);
            case UPGRADE -> upgrade(language);
            case HAGGLING -> haggling(language);
            case INSTEAD -> instead(language);
            case HURRY -> hurry(language);
        };
    }

    /** The name of its file. */
    String file(Language language) {
        return "talk-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + language.code() + ".txt";
    }

    private static TestShop shop(Language language) {
        return TestShop.keepingPictures(Map.of("STORE_LANGUAGE", language.code()));
    }

    private static String either(Language language, String english, String indonesian) {
        return language == Language.ENGLISH ? english : indonesian;
    }

    private static String id(TestShop shop) {
        Order newest = shop.storage
                .query(OrderQuery.newestFirst().limit(1).build())
                .orders()
                .get(0);
        return newest.id().toString();
    }

    private static String end(String id) {
        return id.substring(id.length() - 5).toLowerCase(Locale.ROOT);
    }

    private static Transcript firstSale(Language language) {
        TestShop shop = shop(language);
        Transcript talk = new Transcript(shop)
                .says(BUDI, either(language, "hello", "assalamualaikum kak"))
                .says(BUDI, either(language, "what packages do you have?", "jual server apa aja bang"))
                .says(BUDI, either(language, "how much is silver for 3 months", "silver 3 bulan jadi berapa ya"))
                .says(BUDI, either(language, "how can i pay here?", "bayarnya lewat apa aja kak"))
                .says(BUDI, either(language, "i want silver for 3 months", "ya udah mau yang silver 3 bulan"))
                .says(BUDI, either(language, "yes", "iya kak"))
                .says(BUDI, either(language, "where do i send the receipt", "bukti bayarnya dikirim kemana"))
                .says(BUDI, either(language, "i already paid", "udah tf ya kak"))
                .sendsPicture(BUDI, "");
        String id = id(shop);
        return talk.says(ADMIN, "!acc " + id)
                .says(BUDI, either(language, "is it ready yet?", "udah jadi belum kak"))
                .says(ADMIN, "!proses " + id)
                .says(ADMIN, "!done " + id + " srv-77")
                .says(BUDI, either(language, "thanks!", "makasih banyak kak"));
    }

    private static Transcript digits(Language language) {
        return new Transcript(shop(language))
                .says(BUDI, either(language, "i want to order", "mau order kak"))
                .says(BUDI, "3")
                .says(BUDI, either(language, "2 months", "2"))
                .says(BUDI, "1");
    }

    private static Transcript renewal(Language language) {
        TestShop shop = withServer(language, "bronze 1");
        IntStream.range(0, DAYS).forEach(day -> {
            shop.clock.advance(Duration.ofDays(1));
            shop.looksAtRenewals();
        });
        return new Transcript(shop)
                .says(BUDI, either(language, "when does it expire", "sisa brp hari lagi punya saya"))
                .says(BUDI, "stop")
                .says(BUDI, either(language, "i want to renew for 2 months", "eh perpanjang 2 bulan deh"))
                .says(BUDI, either(language, "yes please", "gas kak"));
    }

    private static TestShop withServer(Language language, String order) {
        TestShop shop = shop(language);
        String id = shop.order(BUDI, order);
        shop.says(ADMIN, "!order-confirm " + id);
        shop.says(ADMIN, "!order-process " + id);
        shop.says(ADMIN, "!order-complete " + id + " srv-77");
        return shop;
    }

    private static Transcript secondThoughts(Language language) {
        return new Transcript(shop(language))
                .says(BUDI, either(language, "bronze for a month", "pesen bronze sebulan"))
                .says(BUDI, either(language, "hm?", "hmm"))
                .says(BUDI, either(language, "yes", "ya"))
                .says(BUDI, either(language, "cancel my order", "batalin aja kak"))
                .says(BUDI, either(language, "no wait", "jangan kak salah pencet"))
                .says(BUDI, either(language, "ok", "ok kak"))
                .says(BUDI, either(language, "i will pay tomorrow", "besok saya bayar ya"))
                .says(BUDI, "!cancel")
                .says(BUDI, either(language, "how much is gold", "yang gold berapa sih"))
                .says(BUDI, "ok");
    }

    private static Transcript complaint(Language language) {
        TestShop shop = shop(language);
        String id = shop.order(BUDI, "gold 1");
        shop.says(ADMIN, "!order-confirm " + id);
        return new Transcript(shop)
                .later(Duration.ofHours(5))
                .says(BUDI, either(language, "where is my order", "gmn pesanan saya kak"))
                .says(BUDI, either(language, "you are so slow", "kok lama banget sih"))
                .says(
                        ADMIN,
                        either(
                                language,
                                "!reply #1 Sorry! We are on it.",
                                "!reply #1 Maaf ya Kak, sedang kami kerjakan."))
                .says(BUDI, either(language, "ok how long", "oke berapa lama kak"))
                .later(Duration.ofHours(2))
                .says(BUDI, either(language, "i want a refund", "balikin duit saya aja deh"));
    }

    private static Transcript trouble(Language language) {
        TestShop shop = withServer(language, "gold 1");
        return new Transcript(shop)
                .says(BUDI, either(language, "my server is down", "bang server mati"))
                .says(BUDI, either(language, "i forgot my password", "lupa password panel bang"))
                .says(BUDI, either(language, "still down", "masih mati bang"))
                .says(BUDI, either(language, "talk to a human please", "mana adminnya bang"))
                .says(BUDI, either(language, "admin?", "admin?"))
                .says(BUDI, either(language, "what is my server id", "id server saya berapa"))
                .says(SITI, either(language, "can i talk to a human", "bisa ngomong sama admin?"));
    }

    private static Transcript upgrade(Language language) {
        TestShop shop = withServer(language, "silver 1");
        return new Transcript(shop)
                .says(BUDI, either(language, "can i upgrade", "bisa naik paket ga"))
                .says(BUDI, either(language, "gold", "yang gold kak"))
                .says(BUDI, either(language, "yes", "iya"));
    }

    private static Transcript haggling(Language language) {
        return new Transcript(shop(language))
                .says(BUDI, either(language, "any discount?", "ada promo ga kak"))
                .says(BUDI, either(language, "gold for 50k ok?", "gold 50k boleh?"))
                .says(BUDI, either(language, "i will think about it", "mikir dulu deh"))
                .says(BUDI, either(language, "stop sending me ads", "stop broadcast nya min, ganggu"))
                .says(BUDI, "STOP")
                .says(BUDI, either(language, "bahasa indonesia", "english please"));
    }

    private static Transcript instead(Language language) {
        TestShop shop = shop(language);
        shop.order(BUDI, "bronze 1");
        Transcript talk = new Transcript(shop)
                .says(
                        BUDI,
                        either(
                                language,
                                "cancel the bronze, i want gold for a month",
                                "batalin yg bronze, ganti gold sebulan"))
                .says(BUDI, either(language, "yes", "iya batalin"))
                .later(Duration.ofMinutes(1))
                .says(BUDI, either(language, "gold one month", "gold sebulan"))
                .says(BUDI, either(language, "ok", "ok"));
        String id = id(shop);
        return talk.says(ADMIN, "!acc " + id)
                .says(BUDI, either(language, "can i still cancel it", "masih bisa dibatalin ga kak"));
    }

    private static Transcript hurry(Language language) {
        TestShop shop = shop(language);
        String first = shop.order(BUDI, "bronze 1");
        String second = shop.order(SITI, "gold 1");
        return new Transcript(shop)
                .says(ADMIN, either(language, "queue", "antrian"))
                .says(ADMIN, either(language, "confirm " + end(first), "acc " + end(first)))
                .says(ADMIN, either(language, "yes", "ya"))
                .says(ADMIN, either(language, "don't confirm " + end(second), "jangan acc " + end(second) + " dulu"))
                .says(ADMIN, either(language, "process " + end(first), "proses " + end(first)))
                .says(ADMIN, either(language, "yes", "gas"))
                .says(
                        ADMIN,
                        either(
                                language,
                                end(first) + " is ready, server srv-77",
                                end(first) + " dah jadi, servernya srv-77"))
                .says(ADMIN, either(language, "yes", "ya"))
                .says(ADMIN, either(language, "sales today", "omset hari ini"))
                .says(ADMIN, either(language, "tell the customer to wait", "kasih tau pelanggannya suruh nunggu"));
    }
}
