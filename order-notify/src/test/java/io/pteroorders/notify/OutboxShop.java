package io.pteroorders.notify;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.notify.Samples.ANDI;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A shop with an outbox: its orders, its log and its clock outlive a crash. */
final class OutboxShop {

    static final OrderTexts TEXTS = Samples.orderTexts();
    static final Customer BUDI = Fixtures.budi();
    static final Customer SITI = Fixtures.siti();
    static final Actor ADMIN = Actor.admin(ANDI);

    final ManualClock clock = ManualClock.at(NOON);
    final FakeSender sender = new FakeSender();
    final OptOuts optOuts = OptOuts.inMemory();
    final FakeLog log;
    ImmutableSet<PersonId> admins = ImmutableSet.of(ANDI);
    Pace pace = Pace.UNPACED;
    int shortLog = 10_000;
    OrderStorage storage = InMemoryOrderStorage.create(JAKARTA);
    OrderService service = service();
    Outbox outbox;

    OutboxShop() {
        this(new FakeLog());
    }

    OutboxShop(FakeLog log) {
        this.log = log;
        this.outbox = open();
    }

    /** The program starts anew. */
    OutboxShop restart() {
        outbox = open();
        return this;
    }

    private Outbox open() {
        log.setForcing(true);
        Outbox opened = Outbox.builder(storage, TEXTS, new NotificationPolicy(admins), sender, log, clock)
                .languages(Languages.inMemory(), Language.ENGLISH)
                .optOuts(optOuts)
                .pace(pace)
                .compactionFrom(shortLog, 1)
                .open();
        log.setForcing(false);
        return opened;
    }

    /** The power fails; nothing that was not forced survives. */
    OutboxShop crash() {
        log.crash(0);
        return restart();
    }

    OrderService service() {
        return OrderService.builder(storage, clock, new Random(7))
                .maxPendingOrders(1_000_000)
                .listener(event -> outbox.onEvent(event), Runnable::run)
                .build();
    }

    Order creates(Customer customer) {
        return service.create(Actor.customer(customer.id()), new CreateOrder(customer, "gold", 3))
                .get();
    }

    void confirms(OrderId id) {
        service.confirm(ADMIN, new ChangeStatus(id, "")).get();
    }

    void processes(OrderId id) {
        service.process(ADMIN, new ChangeStatus(id, "")).get();
    }

    void completes(OrderId id) {
        service.complete(ADMIN, new CompleteOrder(id, "srv-1", "")).get();
    }

    void sendsProof(Customer customer, OrderId id, String reference) {
        service.setPaymentProof(Actor.customer(customer.id()), new SetPaymentProof(id, reference, Optional.empty()))
                .get();
    }

    /** Answers a command of a person that changed orders. */
    void answers(PersonId person, String id, OrderId... changed) {
        try (Answering answering = outbox.answering(person)) {
            answering.reply(
                    reply(person, id), Stream.of(changed).map(Occasion::step).collect(ImmutableList.toImmutableList()));
        }
    }

    static OutgoingMessage reply(PersonId person, String id) {
        return OutgoingMessage.of(id, person.text(), "a reply", "reply").answering("message");
    }

    /** Time passes, in steps of what is due. */
    void passes(Duration span) {
        Instant end = clock.instant().plus(span);
        Optional<Instant> next = outbox.sendDue();
        while (next.filter(due -> !due.isAfter(end)).isPresent()) {
            clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
            next = outbox.sendDue();
        }
        clock.set(end);
    }
}
