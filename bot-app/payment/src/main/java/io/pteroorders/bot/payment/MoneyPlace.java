package io.pteroorders.bot.payment;

import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The words that came with money of a person's orders, or name them. Thread-safe. */
public final class MoneyPlace implements PersonalPlace {

    private final MoneyRows rows;

    MoneyPlace(MoneyRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return MoneyRows.RECORDS;
    }

    private static boolean isOf(MoneyRow row, Subject subject) {
        return row.order().filter(subject.orders()::contains).isPresent()
                || subject.isNamedIn(row.text())
                || subject.isNamedIn(row.by())
                || row.closedBy().filter(subject::isNamedIn).isPresent();
    }

    @Override
    public Optional<JsonNode> of(Subject subject) {
        List<MoneyRow> found =
                rows.all().stream().filter(row -> isOf(row, subject)).toList();
        ArrayNode all = JsonMapper.shared().createArrayNode();
        found.forEach(row -> all.addObject()
                .put("at", row.at().toString())
                .put("amount", row.amount().map(Object::toString).orElse(""))
                .put("text", row.text()));
        return Optional.<JsonNode>of(all).filter(any -> !found.isEmpty());
    }

    @Override
    public void erase(Subject subject, PersonId pseudonym) {
        UnaryOperator<String> by = who -> subject.isNamedIn(who) ? pseudonym.text() : who;
        rows.unsay(row -> isOf(row, subject), by);
    }

    /** Drops the words of money that came before a time and whose owner is known. */
    public void forgetBefore(Instant time) {
        boolean any = rows.all().stream().anyMatch(row -> isOld(row, time));
        if (any) {
            rows.unsay(row -> isOld(row, time), UnaryOperator.identity());
        }
    }

    private static boolean isOld(MoneyRow row, Instant time) {
        return !row.isUnmatched() && !row.text().isEmpty() && row.at().isBefore(time);
    }
}
