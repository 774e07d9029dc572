package io.pteroorders.bot.privacy;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The pictures that a person sent as proof of a payment. One that somebody else sent too stays theirs. Thread-safe. */
final class ProofPlace implements PersonalPlace {

    private final OrderStorage storage;
    private final PaymentProofs proofs;

    ProofPlace(OrderStorage storage, PaymentProofs proofs) {
        this.storage = storage;
        this.proofs = proofs;
    }

    @Override
    public String name() {
        return PaymentProofs.DIRECTORY;
    }

    @Override
    public Optional<JsonNode> of(Subject subject) {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        subject.pictures().forEach(reference -> proofs.content(reference).ifPresent(content -> all.addObject()
                .put("picture", reference)
                .put("base64", BaseEncoding.base64().encode(content))));
        return Optional.<JsonNode>of(all).filter(any -> !all.isEmpty());
    }

    @Override
    public void erase(Subject subject, PersonId pseudonym) {
        Set<String> theirs = new HashSet<>(subject.pictures());
        if (!theirs.isEmpty()) {
            theirs.removeAll(picturesOfOrders());
        }
        theirs.forEach(proofs::delete);
    }

    /** Whoever was erased has none any more. */
    private ImmutableSet<String> picturesOfOrders() {
        ImmutableSet.Builder<String> pictures = ImmutableSet.builder();
        Token place = Token.START;
        boolean more = true;
        while (more) {
            ChangePage page = storage.changes(place, OrderQuery.MAX_LIMIT);
            page.changes().stream()
                    .flatMap(change -> change.order().stream())
                    .map(Order::paymentProof)
                    .flatMap(Optional::stream)
                    .forEach(pictures::add);
            place = page.next();
            more = page.more();
        }
        return pictures.build();
    }
}
