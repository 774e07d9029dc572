package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.site.http.BadFormException;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.site.view.Said;
import io.pteroorders.bot.web.Answer;
import java.util.UUID;
import java.util.regex.Pattern;

/** What people do by forms: commands of the chat, as if they were typed. Thread-safe. */
final class Deeds {

    /** A name for one use of a form; whatever else was sent counts by itself. */
    private static final Pattern ONCE = Pattern.compile("[0-9A-Za-z-]{1,100}");

    /** Pages of the shop, and no other place. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?!/)[0-9A-Za-z/_-]*");

    private final PageShop shop;
    private final Sayings sayings;

    Deeds(PageShop shop, Sayings sayings) {
        this.shop = shop;
        this.sayings = sayings;
    }

    /**
     * Does what a form of an order's page says: the command of its field {@code do}, with the order's id and the words of its
     * field {@code words}.
     *
     * @param commands that the page has
     */
    Answer toOrder(Visit visit, ImmutableSet<String> commands) {
        String command = visit.field("do")
                .filter(commands::contains)
                .orElseThrow(() -> new BadFormException("the page does no such thing"));
        String words = visit.text("words").map(text -> " " + text).orElse("");
        return run(visit, command + " " + visit.place("id") + words, false, visit.path());
    }

    /** The same; what cannot be taken back needs a sign-in of lately. */
    Answer toOrder(Visit visit, ImmutableSet<String> commands, ImmutableSet<String> forFresh, Said again) {
        SignedIn who = visit.signedIn().orElseThrow();
        if (visit.field("do").filter(forFresh::contains).isPresent()
                && !who.session().isFresh(visit.time())) {
            sayings.put(who, again);
            return Pages.see(visit.path());
        }
        return toOrder(visit, commands);
    }

    /** Runs a command, and shows what came of it on a page. */
    Answer run(Visit visit, String line, boolean confirmed, String back) {
        Reply reply = shop.commands().run(visit.person(), line, once(visit), confirmed);
        sayings.put(visit.signedIn().orElseThrow(), Said.of(reply, line));
        return Pages.see(back);
    }

    /** Orders something, and shows the page of the order where it can be paid. */
    Answer order(Visit visit, String line) {
        Reply reply = shop.commands().run(visit.person(), line, once(visit), false);
        sayings.put(visit.signedIn().orElseThrow(), Said.of(reply, line));
        return Pages.see(reply.account().orders().stream()
                .findFirst()
                .map(order -> "/orders/" + order.order())
                .orElse("/orders"));
    }

    /** Runs what was asked about last. */
    Answer confirm(Visit visit) {
        String back = visit.field("back")
                .filter(path -> OWN_PATH.matcher(path).matches())
                .orElse("/");
        return sayings.takeToConfirm(visit.signedIn().orElseThrow())
                .map(line -> run(visit, line, true, back))
                .orElseGet(() -> Pages.see(back));
    }

    private static String once(Visit visit) {
        return visit.field("once").filter(text -> ONCE.matcher(text).matches()).orElseGet(() -> UUID.randomUUID()
                .toString());
    }
}
