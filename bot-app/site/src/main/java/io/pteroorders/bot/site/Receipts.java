package io.pteroorders.bot.site;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Receipt;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.StatusChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/** Receipts as PDF, with letters of every script that the font has. Nothing is fetched for them. Thread-safe. */
final class Receipts {

    private static final String FONT = "DejaVu Sans";

    /** What may stand in XML; halves of letters stand in pairs. */
    private static final CharMatcher XML = CharMatcher.inRange(' ', '\uFFFD').or(CharMatcher.anyOf("\t\n\r"));

    private final Pages pages;
    private final String store;

    /** Receipts of a shop. */
    Receipts(Pages pages, String store) {
        this.pages = pages;
        this.store = store;
    }

    /** Whether there is one. */
    static boolean isFor(Order order) {
        return order.wasPaid();
    }

    /** The receipt of an order that was paid. */
    byte[] of(Order order, Speech speech) {
        byte[] html = pages.bare("receipt", ImmutableMap.of("receipt", receipt(order, speech), "speech", speech));
        XRLog.setLoggingEnabled(false);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFont(() -> Receipts.class.getResourceAsStream("font/DejaVuSans.ttf"), FONT)
                    .useUriResolver((base, uri) -> null)
                    .withHtmlContent(XML.retainFrom(new String(html, StandardCharsets.UTF_8)), null)
                    .withProducer(store)
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return pdf.toByteArray();
    }

    private Receipt receipt(Order order, Speech speech) {
        Optional<Payment> paid = order.payments().paid();
        Money amount = paid.map(Payment::amountPaid).orElse(order.totalAmount());
        ImmutableList.Builder<Fact> facts = ImmutableList.<Fact>builder()
                .add(new Fact(
                        speech.word("receipt.paid"),
                        speech.time(paid.flatMap(Payment::paidAt).orElseGet(() -> confirmed(order)))))
                .add(new Fact(speech.word("order.customer"), order.customer().displayName()))
                .add(new Fact(
                        speech.word("order.package"),
                        order.item().packageName() + " · "
                                + speech.months(order.item().durationMonths())));
        paid.ifPresent(payment -> facts.add(new Fact(speech.word("receipt.method"), payment.method())));
        return new Receipt(order.id().toString(), store, speech.money(amount), facts.build());
    }

    /** Of money that nobody counted, a confirmation says that it was there. */
    private static Instant confirmed(Order order) {
        return order.statusHistory().stream()
                .filter(change -> change.status() == OrderStatus.CONFIRMED)
                .map(StatusChange::timestamp)
                .findFirst()
                .orElseGet(order::createdAt);
    }
}
