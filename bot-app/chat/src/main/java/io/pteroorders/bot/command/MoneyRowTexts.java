package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.payment.MoneyRow;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.notify.text.Variables;

/** Words for money that nobody owes, as admins read of it. Immutable and thread-safe. */
public final class MoneyRowTexts {

    private static final ImmutableSet<String> NAMES =
            ImmutableSet.of("prefix", "number", "amount", "time", "from", "typed");

    private final Replies replies;
    private final Language language;

    /** @param language of the words */
    public MoneyRowTexts(Replies replies, Language language) {
        this.replies = replies;
        this.language = language;
    }

    /** A row and the command that books it, in lines of their own. */
    public String words(MoneyRow row) {
        Variables values = Variables.builder()
                .putAll(replies.orders().ofShop())
                .putAll(values(row, replies, language))
                .build();
        return Texts.fill(replies.word("money.row", language), NAMES, values);
    }

    /** A row as values. */
    public static Variables values(MoneyRow row, Replies replies, Language language) {
        return Variables.builder()
                .put("number", row.number())
                .put("amount", row.amount().map(amount -> replies.formats().money(amount, language)))
                .put("time", replies.formats().time(row.at(), language))
                .put("from", row.by().replaceFirst("^system:", ""))
                .typed("typed", Variables.withoutNumbers(Replies.line(row.text())))
                .build();
    }
}
