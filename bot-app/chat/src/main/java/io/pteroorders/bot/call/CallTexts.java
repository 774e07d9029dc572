package io.pteroorders.bot.call;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;

/** Words for calls, as admins read of them: with numbers masked, and nothing marked up by customers. Immutable and thread-safe. */
public final class CallTexts {

    private static final ImmutableSet<String> OF_ORDER =
            ImmutableSet.of("orderId", "packageName", "duration", "status");
    private static final ImmutableSet<String> NAMES = ImmutableSet.<String>builder()
            .addAll(OF_ORDER)
            .add("prefix", "number", "why", "customerPhone", "customerName", "typed")
            .build();
    private static final int LONGEST = 1_000;

    private final Replies replies;
    private final Language language;

    /** @param language of the words */
    public CallTexts(Replies replies, Language language) {
        this.replies = replies;
        this.language = language;
    }

    /** A call and how it is answered, in lines of their own. */
    String notice(CustomerCall call, Why why, Optional<Order> standing, String typed) {
        return filled(
                "call.notice",
                Variables.builder()
                        .putAll(standing.map(order -> replies.orders().forAdmin(order, language))
                                .orElse(Variables.NONE))
                        .putAll(said(call, typed))
                        .put("why", replies.word(why.word(), language))
                        .build());
    }

    /** What a customer says who has called before. */
    String words(CustomerCall call, String typed) {
        return filled("call.words", said(call, typed));
    }

    private String filled(String word, Variables values) {
        Variables.Builder all = Variables.builder();
        OF_ORDER.forEach(name -> all.put(name, ""));
        Variables filled = all.put("why", "")
                .putAll(replies.orders().ofShop())
                .putAll(values)
                .build();
        return Texts.fill(replies.word(word, language), NAMES, filled);
    }

    private static Variables said(CustomerCall call, String typed) {
        String clean = FreeText.clean(typed);
        String shown = FreeText.length(clean) <= LONGEST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST)) + "…";
        return Variables.builder()
                .putAll(caller(call))
                .typed("typed", Variables.withoutNumbers(shown))
                .build();
    }

    /** Whose call it is, as values. */
    public static Variables caller(CustomerCall call) {
        return Variables.builder()
                .put("number", call.number())
                .put("customerPhone", call.person().masked())
                .typed("customerName", Variables.withoutNumbers(call.name()))
                .build();
    }
}
