package org.creditconnector.mapping;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.creditconnector.identifier.OrganisationCode;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.creditconnector.identifier.UnifiedSocialCreditCode;
import org.creditconnector.record.Sex;

/**
 * Texts that stand for those of real persons: of the same form, the same for the same original wherever it stands, and never one that
 * is an original itself. No identity number, mobile number or address can be anybody's: no area begins with 99, no mobile number
 * with 100, and example.com belongs to nobody.
 */
final class StandIns {
    private static final String AREA = "990101";
    private static final Pattern MOBILE = Pattern.compile("1[0-9]{10}");
    private static final Pattern HAN = Pattern.compile(".*\\p{IsHan}.*", Pattern.DOTALL);
    private static final int OLD_IDENTITY = 15;
    private static final int LONGEST_NAME = 4;
    private static final int MONTHS = 12;
    private static final int DAYS = 28;
    private static final int MOST_TRIES = 10_000;

    private final Set<String> originals;
    private final int years;
    private final Map<String, String> made = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    private final Map<LocalDate, LocalDate> births = new HashMap<>();
    private int count;

    /**
     * @param originals every text of the rows
     * @param years by how many years all days move
     */
    StandIns(Set<String> originals, int years) {
        this.originals = originals;
        this.years = years;
    }

    /** A day of birth: another day of a year that moved like all others. */
    LocalDate birth(LocalDate day) {
        return births.computeIfAbsent(day, unseen -> {
            int n = births.size() + 1;
            return LocalDate.of(day.getYear() + years, 1 + n % MONTHS, 1 + n % DAYS);
        });
    }

    /** What stands for a key: its form, so that rows still find each other. */
    String key(String original) {
        return made(original, n -> shaped(original, n));
    }

    /** What stands for a text that says something about a person. */
    String text(String original) {
        String bare = original.strip();
        if (ResidentIdentityNumber.birthDate(bare).isPresent()) {
            return made(original, n -> identity(bare, n));
        }
        if (UnifiedSocialCreditCode.check(bare).isValid()) {
            return made(original, StandIns::organisation);
        }
        if (MOBILE.matcher(bare).matches()) {
            return made(original, n -> "1009" + digits(n, 7));
        }
        if (bare.contains("@")) {
            return made(original, n -> "person" + n + "@example.com");
        }
        if (HAN.matcher(bare).matches()) {
            return made(original, n -> (bare.length() <= LONGEST_NAME ? "某" : "某某") + han(n));
        }
        boolean words = bare.chars().noneMatch(Character::isDigit) || bare.matches(".*\\p{L}{3,}.*\\s.*");
        return made(original, n -> words ? "Example " + n : shaped(bare, n));
    }

    private String made(String original, IntFunction<String> maker) {
        String known = made.get(original);
        if (known != null) {
            return known;
        }
        String text = null;
        for (int tries = 0; text == null && tries < MOST_TRIES; tries++) {
            count++;
            String one = maker.apply(count);
            text = originals.contains(one) || !given.add(one) ? null : one;
        }
        if (text == null) {
            throw new IllegalStateException(
                    "no text is left that stands for nobody, after " + MOST_TRIES + " tries; take fewer accounts");
        }
        made.put(original, text);
        return text;
    }

    private String identity(String number, int n) {
        LocalDate birth = birth(ResidentIdentityNumber.birthDate(number).orElseThrow());
        if (number.length() == OLD_IDENTITY) {
            return AREA + birth.format(DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT)) + digits(n, 3);
        }
        boolean man = ResidentIdentityNumber.sex(number).orElseThrow() == Sex.MALE;
        String body = AREA
                + birth.format(DateTimeFormatter.BASIC_ISO_DATE)
                + digits(n % 100, 2)
                + (2 * (n / 100 % 5) + (man ? 1 : 0));
        return body + ResidentIdentityNumber.checkCharacter(body);
    }

    private static String organisation(int n) {
        String code = "MA" + digits(n, 6);
        String body = "91" + AREA + code + OrganisationCode.checkCharacter(code);
        return body + UnifiedSocialCreditCode.checkCharacter(body);
    }

    private static String digits(int n, int length) {
        String digits = String.format(Locale.ROOT, "%0" + length + "d", n);
        return digits.substring(digits.length() - length);
    }

    /** A number in Chinese characters, so that a name stays a name. */
    private static String han(int n) {
        StringBuilder text = new StringBuilder();
        Integer.toString(n).chars().forEach(digit -> text.append("零一二三四五六七八九".charAt(digit - '0')));
        return text.toString();
    }

    /** The original with X for letters, and a number in place of the digits. */
    private static String shaped(String original, int n) {
        StringBuilder text = new StringBuilder(original.length());
        int digits = (int) original.chars().filter(c -> c >= '0' && c <= '9').count();
        String number = Integer.toString(n);
        String filled = digits > number.length() ? "9" + "0".repeat(digits - number.length() - 1) + number : number;
        int at = 0;
        for (char c : original.toCharArray()) {
            if (c >= '0' && c <= '9') {
                at++;
                text.append(at == digits ? filled.substring(at - 1) : filled.substring(at - 1, at));
            } else {
                text.append(Character.isLetter(c) ? Character.isLowerCase(c) ? 'x' : 'X' : c);
            }
        }
        return digits == 0 ? text + number : text.toString();
    }
}
