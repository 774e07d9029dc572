package io.pteroorders.bot.site.view;

import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.Money;

/**
 * The language of a page. Immutable and thread-safe.
 *
 * @param texts the words of pages
 * @param formats how amounts, times and statuses are written
 * @param language of the reader
 */
public record Speech(Texts texts, Formats formats, Language language) {

    /** A word or phrase of pages, by its name without {@code page.}. */
    public String word(String name) {
        return texts.word("page." + name, language);
    }

    /** A phrase in which {@code %s} stands for a value. */
    public String word(String name, Object value) {
        return word(name).replace("%s", String.valueOf(value));
    }

    /** An amount. */
    public String money(Money amount) {
        return formats.money(amount, language);
    }

    /** A moment. */
    public String time(Instant time) {
        return formats.time(time, language);
    }

    /** A day. */
    public String day(LocalDate day) {
        return formats.day(day, language);
    }

    /** A number of months. */
    public String months(int months) {
        return formats.months(months, language);
    }

    /** A status as a word. */
    public String status(OrderStatus status) {
        return formats.status(status, language);
    }

    /** The icon of a status. */
    public String icon(OrderStatus status) {
        return Formats.icon(status);
    }
}
