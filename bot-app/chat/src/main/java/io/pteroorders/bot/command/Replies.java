package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.OutgoingMessage.Choice;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.TextKey;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.notify.text.Variables;
import java.util.Arrays;
import java.util.stream.Stream;

/** Words replies. Immutable and thread-safe. */
public final class Replies {

    private static final int QUOTED = 40;
    private static final int LINE = 150;

    private final OrderTexts texts;

    public Replies(OrderTexts texts) {
        this.texts = texts;
    }

    /** How amounts, times and statuses are written. */
    public Formats formats() {
        return texts.formats();
    }

    /** Orders as values. */
    public OrderTexts orders() {
        return texts;
    }

    /** What commands begin with. */
    public String prefix() {
        return texts.shop().prefix();
    }

    /** Whether this is a word of the commands to copy that was to be replaced by something else. */
    public boolean isPlaceholder(String typed) {
        return Arrays.stream(Language.values())
                .flatMap(language ->
                        Stream.of("placeholder.server", "placeholder.reason").map(name -> word(name, language)))
                .anyMatch(typed::equalsIgnoreCase);
    }

    /** A word in a language. */
    public String word(String name, Language language) {
        return texts.texts().word(name, language);
    }

    /** A word in each language. */
    public ImmutableList<String> wordsOfAllLanguages(String name) {
        return Arrays.stream(Language.values())
                .map(language -> word(name, language))
                .collect(ImmutableList.toImmutableList());
    }

    /** How a server stands that is paid for until a day. */
    public String word(Subscription.State state, Language language) {
        return word("subscription." + state.word(), language);
    }

    /** A sentence among the words, in which commands begin with this shop's prefix. */
    public String filled(String name, Language language) {
        Variables values = Variables.builder().put("prefix", prefix()).build();
        return Texts.fill(word(name, language), ImmutableSet.of("prefix"), values);
    }

    /** A reply with these values, and those that every text may use. */
    public Reply say(TextKey key, Language language, Variables variables) {
        Variables all =
                Variables.builder().putAll(texts.ofShop()).putAll(variables).build();
        String text = texts.texts().render(key, language, all);
        return Reply.of(key.file(), OutgoingMessage.fitting(text), all);
    }

    /** A reply with these values, and those that every text may use. */
    public Reply say(TextKey key, Language language, Variables.Builder variables) {
        return say(key, language, variables.build());
    }

    /** A reply that says why nothing was done. */
    public Reply refuse(TextKey key, Language language, Variables.Builder variables) {
        return say(key, language, variables).as(Result.REFUSED);
    }

    /** A reply without values of its own. */
    public Reply say(TextKey key, Language language) {
        return say(key, language, Variables.NONE);
    }

    /** What the customer is told of an order: the notification itself, to the one who caused it. */
    public Reply tell(TextKey key, Order order, Language language) {
        return say(key, language, texts.forCustomer(order, language)).about(order);
    }

    /** What an admin is told of an order. */
    public Reply tellAdmin(TextKey key, Order order, Language language) {
        return say(key, language, texts.forAdmin(order, language)).about(order);
    }

    /** Something that was typed wrong, safe and short enough to be quoted. */
    public static String quoted(String typed) {
        String clean = Variables.neutral(FreeText.clean(TypedCommand.shown(typed)));
        if (OrderId.candidates(clean).isEmpty()) {
            clean = Variables.withoutNumbers(clean);
        }
        return cut(clean, QUOTED);
    }

    /** A line that somebody typed, to be copied: safe, and short enough for a message with many. */
    public static String line(String typed) {
        return cut(Variables.neutral(FreeText.clean(typed)), LINE);
    }

    private static String cut(String text, int most) {
        return FreeText.length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    /** The answers to a question that is asked back. */
    public ImmutableList<Choice> yesAndNo(Language language) {
        return Stream.of("answer.yes", "answer.no")
                .map(answer -> word(answer, language))
                .map(word -> new Choice(word, word))
                .collect(ImmutableList.toImmutableList());
    }
}
