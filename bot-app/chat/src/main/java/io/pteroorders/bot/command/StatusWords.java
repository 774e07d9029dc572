package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.text.Language;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The words for statuses that can be typed, in both languages. */
public final class StatusWords {

    private static final ImmutableSet<String> ENGLISH =
            Arrays.stream(OrderStatus.values()).map(OrderStatus::word).collect(ImmutableSet.toImmutableSet());

    private static final ImmutableMap<String, OrderStatus> INDONESIAN = ImmutableMap.of(
            "pending", OrderStatus.PENDING,
            "dikonfirmasi", OrderStatus.CONFIRMED,
            "diproses", OrderStatus.PROCESSING,
            "selesai", OrderStatus.COMPLETED,
            "dibatalkan", OrderStatus.CANCELLED,
            "dikembalikan", OrderStatus.REFUNDED);

    private static final ImmutableSet<String> ALL = ImmutableSet.<String>builder()
            .addAll(ENGLISH)
            .addAll(INDONESIAN.keySet())
            .build();

    private StatusWords() {}

    /** The status with this word, in any case. */
    public static Optional<OrderStatus> parse(String typed) {
        return OrderStatus.parse(typed).or(() -> Optional.ofNullable(INDONESIAN.get(typed.toLowerCase(Locale.ROOT))));
    }

    /** The word that was most likely meant. */
    static Optional<String> nearest(String typed) {
        return Nearest.of(typed, ALL);
    }

    /** The words of a language, in the order of the flow. */
    static ImmutableSet<String> of(Language language) {
        return language == Language.INDONESIAN ? INDONESIAN.keySet() : ENGLISH;
    }
}
