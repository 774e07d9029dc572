package io.pteroorders.bot.privacy;

import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.payment.MoneyPlace;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what its time is over for: pictures of payments, words of messages, entries of the audit trail. What somebody may
 * still need stays: the picture of an order that is not over, a message that waits, money whose owner is not known. Each run
 * is bounded; what is left goes with the next. Thread-safe.
 */
public final class Retention {

    /** So many pictures go in one run. */
    static final int MOST_PICTURES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final RetentionSettings settings;
    private final OrderStorage storage;
    private final PaymentProofs proofs;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final MoneyPlace money;
    private final Exports exports;
    private final Clock clock;
    private final List<Runnable> queues = new CopyOnWriteArrayList<>();

    /** Of these stores. */
    public Retention(
            RetentionSettings settings,
            OrderStorage storage,
            PaymentProofs proofs,
            AuditTrail audit,
            Outbox outbox,
            MoneyPlace money,
            Exports exports,
            Clock clock) {
        this.settings = settings;
        this.storage = storage;
        this.proofs = proofs;
        this.audit = audit;
        this.outbox = outbox;
        this.money = money;
        this.exports = exports;
        this.clock = clock;
    }

    /** Has a queue drop what came in and is dealt with, each time. */
    public void alsoTidy(Runnable queue) {
        queues.add(queue);
    }

    /** Looks at all of it once. What fails is logged, and tried again the next time. */
    public void run() {
        attempt("pictures of payments", () -> forgetPictures(before(settings.proofs())));
        attempt("messages", () -> forgetMessages(before(settings.messages())));
        attempt("the audit trail", () -> audit.forgetBefore(before(settings.audit())));
    }

    private Instant before(Duration kept) {
        return clock.instant().minus(kept);
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (StorageException e) {
            LOG.warn("{} are kept longer than they should be, until the next look: {}", what, e.getMessage());
        }
    }

    private void forgetMessages(Instant time) {
        outbox.forgetBefore(time);
        money.forgetBefore(time);
        exports.forgetBefore(time);
        queues.forEach(Runnable::run);
    }

    private void forgetPictures(Instant time) {
        List<String> old = proofs.keptBefore(time, MOST_PICTURES);
        if (old.isEmpty()) {
            return;
        }
        Set<String> needed = pictures();
        List<String> gone =
                old.stream().filter(picture -> !needed.contains(picture)).toList();
        gone.forEach(proofs::delete);
        LOG.info("{} pictures of payments were deleted, which were older than KEEP_PROOFS", gone.size());
    }

    /** Those of orders that are not over. */
    private Set<String> pictures() {
        Set<String> pictures = new HashSet<>();
        Token place = Token.START;
        boolean more = true;
        while (more) {
            ChangePage page = storage.changes(place, OrderQuery.MAX_LIMIT);
            page.changes().stream()
                    .flatMap(change -> change.order().stream())
                    .filter(Retention::isOpen)
                    .map(Order::paymentProof)
                    .flatMap(Optional::stream)
                    .forEach(pictures::add);
            place = page.next();
            more = page.more();
        }
        return pictures;
    }

    private static boolean isOpen(Order order) {
        return order.status() == OrderStatus.PENDING
                || order.status() == OrderStatus.CONFIRMED
                || order.status() == OrderStatus.PROCESSING
                || order.owed().isPresent();
    }
}
