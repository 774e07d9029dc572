package io.pteroorders.bot.edit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A package as somebody typed it into a form, right or wrong. Immutable and thread-safe.
 *
 * @param values by {@link #FIELDS}
 * @param forSale whether it can be ordered
 */
public record TypedPackage(ImmutableMap<String, String> values, boolean forSale) {

    private static final String PRICE = "price";
    private static final String TYPE = "type";

    /** What a form has, beside whether it is for sale. */
    public static final ImmutableList<String> FIELDS =
            ImmutableList.of(TYPE, "name", PRICE, "ram", "cpu", "storage", "bandwidth", "emoji");

    /** Nothing typed yet. */
    public static final TypedPackage EMPTY = new TypedPackage(ImmutableMap.of(), true);

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,8})?");

    /** A package as a form shows it. */
    public static TypedPackage of(ObjectNode entry) {
        return new TypedPackage(
                FIELDS.stream().collect(ImmutableMap.toImmutableMap(name -> name, name -> text(entry.path(name)))),
                entry.path("forSale").asBoolean(false));
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.stringValue("");
    }

    /** What was typed into a field. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** The package in a catalogue's text with what was typed; what the form does not have stays as it is there. */
    public ObjectNode on(String text) {
        ObjectNode entry = CatalogText.find(text, value(TYPE))
                .orElseGet(() -> JsonMapper.shared().createObjectNode());
        for (String field : FIELDS) {
            String typed = value(field);
            if (field.equals(PRICE) && NUMBER.matcher(typed).matches()) {
                entry.put(field, new BigDecimal(typed));
            } else {
                entry.put(field, typed);
            }
        }
        return entry.put("forSale", forSale);
    }

    /** Whether a catalogue's text says just that already. */
    public boolean isOn(String text) {
        return CatalogText.find(text, value(TYPE))
                .filter(there -> TypedPackage.of(there).equals(this))
                .isPresent();
    }
}
