package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import io.pteroorders.bot.payment.PaymentTask.Work;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.task.TaskSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The work that the payments of an order call for, derived from the order and the clock alone. Thread-safe. */
final class PaymentSchedule implements TaskSource<PaymentTask> {

    /** A reply shows what is to be shown, if the gateway gives it in time. */
    private static final Duration REPLY = Duration.ofSeconds(8);

    /** When an attempt is asked for after it began; then every five minutes until its time is over. */
    private static final ImmutableList<Duration> FIRST_QUESTIONS = ImmutableList.of(
            Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5));

    private static final Duration LATER_QUESTIONS = Duration.ofMinutes(5);
    private static final Duration AFTER_EXPIRY = Duration.ofMinutes(15);
    private static final int HOURS_OF_LATE_MONEY = 24;
    private static final int MOST_QUESTIONS = 400;

    /** The days after which an attempt is asked for once more, whatever became of it: differences are found by that. */
    private static final int NIGHTS = 7;

    private static final int NIGHT = 1000;

    /** What was to be asked or told so long ago is of no use any more, and what became of it need not be remembered. */
    private static final Duration OLD = Duration.ofDays(10);

    private static final ImmutableSet<Work> NEVER_OLD =
            Sets.immutableEnumSet(Work.CHARGE, Work.EXPIRE, Work.REFUND, Work.USE, Work.CANCEL);

    private final ImmutableMap<String, PaymentGateway> gateways;
    private final UnpaidRule unpaid;
    private final ZoneId zone;
    private final Clock clock;

    /** @param zone in which days are counted */
    PaymentSchedule(ImmutableMap<String, PaymentGateway> gateways, UnpaidRule unpaid, ZoneId zone, Clock clock) {
        this.gateways = gateways;
        this.unpaid = unpaid;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public Stream<Due<PaymentTask>> of(Order order) {
        Instant oldest = clock.instant().minus(OLD);
        return Stream.concat(
                        ofUnpaid(order), order.payments().all().stream().flatMap(payment -> ofAttempt(order, payment)))
                .filter(due ->
                        NEVER_OLD.contains(due.key().work()) || !due.from().isBefore(oldest));
    }

    /** Who sent a picture of the payment waits for somebody to look at it; orders without an attempt are from before. */
    private Stream<Due<PaymentTask>> ofUnpaid(Order order) {
        boolean waits = order.status() == OrderStatus.PENDING
                && order.paymentProof().isEmpty()
                && !order.payments().all().isEmpty()
                && !order.payments().hasMoney();
        Optional<Instant> last = lastMoment(order);
        if (!waits || last.isEmpty()) {
            return Stream.empty();
        }
        Instant end = last.get();
        Due<PaymentTask> cancel = new Due<>(PaymentTask.ofOrder(order.id(), Work.CANCEL), end);
        Due<PaymentTask> remind =
                new Due<>(PaymentTask.ofOrder(order.id(), Work.REMIND), end.minus(unpaid.remindBefore()));
        boolean reminds = !unpaid.remindBefore().isZero() && remind.from().isAfter(order.createdAt());
        return reminds ? Stream.of(remind, cancel) : Stream.of(cancel);
    }

    /** When an order is cancelled that nobody pays; what a change of the package costs is true for one day. */
    private Optional<Instant> lastMoment(Order order) {
        Optional<Instant> patience = unpaid.cancelAfter().map(order.createdAt()::plus);
        if (order.sequel().filter(Sequel.Upgrade.class::isInstance).isEmpty()) {
            return patience;
        }
        Instant endOfDay = order.createdAt()
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
        return Optional.of(patience.filter(endOfDay::isAfter).orElse(endOfDay));
    }

    private Stream<Due<PaymentTask>> ofAttempt(Order order, Payment payment) {
        return Stream.of(
                        ofOpen(payment),
                        ofGateway(payment),
                        ofRefunds(order, payment),
                        ofNews(order, payment),
                        payment.usedBy().stream().map(to -> at(payment, Work.USE, 0, payment.createdAt())))
                .flatMap(each -> each);
    }

    private static Due<PaymentTask> at(Payment payment, Work work, int number, Instant time) {
        return new Due<>(
                new PaymentTask(payment.id().order(), work, payment.id().number(), number), time);
    }

    /** A part of the money keeps an attempt from ending by itself. */
    private Stream<Due<PaymentTask>> ofOpen(Payment payment) {
        return payment.isOpen() && payment.arrivals().isEmpty()
                ? payment.expiresAt().stream().map(time -> at(payment, Work.EXPIRE, seconds(payment, time), time))
                : Stream.empty();
    }

    /** A gateway may say another time, which is another task then. */
    private static int seconds(Payment payment, Instant time) {
        return Ints.saturatedCast(Duration.between(payment.createdAt(), time).toSeconds());
    }

    private Stream<Due<PaymentTask>> ofGateway(Payment payment) {
        Optional<PaymentGateway> gateway = Optional.ofNullable(gateways.get(payment.method()));
        if (gateway.isEmpty()) {
            return Stream.empty();
        }
        if (payment.isOpen() && payment.payBy().isEmpty()) {
            return Stream.of(at(payment, Work.CHARGE, 0, payment.createdAt().plus(REPLY)));
        }
        Stream<Due<PaymentTask>> code = payment.isOpen()
                ? Stream.of(at(payment, Work.TELL_CODE, 0, payment.createdAt().plus(REPLY)))
                : Stream.empty();
        return Stream.of(code, questions(payment, gateway.get()), nights(payment), withdrawal(payment, gateway.get()))
                .flatMap(each -> each);
    }

    private static Stream<Due<PaymentTask>> questions(Payment payment, PaymentGateway gateway) {
        Stream<Due<PaymentTask>> open = IntStream.range(0, MOST_QUESTIONS)
                .mapToObj(number -> question(payment, number))
                .takeWhile(due -> payment.isOpen() && due.from().isBefore(expiry(payment)));
        boolean mayCome = payment.isOpen() || payment.state() == PaymentState.EXPIRED;
        boolean late =
                payment.state() == PaymentState.REVIEW || gateway.traits().can(Ability.LATE_MONEY);
        Stream<Due<PaymentTask>> afterwards = IntStream.rangeClosed(0, late ? HOURS_OF_LATE_MONEY : 0)
                .mapToObj(hour -> question(payment, MOST_QUESTIONS + hour));
        return mayCome ? Stream.concat(open, afterwards) : Stream.empty();
    }

    private static Stream<Due<PaymentTask>> nights(Payment payment) {
        return IntStream.rangeClosed(1, NIGHTS).mapToObj(night -> question(payment, NIGHT + night));
    }

    private static Due<PaymentTask> question(Payment payment, int number) {
        return at(payment, Work.ASK, number, timeOf(payment, number));
    }

    private static Instant expiry(Payment payment) {
        return payment.expiresAt().orElse(payment.createdAt().plus(Duration.ofDays(1)));
    }

    private static Instant timeOf(Payment payment, int number) {
        if (number > NIGHT) {
            return payment.createdAt().plus(Duration.ofDays(number - NIGHT));
        } else if (number >= MOST_QUESTIONS) {
            Duration later = number == MOST_QUESTIONS ? AFTER_EXPIRY : Duration.ofHours(number - MOST_QUESTIONS);
            return expiry(payment).plus(later);
        }
        int more = number - FIRST_QUESTIONS.size() + 1;
        return payment.createdAt()
                .plus(
                        more <= 0
                                ? FIRST_QUESTIONS.get(number)
                                : FIRST_QUESTIONS
                                        .get(FIRST_QUESTIONS.size() - 1)
                                        .plus(LATER_QUESTIONS.multipliedBy(more)));
    }

    /** Whether it is time for the next question already, which says no less: nobody is asked many times at once. */
    static boolean isOvertaken(Payment payment, int number, Instant now) {
        boolean last = number == MOST_QUESTIONS - 1
                || number == MOST_QUESTIONS
                || number == MOST_QUESTIONS + HOURS_OF_LATE_MONEY
                || number == NIGHT + NIGHTS;
        return !last && !now.isBefore(timeOf(payment, number + 1));
    }

    private static Stream<Due<PaymentTask>> withdrawal(Payment payment, PaymentGateway gateway) {
        boolean over = payment.state() == PaymentState.CANCELLED || payment.state() == PaymentState.EXPIRED;
        return over && gateway.traits().can(Ability.CANCEL)
                ? Stream.of(at(payment, Work.WITHDRAW, 0, payment.createdAt()))
                : Stream.empty();
    }

    /** An order that is refunded tells so by itself; what went back without the shop's doing is the bank's to tell. */
    private Stream<Due<PaymentTask>> ofRefunds(Order order, Payment payment) {
        return payment.refunds().stream().flatMap(refund -> switch (refund.state()) {
            case ASKED -> Stream.of(at(payment, Work.REFUND, refund.number(), refund.at()));
            case FAILED ->
                refund.report().isEmpty()
                        ? Stream.of(at(payment, Work.TELL_REFUND_FAILED, refund.number(), refund.at()))
                        : Stream.<Due<PaymentTask>>empty();
            case DONE ->
                refund.report().isEmpty() && order.status() != OrderStatus.REFUNDED
                        ? Stream.of(at(payment, Work.TELL_REFUNDED, refund.number(), refund.at()))
                        : Stream.<Due<PaymentTask>>empty();
        });
    }

    private static Stream<Due<PaymentTask>> ofNews(Order order, Payment payment) {
        Instant now = order.updatedAt();
        Stream<Due<PaymentTask>> paid = payment.isCountedAsPaid() && isConfirmedBySystem(order, payment)
                ? Stream.of(at(payment, Work.TELL_PAID, 0, payment.paidAt().orElse(now)))
                : Stream.empty();
        Stream<Due<PaymentTask>> part = payment.isPartlyPaid() ? ofPart(payment, now) : Stream.empty();
        Stream<Due<PaymentTask>> spare = order.moneyWithoutOrder().filter(payment::equals).stream()
                .map(money -> at(money, Work.TELL_SPARE, money.arrivals().size(), now));
        Stream<Due<PaymentTask>> alarm =
                payment.state() == PaymentState.DISPUTED || payment.state() == PaymentState.REVERSED
                        ? Stream.of(at(payment, Work.TELL_ALARM, payment.state() == PaymentState.REVERSED ? 1 : 0, now))
                        : Stream.empty();
        return Stream.of(paid, part, spare, alarm).flatMap(each -> each);
    }

    /** Told at once, and then every day for as long as the rest is missing. */
    private static Stream<Due<PaymentTask>> ofPart(Payment payment, Instant now) {
        Instant last = Iterables.getLast(payment.arrivals()).at();
        return Stream.concat(
                Stream.of(at(payment, Work.TELL_PART, payment.arrivals().size(), now)),
                IntStream.rangeClosed(1, NIGHTS)
                        .mapToObj(day -> at(payment, Work.TELL_PART, NIGHT + day, last.plus(Duration.ofDays(day)))));
    }

    /** Whether a task reminds admins of what they were told of before. */
    static boolean isReminder(PaymentTask task) {
        return task.number() > NIGHT;
    }

    /** Who confirms by hand knows. */
    private static boolean isConfirmedBySystem(Order order, Payment payment) {
        return order.payments().paid().filter(payment::equals).isPresent()
                && order.statusHistory().stream()
                        .anyMatch(change ->
                                change.status() == OrderStatus.CONFIRMED && StatusChange.isSystem(change.updatedBy()));
    }

    /** What a refund of a payment is. */
    static Optional<PaymentRefund> refund(Payment payment, int number) {
        return payment.refunds().stream()
                .filter(refund -> refund.number() == number)
                .findFirst();
    }
}
