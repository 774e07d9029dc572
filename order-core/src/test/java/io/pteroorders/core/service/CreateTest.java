package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.storage.OrderQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTest extends ServiceTest {

    private static final ImmutableList<String> FOR_SALE =
            ImmutableList.of("bronze", "silver", "gold", "platinum", "diamond");

    private static CreateOrder request(String packageType, Optional<Integer> months, String note, String username) {
        return new CreateOrder(
                Samples.budi(),
                Optional.of(packageType),
                months,
                note,
                Optional.of(username).filter(name -> !name.isEmpty()),
                NO_REQUEST);
    }

    private static Violation unknownPackage(Optional<String> rejected) {
        return new Violation(Violation.Code.UNKNOWN_PACKAGE, "packageType", rejected, FOR_SALE, Optional.empty());
    }

    private static Violation badDuration(Optional<String> rejected) {
        return new Violation(
                Violation.Code.INVALID_DURATION,
                "durationMonths",
                rejected,
                ImmutableList.of(),
                Optional.of(new Violation.Range(1, 12)));
    }

    private List<Violation> violations(CreateOrder request) {
        Refusal refusal = refused(() -> service.create(BUDI, request));
        return ((Refusal.InvalidInput) refusal).violations();
    }

    @Test
    void anOrderIsPendingAndCostsPriceTimesDuration() {
        Order order =
                service.create(BUDI, new CreateOrder(Samples.budi(), "Gold", 3)).get();
        Order stored = stored(order.id());
        assertEquals(OrderStatus.PENDING, stored.status());
        assertEquals(Samples.rupiah(255_000), stored.totalAmount());
        assertEquals("GOLD", stored.item().packageName());
        assertEquals(now.get(), stored.createdAt());
        assertEquals(
                List.of(new StatusChange(OrderStatus.PENDING, now.get(), BUDI.text(), "Order created")),
                stored.statusHistory());
        assertEquals(stored.asSeenByCustomer(), order);
    }

    @Test
    void aNoteAndAUserNameComeWithTheOrder() {
        Order order = service.create(BUDI, request("bronze", Optional.of(1), "by Friday\nplease", "budi.panel"))
                .get();
        Notes.Note note = order.notes().last().orElseThrow();
        assertEquals(new Notes.Note(Optional.of(now.get()), Optional.of(BUDI.text()), "by Friday please"), note);
        assertEquals(Optional.of("budi.panel"), order.username());
    }

    @Test
    void theShopsNoteOnAnOrderItMadeDoesNotNameTheAdminToTheCustomer() {
        Order order = service.create(ADMIN, request("bronze", Optional.of(1), "by phone", ""))
                .get();
        assertEquals(ADMIN.text(), order.notes().last().orElseThrow().author().orElseThrow());
        Notes.Note seen = service.get(BUDI, order.id()).get().notes().last().orElseThrow();
        assertEquals(Optional.of(StatusChange.SYSTEM), seen.author());
        assertEquals("by phone", seen.text());
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        String note = "x".repeat(501);
        assertEquals(
                List.of(
                        unknownPackage(Optional.of("wood")),
                        badDuration(Optional.of("13")),
                        Violation.of(Violation.Code.NOTE_TOO_LONG, "note", note, new Violation.Range(1, 500)),
                        Violation.of(Violation.Code.INVALID_USERNAME, "username", "No Name", null)),
                violations(request("wood", Optional.of(13), note, "No Name")));
    }

    @Test
    void whatWasNotNamedIsRefused() {
        CreateOrder nothing =
                new CreateOrder(Samples.budi(), Optional.empty(), Optional.empty(), "", Optional.empty(), NO_REQUEST);
        assertEquals(List.of(unknownPackage(Optional.empty()), badDuration(Optional.empty())), violations(nothing));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 13, Integer.MAX_VALUE})
    void aDurationOutOfRangeIsRefused(int months) {
        assertEquals(
                List.of(badDuration(Optional.of(Integer.toString(months)))),
                violations(request("bronze", Optional.of(months), "", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "wood", "bronze ", "../bronze", "brоnze", "ｂronze", "BRONZE\u200b", "bronze\n"})
    void anUnknownPackageIsRefusedWithThoseForSale(String packageType) {
        List<Violation> violations = violations(request(packageType, Optional.of(1), "", ""));
        assertEquals(1, violations.size());
        assertEquals(FOR_SALE, violations.get(0).allowed());
    }

    @Test
    void aPackageNoLongerForSaleIsNotOrderedButFoundInOldOrders() {
        PackageInfo gold = PackageCatalog.PACKAGE_CATALOG.find(PackageType.GOLD).orElseThrow();
        PackageInfo ended =
                new PackageInfo(PackageType.BRONZE, "BRONZE", gold.specifications(), gold.pricePerMonth(), "", false);
        Order old = given(OrderStatus.COMPLETED);
        PackageCatalog changed = PackageCatalog.of(List.of(ended, gold));
        OrderService later = builder().catalog(changed).build();
        assertSame(changed, later.catalog());
        Violation violation = new Violation(
                Violation.Code.UNKNOWN_PACKAGE,
                "packageType",
                Optional.of("bronze"),
                ImmutableList.of("gold"),
                Optional.empty());
        assertEquals(
                new Refusal.InvalidInput(ImmutableList.of(violation)),
                refused(() -> later.create(BUDI, new CreateOrder(Samples.budi(), "bronze", 1))));
        assertEquals(old, later.get(ADMIN, old.id()).get());
    }

    @Test
    void aCustomerHasAtMostSoManyPendingOrders() {
        OrderService two = builder().maxPendingOrders(2).build();
        CreateOrder request = new CreateOrder(Samples.budi(), "bronze", 1);
        OrderId first = two.create(BUDI, request).get().id();
        now.set(now.get().plusSeconds(1));
        OrderId second = two.create(BUDI, request).get().id();
        Refusal full = new Refusal.TooManyPending(2, ImmutableList.of(first, second));
        assertEquals(full, refused(() -> two.create(BUDI, request)));
        assertTrue(
                two.create(SITI, new CreateOrder(Samples.siti(), "bronze", 1)).isDone());
        two.cancel(BUDI, move(first));
        assertTrue(two.create(BUDI, request).isDone());
    }

    @Test
    void theSameAgainWithinThePauseIsASlipUnlessItIsMeant() {
        OrderService careful = builder().slipPause(Duration.ofMinutes(2)).build();
        CreateOrder request = new CreateOrder(Samples.budi(), "bronze", 1);
        OrderId first = careful.create(BUDI, request).get().id();
        now.set(now.get().plusSeconds(119));
        assertEquals(new Refusal.OrderedJustNow(first), refused(() -> careful.create(BUDI, request)));
        assertTrue(careful.createAgain(BUDI, request).isDone());
        now.set(now.get().plusSeconds(120));
        assertTrue(careful.create(BUDI, request).isDone());
    }

    @Test
    void anotherPackageDurationOrCustomerIsNoSlip() {
        OrderService careful = builder().slipPause(Duration.ofMinutes(2)).build();
        careful.create(BUDI, new CreateOrder(Samples.budi(), "bronze", 1));
        assertTrue(
                careful.create(BUDI, new CreateOrder(Samples.budi(), "gold", 1)).isDone());
        assertTrue(careful.create(BUDI, new CreateOrder(Samples.budi(), "bronze", 2))
                .isDone());
        assertTrue(careful.create(SITI, new CreateOrder(Samples.siti(), "bronze", 1))
                .isDone());
    }

    @Test
    void withoutAPauseNothingIsASlipNotEvenWhenTheClockIsPutBack() {
        CreateOrder request = new CreateOrder(Samples.budi(), "bronze", 1);
        service.create(BUDI, request);
        assertTrue(service.create(BUDI, request).isDone());
        now.set(now.get().minusSeconds(86_400));
        assertTrue(service.create(BUDI, request).isDone());
    }

    @Test
    void theSameAgainAfterPayingOrCancellingIsNoSlip() {
        OrderService careful = builder().slipPause(Duration.ofMinutes(2)).build();
        CreateOrder request = new CreateOrder(Samples.budi(), "bronze", 1);
        careful.cancel(BUDI, move(careful.create(BUDI, request).get().id()));
        careful.confirm(ADMIN, move(careful.create(BUDI, request).get().id()));
        assertTrue(careful.create(BUDI, request).isDone());
    }

    @Test
    void theSameRequestAgainIsNoSlipButTheOrderThatItMade() {
        OrderService careful = builder().slipPause(Duration.ofMinutes(2)).build();
        CreateOrder request =
                new CreateOrder(Samples.budi(), Optional.of("bronze"), Optional.of(1), "", Optional.empty(), ONCE);
        assertEquals(careful.create(BUDI, request), careful.create(BUDI, request));
    }

    @Test
    void aCapOfNoneIsNoCap() {
        assertThrows(IllegalArgumentException.class, () -> builder().maxPendingOrders(0));
    }

    @Test
    void aTakenIdIsDrawnAgain() {
        int[] draws = {0};
        RandomGenerator stuck = () -> draws[0]++ < 20 ? 0 : -1;
        OrderService unlucky = OrderService.builder(storage, clock, stuck).build();
        CreateOrder request = new CreateOrder(Samples.budi(), "bronze", 1);
        OrderId first = unlucky.create(BUDI, request).get().id();
        OrderId second = unlucky.create(BUDI, request).get().id();
        assertEquals(2, storage.count(OrderQuery.newestFirst().build()));
        assertTrue(!first.equals(second));
    }

    @Test
    void tenTakenIdsInARowAreABug() {
        int[] draws = {0};
        RandomGenerator stuck = () -> {
            draws[0]++;
            return 0;
        };
        OrderService unlucky = OrderService.builder(storage, clock, stuck).build();
        CreateOrder request = new CreateOrder(Samples.budi(), "bronze", 1);
        unlucky.create(BUDI, request);
        assertThrows(IllegalStateException.class, () -> unlucky.create(BUDI, request));
        assertEquals(10 + 10 * 10, draws[0]);
    }
}
