package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A walk along all links of a site: what is on it, so that no test has to list the pages. */
final class Walk {

    private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"(/[^\"]*)\"");
    private static final Pattern ORDER = Pattern.compile("ORD-[0-9A-Z]{5}-[0-9A-Z]{5}");

    private Walk() {}

    /** A page that a link leads to. */
    record Step(String path, HttpResponse<String> page) {}

    /**
     * The pages that links lead to, by what they are: the page of one order stands for those of all, and the first page of a list
     * for the others.
     *
     * @param from the first page
     */
    static Map<String, Step> along(TestSite.Browser browser, String from) {
        Map<String, Step> found = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        Set<String> seen = new HashSet<>();
        while (!next.isEmpty()) {
            String path = next.remove();
            if (seen.add(kind(path))) {
                HttpResponse<String> page = browser.get(path);
                if (isPage(page)) {
                    found.put(kind(path).replace('/', '-').replaceFirst("-$", ""), new Step(path, page));
                    Matcher links = LINK.matcher(page.body());
                    while (links.find()) {
                        next.add(links.group(1).replace("&amp;", "&"));
                    }
                }
            }
        }
        return found;
    }

    private static String kind(String path) {
        String plain = path.replaceFirst("\\?.*", "").replaceFirst("/texts/one/(?!words$).*", "/texts/one/TEXT");
        return ORDER.matcher(plain).replaceAll("ORDER");
    }

    private static boolean isPage(HttpResponse<String> page) {
        return page.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
    }

    /** Lets so much happen in a shop that there is something to be seen on every page. */
    static void trade(TestSite site) {
        String runs = site.shop.order(BUDI, "bronze 1");
        site.shop.reply(ADMIN, "!order-confirm " + runs);
        site.shop.reply(ADMIN, "!order-process " + runs);
        site.shop.reply(ADMIN, "!order-complete " + runs + " SERVER123");
        site.shop.clock.advance(Duration.ofMinutes(5));
        site.shop.order(BUDI, "silver 3");
        site.shop.reply(ADMIN, "!order-confirm " + site.shop.order(SITI, "gold 1"));
        site.shop.says(SITI, "admin");
        site.shop.getsMoney("{\"id\":\"m1\",\"amount\":77777,\"time\":\"2026-11-22T14:51:00Z\"}");
    }
}
