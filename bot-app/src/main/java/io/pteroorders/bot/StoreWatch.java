package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multisets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator what the store notices, and ends the program when the store failed: not at once, so that those
 * whose message met the failure are answered.
 */
final class StoreWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final Supplier<ImmutableList<String>> notices;
    private final Runnable end;
    private final List<Supplier<Optional<String>>> failures = new CopyOnWriteArrayList<>();
    private ImmutableMultiset<String> told = ImmutableMultiset.of();
    private boolean ending;

    /**
     * A watch.
     *
     * @param notices all that the store noticed so far
     * @param end ends the program
     */
    StoreWatch(Supplier<ImmutableList<String>> notices, Runnable end) {
        this.notices = notices;
        this.end = end;
    }

    /**
     * Watches one thing more.
     *
     * @param failure why it takes no more changes; empty while it works
     */
    StoreWatch over(Supplier<Optional<String>> failure) {
        failures.add(failure);
        return this;
    }

    /** Why something takes no more changes; empty while all works. */
    Optional<String> failure() {
        return failures.stream().flatMap(each -> each.get().stream()).findFirst();
    }

    /** Looks once; a program that was to be ended is ended at the next look. */
    void look() {
        ImmutableMultiset<String> all = ImmutableMultiset.copyOf(notices.get());
        Multisets.difference(all, told).forEach(notice -> LOG.warn("{}", notice));
        told = all;
        if (ending) {
            end.run();
        }
        failure().filter(why -> !ending).ifPresent(this::announceEnd);
    }

    private void announceEnd(String why) {
        ending = true;
        LOG.error("the store failed, the bot stops so that it can be started anew: {}", why);
    }
}
