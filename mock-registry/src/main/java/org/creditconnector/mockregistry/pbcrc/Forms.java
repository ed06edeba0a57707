package org.creditconnector.mockregistry.pbcrc;

import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of values (section 2.5): whether a value has the form that its field asks for. */
final class Forms {
    private static final Pattern NAME = Pattern.compile("(ANC|AN|N|uInt)(\\.\\.)?(\\d+)");
    private static final Pattern FLOAT = Pattern.compile("Float\\((\\d+),(\\d+)\\)");
    /** Currencies of the standard, without its codes for tests and for no currency at all. */
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .filter(code -> !Set.of("XXX", "XTS").contains(code))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);
    private static final Pattern INDUSTRY = Pattern.compile("[A-T][0-9]{4}");
    /** Province, prefecture, county (GB/T 2260). */
    private static final Pattern AREA = Pattern.compile("(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}");

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{1,4}");

    private final Tables tables;
    private final Map<String, Pattern> patterns = new HashMap<>();

    Forms(Tables tables) {
        this.tables = tables;
    }

    /**
     * Whether a value that is not blank has the form.
     *
     * @param accountType chooses the code list where types have lists of their own
     */
    boolean fits(String form, String value, String accountType) {
        if (form.startsWith("=")) {
            return value.equals(form.substring(1));
        }
        if (form.startsWith("[")) {
            return inList(form.substring(1, form.length() - 1), value, accountType);
        }
        return switch (form) {
            case "Date" -> Tagged.day(value) != null;
            case "Month" -> Tagged.day(value + "-01") != null;
            case "Code" -> CODE.matcher(value).matches();
            case "Year" -> value.matches("[0-9]{4}");
            default -> pattern(form).matcher(value).matches();
        };
    }

    private boolean inList(String list, String value, String accountType) {
        return switch (list) {
            case "currency" -> CURRENCIES.contains(value);
            case "country" -> COUNTRIES.contains(value);
            case "area" -> AREA.matcher(value).matches();
            case "enterprise-industry" -> INDUSTRY.matcher(value).matches();
            default -> {
                Set<String> codes = tables.list(list, accountType);
                // A list of types that this type is not in: the segment has no place there, which another rule tells.
                yield codes == null
                        ? Set.of(list.split(" ", -1)).contains(value) || list.matches("status|symbol")
                        : codes.contains(value);
            }
        };
    }

    private Pattern pattern(String form) {
        return patterns.computeIfAbsent(form, Forms::made);
    }

    private static Pattern made(String form) {
        Matcher decimal = FLOAT.matcher(form);
        if (decimal.matches()) {
            return Pattern.compile("[0-9]{1," + decimal.group(1) + "}(\\.[0-9]{1," + decimal.group(2) + "})?");
        }
        Matcher name = NAME.matcher(form);
        if (!name.matches()) {
            throw new IllegalStateException("no form: " + form);
        }
        String length = (name.group(2) == null ? "{" : "{1,") + name.group(3) + "}";
        return switch (name.group(1)) {
            case "N", "uInt" -> Pattern.compile("[0-9]" + length);
            case "AN" -> Pattern.compile("[\\x21-\\x7E]" + length);
            default -> Pattern.compile("(?s)." + length);
        };
    }

    /** Whether a date, a month or a year lies within what the registry takes; true for all other forms. */
    static boolean inRange(String form, String value) {
        return switch (form) {
            case "Date", "Month", "Year" -> value.compareTo("1901") >= 0 && value.compareTo("2100") < 0;
            default -> true;
        };
    }
}
