package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.GatewayBooks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway without a network, which keeps books and misbehaves when it is told to. A callback says what its test says. */
final class TestGateway implements PaymentGateway, Till {

    static final String NAME = "midtrans";
    static final String SIGNATURE = "x-signature";
    static final Duration PAUSE = Duration.ofSeconds(10);

    final GatewayBooks books = new GatewayBooks();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final EnumSet<Ability> abilities = EnumSet.allOf(Ability.class);
    Trouble trouble = Trouble.NONE;
    boolean takesReferencesOnce = true;
    private final String name;
    private final Clock clock;

    TestGateway(Clock clock) {
        this(NAME, clock);
    }

    TestGateway(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public GatewayTraits traits() {
        return new GatewayTraits(
                Fixtures.rupiah(1_000),
                Fixtures.rupiah(5_000_000),
                Optional.of(Range.closed(Duration.ofMinutes(15), Duration.ofHours(2))),
                ImmutableSet.copyOf(abilities),
                PAUSE);
    }

    private void begin(String call) {
        calls.add(call);
        switch (trouble) {
            case DOWN -> throw GatewayException.unavailable("it is down", null);
            case REFUSES -> throw GatewayException.refused("it says no");
            case NONE, LOSES_ANSWERS -> {}
        }
    }

    private void end() {
        if (trouble == Trouble.LOSES_ANSWERS) {
            throw GatewayException.unavailable("there was no answer", null);
        }
    }

    @Override
    public Charge create(ChargeRequest request) {
        begin("create");
        String reference = request.id().toString();
        if (takesReferencesOnce && books.find(reference).isPresent()) {
            throw GatewayException.refused("a reference is taken once");
        }
        books.create(reference, request.amount().getAmount().longValueExact());
        end();
        return charge(reference);
    }

    private static Charge charge(String reference) {
        return new Charge(
                new PayBy(PayBy.Kind.LINK, "https://pay.test/" + reference),
                Fixtures.rupiah(1_000),
                Optional.of("T-" + reference),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        begin("ask");
        return books.find(attempt.id().toString())
                .map(entry -> new GatewayState(report(entry), Optional.of(charge(entry.reference()))));
    }

    /** What it says of a charge: of one that was paid, that. */
    PaymentReport report(GatewayBooks.Entry entry) {
        String by = "system:" + NAME;
        return isPaid(entry)
                ? PaymentReport.ofMoney(
                        entry.reference() + ":paid", by, Fixtures.rupiah(entry.amount()), clock.instant())
                : PaymentReport.ofState(
                        entry.reference() + ":" + entry.state().word(), by, entry.state(), clock.instant());
    }

    private static boolean isPaid(GatewayBooks.Entry entry) {
        return switch (entry.state()) {
            case PAID, PARTLY_REFUNDED, REFUNDED -> true;
            default -> false;
        };
    }

    @Override
    public void cancel(Payment attempt) {
        begin("cancel");
        books.find(attempt.id().toString()).ifPresent(entry -> {
            if (entry.state() != PaymentState.WAITING && entry.state() != PaymentState.CANCELLED) {
                throw GatewayException.refused("it is " + entry.state());
            }
            books.move(entry.reference(), PaymentState.CANCELLED);
        });
        end();
    }

    /** What was done once under a key is done again by saying so. */
    @Override
    public void refund(Payment payment, PaymentRefund refund) {
        String key = "R" + refund.number();
        Optional<GatewayBooks.Entry> entry = books.find(payment.id().toString()).filter(TestGateway::isPaid);
        boolean known = entry.filter(it -> it.refunds().containsKey(key)).isPresent();
        if (!known || trouble != Trouble.REFUSES) {
            begin("refund");
        }
        books.refund(
                entry.orElseThrow(() -> GatewayException.refused("there is no money"))
                        .reference(),
                key,
                refund.amount().getAmount().longValueExact());
        end();
    }

    // The other side.

    @Override
    public PaymentGateway gateway() {
        return this;
    }

    @Override
    public GatewayBooks books() {
        return books;
    }

    @Override
    public void meet(Trouble next) {
        trouble = next;
    }

    @Override
    public boolean isPaidUnseen() {
        return true;
    }

    @Override
    public Notification callback(GatewayBooks.Entry entry) {
        String what = isPaid(entry)
                ? report(entry).id() + " " + entry.amount()
                : entry.state().word();
        return new Notification(ImmutableMap.of(SIGNATURE, "right"), entry.reference() + " " + what);
    }

    @Override
    public void close() {
        // It is in memory alone.
    }

    /** {@code REFERENCE} to wake, or {@code REFERENCE ID AMOUNT} to tell of money. */
    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        String signature = headers.getOrDefault(SIGNATURE, "");
        if (signature.isEmpty()) {
            throw CallbackRefusedException.unsigned("no signature");
        }
        if (!signature.equals("right")) {
            throw CallbackRefusedException.forged("a wrong signature");
        }
        String[] words = new String(body, StandardCharsets.UTF_8).split(" ", -1);
        if (PaymentId.parse(words[0]).isEmpty()) {
            throw CallbackRefusedException.unreadable("no reference");
        }
        Optional<PaymentReport> report =
                switch (words.length) {
                    case 3 ->
                        Optional.of(PaymentReport.ofMoney(
                                words[1],
                                "system:" + NAME,
                                Fixtures.rupiah(Long.parseLong(words[2])),
                                clock.instant()));
                    case 2 ->
                        Optional.of(PaymentReport.ofState(
                                words[0] + ":" + words[1],
                                "system:" + NAME,
                                PaymentState.parse(words[1]).orElseThrow(),
                                clock.instant()));
                    default -> Optional.empty();
                };
        return new GatewayCallback(words[0], report, "{\"ok\":true}");
    }
}
