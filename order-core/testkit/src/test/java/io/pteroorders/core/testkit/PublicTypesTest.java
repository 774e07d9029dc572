package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.reflect.TypeToken;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentFlow;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.ServerFlow;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.payment.UniqueAmounts;
import io.pteroorders.core.provisioning.NewPanelServer;
import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelNode;
import io.pteroorders.core.provisioning.PanelPage;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PanelUser;
import io.pteroorders.core.provisioning.Password;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.provisioning.Reconciliation;
import io.pteroorders.core.provisioning.Room;
import io.pteroorders.core.provisioning.Rooms;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.provisioning.SoldWords;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.service.OrderOperations;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.PaymentService;
import io.pteroorders.core.service.ServerService;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.service.SubscriptionService;
import io.pteroorders.core.service.SubscriptionUpkeep;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsSums;
import io.pteroorders.core.storage.Backups;
import io.pteroorders.core.storage.ClaimChange;
import io.pteroorders.core.storage.ClaimIndex;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.Health;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.LocalShopStorage;
import io.pteroorders.core.storage.LoggedQueue;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.QueueFullException;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.RequestLog;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.UnknownCursorException;
import io.pteroorders.core.subscription.NextStep;
import io.pteroorders.core.subscription.PackageChange;
import io.pteroorders.core.subscription.PaidTerm;
import io.pteroorders.core.subscription.Proration;
import io.pteroorders.core.subscription.QuietHours;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Sold;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionPage;
import io.pteroorders.core.subscription.Subscriptions;
import io.pteroorders.core.subscription.Term;
import io.pteroorders.core.subscription.Timeline;
import io.pteroorders.core.task.Attempt;
import io.pteroorders.core.task.Backoff;
import io.pteroorders.core.task.Compaction;
import io.pteroorders.core.task.Lane;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.task.ScheduleRecord;
import io.pteroorders.core.task.SteadyClock;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskEngine;
import io.pteroorders.core.task.TaskExecutor;
import io.pteroorders.core.task.TaskKey;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskMemory;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.task.TaskResult;
import io.pteroorders.core.task.TaskScheduler;
import io.pteroorders.core.task.TaskSource;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.core.task.TaskWorker;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;

/** The kit makes values of every type that the module gives to others. */
class PublicTypesTest {

    private static final ImmutableSet<Class<?>> KIT = ImmutableSet.of(
            OrderArbitraries.class, CatalogArbitraries.class, ServiceArbitraries.class, ResultArbitraries.class);

    private static final ImmutableMap<Class<?>, String> LEFT_OUT = ImmutableMap.<Class<?>, String>builder()
            .put(Amounts.class, "rules of amounts, which CatalogArbitraries.amounts makes")
            .put(FreeText.class, "rules of texts")
            .put(OrderStatus.class, "jqwik makes any enum")
            .put(PaymentState.class, "jqwik makes any enum")
            .put(PaymentFlow.class, "rules of states")
            .put(PaymentReport.class, "what a gateway says")
            .put(Booking.class, "what a report came to")
            .put(ServerState.class, "jqwik makes any enum")
            .put(ServerFlow.class, "rules of states")
            .put(SuspensionReason.class, "jqwik makes any enum")
            .put(ServerPanel.class, "a port")
            .put(NewPanelServer.class, "what a panel is asked")
            .put(NewPanelUser.class, "what a panel is asked")
            .put(PanelException.class, "says no more than its kind, field and message")
            .put(PanelNode.class, "what a panel says")
            .put(PanelPage.class, "what a panel says")
            .put(PanelServer.class, "what a panel says")
            .put(PanelUser.class, "what a panel says")
            .put(Password.class, "says nothing")
            .put(PowerSignal.class, "jqwik makes any enum")
            .put(PowerState.class, "jqwik makes any enum")
            .put(Provisioning.class, "rules of steps")
            .put(Reconciliation.class, "rules of what differs")
            .put(Room.class, "no value")
            .put(Rooms.class, "a port")
            .put(ServerService.class, "no value")
            .put(SoldWords.class, "rules of words")
            .put(SubscriptionReader.class, "no value")
            .put(SubscriptionService.class, "no value")
            .put(SubscriptionUpkeep.class, "no value")
            .put(PackageChange.class, "what an operation says")
            .put(PackageChange.Kind.class, "jqwik makes any enum")
            .put(Term.class, "a day and two dates")
            .put(PaidTerm.class, "a term and what was sold for it")
            .put(Sold.class, "a package and its price")
            .put(Subscription.class, "what follows from orders")
            .put(Subscription.State.class, "jqwik makes any enum")
            .put(SubscriptionIndex.class, "no value")
            .put(SubscriptionPage.class, "what an index says")
            .put(Standing.class, "what an index says")
            .put(Subscriptions.class, "rules of what follows from orders")
            .put(RenewalRules.class, "what a shop chose")
            .put(QuietHours.class, "what a shop chose")
            .put(Proration.class, "two amounts that follow from terms")
            .put(Timeline.class, "rules of times")
            .put(Timeline.Due.class, "what follows from a subscription")
            .put(NextStep.class, "what follows from a subscription")
            .put(OrderListener.class, "a port")
            .put(OrderStorage.class, "a port")
            .put(OrderWalk.class, "no value")
            .put(OrderOperations.class, "a port")
            .put(OrderService.class, "no value")
            .put(InMemoryOrderStorage.class, "no value")
            .put(StatisticsCollector.class, "no value")
            .put(StatisticsSums.class, "what a collector holds")
            .put(RequestLog.class, "no value")
            .put(RequestLog.Remembered.class, "what a request log holds")
            .put(UnknownCursorException.class, "says no more than an order id")
            .put(ManualPayment.class, "no value")
            .put(PaymentMethod.class, "a port")
            .put(PaymentService.class, "no value")
            .put(PaymentGateway.class, "a port")
            .put(Charge.class, "what a gateway says")
            .put(ChargeRequest.class, "what a gateway is asked")
            .put(GatewayCallback.class, "what a gateway says")
            .put(GatewayException.class, "says no more than its kind and message")
            .put(CallbackRefusedException.class, "says no more than its status and message")
            .put(GatewayState.class, "what a gateway says")
            .put(GatewayTraits.class, "what a gateway says of itself")
            .put(UniqueAmounts.class, "no value")
            .put(Backups.class, "a port")
            .put(Backups.Backup.class, "what a backup says of itself")
            .put(ClaimChange.class, "what differs between two orders")
            .put(ClaimIndex.class, "no value")
            .put(ClaimIndex.Holder.class, "what an index holds")
            .put(DataRefusedException.class, "says no more than its message")
            .put(Health.class, "what a store says of itself")
            .put(InMemoryShopStorage.class, "no value")
            .put(JsonValue.class, "any JSON value, of any part")
            .put(Lease.class, "a port")
            .put(LocalShopStorage.class, "no value")
            .put(LocalShopStorage.Medium.class, "a port")
            .put(LocalShopStorage.Open.class, "a port")
            .put(LocalShopStorage.Queue.class, "a port")
            .put(LocalShopStorage.RecordList.class, "a port")
            .put(LoggedQueue.class, "no value")
            .put(LoggedQueue.Contents.class, "what a queue holds")
            .put(LoggedQueue.Done.class, "what a queue holds")
            .put(LoggedQueue.Log.class, "a port")
            .put(MessageQueue.class, "a port")
            .put(Part.class, "one of 64")
            .put(QueueConsumer.class, "a port")
            .put(QueueFullException.class, "says no more than its name")
            .put(QueuedMessage.class, "what a queue holds")
            .put(Records.class, "a port")
            .put(ShopStorage.class, "a port")
            .put(Attempt.class, "what an engine is given")
            .put(Backoff.class, "no value of an order")
            .put(Compaction.class, "no value of an order")
            .put(Lane.class, "no value")
            .put(Pace.class, "no value of an order")
            .put(ScheduleRecord.class, "what a log of work holds")
            .put(SteadyClock.class, "a clock")
            .put(Task.class, "no value")
            .put(TaskEngine.class, "no value")
            .put(TaskExecutor.class, "a port")
            .put(TaskKey.class, "a port")
            .put(TaskLog.class, "a port")
            .put(TaskMemory.class, "a port")
            .put(TaskProgress.class, "what a log of work holds")
            .put(TaskRecord.class, "a port")
            .put(TaskResult.class, "what an executor says")
            .put(TaskScheduler.class, "no value")
            .put(TaskSource.class, "a port")
            .put(TaskStatus.class, "what an engine says of work")
            .put(TaskWorker.class, "no value")
            .buildOrThrow();

    @Test
    void everyPublicTypeHasAnArbitrary() throws Exception {
        Set<Class<?>> made = madeByTheKit();
        Set<Class<?>> missing = publicTypes()
                .filter(type -> !made.contains(type) && !isPartOf(made, type))
                .filter(type -> !LEFT_OUT.containsKey(type.getNestHost()))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), missing);
    }

    @Test
    void onlyPublicTypesWithoutAnArbitraryAreLeftOut() throws Exception {
        assertEquals(Set.of(), Sets.difference(LEFT_OUT.keySet(), publicTypes().collect(Collectors.toSet())));
        assertEquals(Set.of(), Sets.intersection(LEFT_OUT.keySet(), madeByTheKit()));
    }

    /** A nested type needs no arbitrary of its own if values of the outer one are it or give it. */
    private static boolean isPartOf(Set<Class<?>> made, Class<?> type) {
        return Optional.<Class<?>>ofNullable(type.getDeclaringClass())
                .filter(made::contains)
                .filter(outer -> outer.isAssignableFrom(type)
                        || Arrays.stream(outer.getMethods())
                                .anyMatch(method -> named(method).contains(type)))
                .isPresent();
    }

    private static Set<Class<?>> madeByTheKit() {
        return KIT.stream()
                .flatMap(kit -> Arrays.stream(kit.getMethods()))
                .filter(method -> method.getReturnType() == Arbitrary.class)
                .flatMap(method -> named(method).stream())
                .collect(Collectors.toSet());
    }

    private static Set<Class<?>> named(Method method) {
        return named(method.getGenericReturnType()).collect(Collectors.toSet());
    }

    private static Stream<Class<?>> named(Type type) {
        Stream<Class<?>> self = Stream.of(TypeToken.of(type).getRawType());
        return type instanceof ParameterizedType generic
                ? Stream.concat(
                        self, Arrays.stream(generic.getActualTypeArguments()).flatMap(PublicTypesTest::named))
                : self;
    }

    /** The public types in the packages that the compiled module exports. */
    private static Stream<Class<?>> publicTypes() throws IOException, URISyntaxException {
        Path compiled = Path.of(
                Order.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ModuleReference module =
                ModuleFinder.of(compiled).find("io.pteroorders.core").orElseThrow();
        Set<String> exported = module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        assertTrue(exported.contains(Order.class.getPackageName()));
        try (ModuleReader reader = module.open()) {
            return reader
                    .list()
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .<Class<?>>map(PublicTypesTest::load)
                    .filter(type -> exported.contains(type.getPackageName()) && isPublic(type))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicTypesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && Optional.<Class<?>>ofNullable(type.getDeclaringClass())
                        .map(PublicTypesTest::isPublic)
                        .orElse(!type.isAnonymousClass());
    }
}
