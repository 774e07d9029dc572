package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.GatewayBooks;
import io.pteroorders.payment.DuitkuDialect;
import io.pteroorders.payment.DuitkuGateway;
import io.pteroorders.payment.MidtransDialect;
import io.pteroorders.payment.MidtransGateway;
import io.pteroorders.payment.PakasirDialect;
import io.pteroorders.payment.PakasirGateway;
import io.pteroorders.payment.TripayDialect;
import io.pteroorders.payment.TripayGateway;
import io.pteroorders.payment.XenditDialect;
import io.pteroorders.payment.XenditGateway;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;

/** One of the gateways that come along, with its adapter and a server that speaks and misbehaves as it does. */
final class RealTill implements Till {

    /** A gateway that comes along. */
    @SuppressWarnings("ImmutableEnumChecker") // what they have has no state
    enum Kind {
        MIDTRANS(new MidtransDialect(), (at, clock) -> MidtransGateway.qris(MidtransDialect.settings(at), clock)),
        SNAP(new MidtransDialect(), (at, clock) -> MidtransGateway.snap(MidtransDialect.settings(at), clock)),
        TRIPAY(new TripayDialect(), (at, clock) -> new TripayGateway(TripayDialect.settings(at), clock)),
        PAKASIR(new PakasirDialect(), (at, clock) -> new PakasirGateway(PakasirDialect.settings(at), clock)),
        XENDIT(new XenditDialect(), (at, clock) -> new XenditGateway(XenditDialect.settings(at), clock)),
        DUITKU(new DuitkuDialect(), (at, clock) -> new DuitkuGateway(DuitkuDialect.settings(at), clock));

        private final FakeGatewayServer.Dialect dialect;
        private final BiFunction<URI, Clock, PaymentGateway> adapter;

        Kind(FakeGatewayServer.Dialect dialect, BiFunction<URI, Clock, PaymentGateway> adapter) {
            this.dialect = dialect;
            this.adapter = adapter;
        }
    }

    private static final Map<Trouble, ImmutableList<FakeGatewayServer.Trouble>> TROUBLES =
            new EnumMap<>(ImmutableMap.of(
                    Trouble.NONE,
                    ImmutableList.of(
                            FakeGatewayServer.Trouble.NONE,
                            FakeGatewayServer.Trouble.ODD_TYPES,
                            FakeGatewayServer.Trouble.MORE_FIELDS),
                    Trouble.LOSES_ANSWERS,
                    ImmutableList.of(
                            FakeGatewayServer.Trouble.DROPS_THE_ANSWER,
                            FakeGatewayServer.Trouble.CUT_SHORT,
                            FakeGatewayServer.Trouble.PAGE,
                            FakeGatewayServer.Trouble.SILENCE,
                            FakeGatewayServer.Trouble.LIST),
                    Trouble.DOWN,
                    ImmutableList.of(
                            FakeGatewayServer.Trouble.DROPS_THE_REQUEST,
                            FakeGatewayServer.Trouble.NOT_FOUND_BY_A_PROXY,
                            FakeGatewayServer.Trouble.BAD_GATEWAY,
                            FakeGatewayServer.Trouble.TOO_MANY,
                            FakeGatewayServer.Trouble.MOVED,
                            FakeGatewayServer.Trouble.REFUSES_THE_KEY),
                    Trouble.REFUSES,
                    ImmutableList.of(FakeGatewayServer.Trouble.REFUSES)));

    private final FakeGatewayServer server;
    private final PaymentGateway adapter;
    private final Random random;
    private Trouble trouble = Trouble.NONE;

    private RealTill(FakeGatewayServer server, PaymentGateway adapter, Random random) {
        this.server = server;
        this.adapter = adapter;
        this.random = random;
    }

    static RealTill open(Kind kind, Clock clock, Random random) {
        FakeGatewayServer server = FakeGatewayServer.start(kind.dialect);
        return new RealTill(server, kind.adapter.apply(server.address(), clock), random);
    }

    @Override
    public PaymentGateway gateway() {
        return new Troubled();
    }

    @Override
    public GatewayBooks books() {
        return server.books();
    }

    @Override
    public Notification callback(GatewayBooks.Entry entry) {
        return server.callback(entry.reference());
    }

    @Override
    public void meet(Trouble next) {
        trouble = next;
    }

    @Override
    public boolean isPaidUnseen() {
        return false;
    }

    @Override
    public void close() {
        server.close();
    }

    private void begin() {
        ImmutableList<FakeGatewayServer.Trouble> some = Objects.requireNonNull(TROUBLES.get(trouble));
        server.next(some.get(random.nextInt(some.size())));
    }

    /** The adapter, each of whose calls meets the trouble of the day. */
    private final class Troubled implements PaymentGateway {

        @Override
        public String name() {
            return adapter.name();
        }

        @Override
        public GatewayTraits traits() {
            return adapter.traits();
        }

        /** The servers tell times of a certain day; how long a charge waits, the life says. */
        @Override
        public Charge create(ChargeRequest request) {
            begin();
            return inTime(adapter.create(request));
        }

        private static Charge inTime(Charge charge) {
            return new Charge(charge.payBy(), charge.payable(), charge.reference(), charge.fee(), Optional.empty());
        }

        @Override
        public Optional<GatewayState> ask(Payment attempt) {
            if (trouble != Trouble.LOSES_ANSWERS) {
                begin();
            }
            return adapter.ask(attempt)
                    .map(state ->
                            new GatewayState(state.report(), state.charge().map(Troubled::inTime)));
        }

        @Override
        public void cancel(Payment attempt) {
            begin();
            adapter.cancel(attempt);
        }

        /** What was done once is done again by saying so. */
        @Override
        public void refund(Payment payment, PaymentRefund refund) {
            boolean known = books().find(payment.id().toString()).stream()
                    .flatMap(entry -> entry.refunds().keySet().stream())
                    .anyMatch(key -> key.endsWith("-R" + refund.number()));
            if (!known || trouble != Trouble.REFUSES) {
                begin();
            }
            adapter.refund(payment, refund);
        }

        @Override
        public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
            return adapter.verify(headers, body);
        }
    }
}
