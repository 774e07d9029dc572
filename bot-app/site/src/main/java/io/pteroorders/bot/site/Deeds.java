package io.pteroorders.bot.site;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.site.http.BadFormException;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.site.view.ChatMarks;
import io.pteroorders.bot.site.view.Said;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.OrderId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What people do by forms: commands of the chat, as if they were typed. Thread-safe. */
final class Deeds {

    /** What cannot be taken back, and needs a sign-in of lately. */
    private static final ImmutableSet<String> FOR_FRESH =
            ImmutableSet.of("order-refund", "order-delete", "erase", "data-export", "api-keys");

    /** What answers in the chat alone: a password is set when its message is sent. */
    private static final ImmutableSet<String> IN_CHAT = ImmutableSet.of("password");

    /** A name for one use of a form; whatever else was sent counts by itself. */
    private static final Pattern ONCE = Pattern.compile("[0-9A-Za-z_-]{1,100}");

    /** Pages of the shop, and no other place. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?!/)[0-9A-Za-z/_-]*");

    /** A comma after an order's id would name another order. */
    private static final CharMatcher BETWEEN_ORDERS = CharMatcher.whitespace().or(CharMatcher.is(','));

    private static final Splitter WORDS = Splitter.on(' ');

    private final PageShop shop;
    private final Pages pages;

    Deeds(PageShop shop, Pages pages) {
        this.shop = shop;
        this.pages = pages;
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
        OrderId id = OrderId.parse(visit.place("id")).orElseThrow(() -> new BadFormException("no order is like that"));
        String words = visit.text("words").map(Deeds::note).orElse("");
        return run(visit, (command + " " + id + " " + words).strip(), visit.path());
    }

    /** Words behind an order, which name no other one. */
    static String note(String typed) {
        return BETWEEN_ORDERS.trimLeadingFrom(typed);
    }

    /** Runs a command, and shows what came of it on a page. */
    Answer run(Visit visit, String line, String back) {
        return run(visit, line, false, back);
    }

    /** Orders something, and shows the page of the order where it can be paid. */
    Answer order(Visit visit, String line) {
        return Pages.see(done(visit, line, false).account().orders().stream()
                .findFirst()
                .map(order -> "/orders/" + order.order())
                .orElse("/orders"));
    }

    /** Asks whether to run several commands, whose own questions this one stands for. */
    Answer ask(Visit visit, String question, ImmutableList<String> lines, String back) {
        if (lines.stream().allMatch(line -> isFreshFor(visit, line))) {
            pages.sayings().put(visit.signedIn().orElseThrow(), question, lines);
        }
        return Pages.see(back);
    }

    /** Runs what was asked about, as it was seen. */
    Answer confirm(Visit visit) {
        String back = visit.field("back")
                .filter(path -> OWN_PATH.matcher(path).matches())
                .orElse("/");
        return pages.sayings()
                .takeAsked(
                        visit.signedIn().orElseThrow(), visit.field("question").orElse(""))
                .map(lines -> lines.size() == 1 ? run(visit, lines.get(0), true, back) : runAll(visit, lines, back))
                .orElseGet(() -> Pages.see(back));
    }

    /** Each by itself, so that none is kept from going on by another; each says what came of it. */
    private Answer runAll(Visit visit, ImmutableList<String> lines, String back) {
        if (lines.stream().allMatch(line -> isFreshFor(visit, line))) {
            String once = once(visit);
            ImmutableList.Builder<String> results = ImmutableList.builder();
            boolean good = true;
            for (String line : lines) {
                String order = WORDS.splitToList(line).get(1);
                Reply reply = shop.commands().run(visit.person(), line, once + "-" + order, true);
                good &= reply.result() == Result.DONE;
                results.add(result(order, reply));
            }
            pages.sayings()
                    .put(
                            visit.signedIn().orElseThrow(),
                            new Said(String.join("\n", results.build()), good, Optional.empty()));
        }
        return Pages.see(back);
    }

    /** What the command says first; most name the order there. */
    private static String result(String order, Reply reply) {
        String line = ChatMarks.without(reply.text().lines().findFirst().orElse(""));
        return line.contains(order) ? line : order + ": " + line;
    }

    /** What cannot be taken back is refused in a session that is not fresh, which is said then. */
    private boolean isFreshFor(Visit visit, String line) {
        SignedIn who = visit.signedIn().orElseThrow();
        boolean allowed = !FOR_FRESH.contains(WORDS.splitToList(line).get(0))
                || who.session().isFresh(visit.time());
        if (!allowed) {
            pages.sayings().put(who, Said.no(pages.speech(visit).word("fresh")));
        }
        return allowed;
    }

    private Answer run(Visit visit, String line, boolean confirmed, String back) {
        SignedIn who = visit.signedIn().orElseThrow();
        Speech speech = pages.speech(visit);
        if (!isFreshFor(visit, line)) {
            return Pages.see(back);
        }
        if (IN_CHAT.contains(WORDS.splitToList(line).get(0))) {
            Result result = shop.commands().runInChat(visit.person(), line, once(visit));
            pages.sayings()
                    .put(
                            who,
                            result == Result.DONE
                                    ? Said.yes(speech.word("in-chat"))
                                    : Said.no(speech.word("in-chat.not")));
        } else {
            done(visit, line, confirmed);
        }
        return Pages.see(back);
    }

    private Reply done(Visit visit, String line, boolean confirmed) {
        Reply reply = shop.commands().run(visit.person(), line, once(visit), confirmed);
        pages.sayings().put(visit.signedIn().orElseThrow(), reply);
        return reply;
    }

    private static String once(Visit visit) {
        return visit.field("once").filter(text -> ONCE.matcher(text).matches()).orElseGet(() -> UUID.randomUUID()
                .toString());
    }
}
