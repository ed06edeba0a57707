package org.creditconnector.mockregistry.baihang;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each field of a record must look like, as the agency is told to want it. */
final class RecordForms {
    private static final String PERSON = "reqID! opCode!A|M uploadTs!time name!text pid!pid mobile!mobile ";
    private static final String TERMS = "originalLoanId?text guaranteeType?1|2|3|4|5|6"
            + " loanPurpose?1|2|3|4|5|6|7|8|9|10|11|12|13|99 applyDate?time accountOpenDate!time issueDate!time dueDate!date"
            + " loanAmount!amount totalTerm!count targetRepayDateType!1|2 termPeriod!count targetRepayDateList?list"
            + " firstRepaymentDate!date gracePeriod?count";
    private static final String INSTALMENT = "termNo!count termStatus!normal|overdue targetRepaymentDate!date"
            + " realRepaymentDate?time plannedPayment!amount targetRepayment!amount realRepayment!amount overdueStatus?late"
            + " statusConfirmAt!time overdueAmount!amount remainingAmount!amount loanStatus!1|2|3|4";

    private static final Map<String, String> FORMS = Map.of(
            "C1",
                    PERSON + "queryReason!1|2|3|4|5|6 guaranteeType!1|2|3|4|5|6"
                            + " loanPurpose!1|2|3|4|5|6|7|8|9|10|11|12|13|99 customType!1|2|3|4|99 applyAmount!amount",
            "D2", PERSON + "loanId!text " + TERMS,
            "D3", PERSON + "loanId!text " + INSTALMENT,
            "X2",
                    PERSON
                            + "creditAccntId!text guaranteeType?1|2|3|4|5|6 applyDate?time accountOpenDate!time dueDate?date"
                            + " creditLimit!amount accountStatus!1|2|3 changeDate?time",
            "CL1", PERSON + "loanId!text creditAccntId!text " + TERMS,
            "CL2", PERSON + "loanId!text creditAccntId!text " + INSTALMENT);

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private RecordForms() {}

    /** Kinds whose records it can read. */
    static boolean knows(String kind) {
        return FORMS.containsKey(kind);
    }

    /** The first thing that is wrong with a record by itself. */
    static Optional<Refusal> refusal(String kind, JsonNode record) {
        for (Map.Entry<String, String> field : fields(kind).entrySet()) {
            String tag = field.getKey();
            String form = field.getValue();
            JsonNode value = record.path(tag);
            boolean absent =
                    value.isMissingNode() || value.isNull() || value.asText().isEmpty();
            if (absent) {
                if (form.startsWith("!")) {
                    return Optional.of(new Refusal("BH11", tag, tag + " is missing"));
                }
                continue;
            }
            Optional<Refusal> wrong = wrong(tag, form.substring(1), value);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return kind.equals("D3") || kind.equals("CL2")
                ? contradiction(record)
                : kind.equals("D2") || kind.equals("CL1") ? otherSchedule(record) : Optional.empty();
    }

    private static Map<String, String> fields(String kind) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String one : FORMS.getOrDefault(kind, "").split(" ", -1)) {
            int mark = one.indexOf('!') < 0 ? one.indexOf('?') : one.indexOf('!');
            fields.put(one.substring(0, mark), one.substring(mark));
        }
        return fields;
    }

    private static Optional<Refusal> wrong(String tag, String form, JsonNode value) {
        String text = value.asText();
        boolean right = switch (form) {
            case "" -> text.matches("[A-Za-z0-9]{1,40}");
            case "text" -> text.length() <= 200;
            case "pid" -> isPerson(text);
            case "mobile" -> text.matches("1[0-9]{10}");
            case "late" -> text.matches("D[1-9][0-9]*");
            case "count" -> value.isInt();
            case "amount" -> isAmount(value);
            case "date" -> isDates(List.of(text));
            case "list" -> isDates(Arrays.asList(text.split(",", -1)));
            case "time" -> isTime(text);
            default -> Arrays.asList(form.split("\\|", -1)).contains(text);
        };
        boolean list = form.contains("|");
        return right ? Optional.empty() : Optional.of(new Refusal(list ? "BH13" : "BH12", tag, tag + " is wrong"));
    }

    private static boolean isAmount(JsonNode value) {
        return value.isNumber()
                && value.decimalValue().signum() >= 0
                && value.decimalValue().stripTrailingZeros().scale() <= 2;
    }

    private static boolean isDates(List<String> dates) {
        try {
            dates.forEach(LocalDate::parse);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            return text.length() == "yyyy-MM-ddTHH:mm:ss".length()
                    && LocalDateTime.parse(text).getYear() >= 1901;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isPerson(String number) {
        if (!number.matches("[0-9]{17}[0-9X]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % 11) == number.charAt(17);
    }

    private static Optional<Refusal> contradiction(JsonNode record) {
        boolean late = !record.path("overdueStatus").asText().isEmpty();
        if (late != record.path("termStatus").asText().equals("overdue")) {
            return contradiction("termStatus", "termStatus and overdueStatus contradict each other");
        }
        boolean paid = amount(record, "realRepayment").signum() > 0;
        if (paid && record.path("realRepaymentDate").asText("").isEmpty()) {
            return contradiction("realRepaymentDate", "something was paid on no day");
        }
        if (amount(record, "targetRepayment").compareTo(amount(record, "plannedPayment")) > 0) {
            return contradiction("targetRepayment", "more is still to pay than was planned");
        }
        String status = record.path("loanStatus").asText();
        boolean overdue = amount(record, "overdueAmount").signum() > 0;
        if ((late && !overdue) || (overdue && status.equals("1")) || (!overdue && status.equals("2"))) {
            return contradiction("loanStatus", "loanStatus and what is overdue contradict each other");
        }
        String confirmed = record.path("statusConfirmAt").asText();
        return confirmed.compareTo(record.path("uploadTs").asText()) > 0
                ? contradiction("statusConfirmAt", "it was confirmed after it was uploaded")
                : Optional.empty();
    }

    private static Optional<Refusal> otherSchedule(JsonNode record) {
        List<String> dates =
                Arrays.asList(record.path("targetRepayDateList").asText("").split(",", -1));
        boolean listed = record.path("targetRepayDateType").asText().equals("2");
        if (listed != (record.path("termPeriod").asInt() == -1)) {
            return contradiction("termPeriod", "termPeriod is -1 for listed dates, and only for them");
        }
        return listed
                        && (dates.size() != record.path("totalTerm").asInt()
                                || !dates.get(0)
                                        .equals(record.path("firstRepaymentDate")
                                                .asText()))
                ? contradiction(
                        "targetRepayDateList", "the listed dates are others than totalTerm and firstRepaymentDate say")
                : Optional.empty();
    }

    private static Optional<Refusal> contradiction(String tag, String sentence) {
        return Optional.of(new Refusal("BH14", tag, sentence));
    }

    private static BigDecimal amount(JsonNode record, String tag) {
        return record.path(tag).decimalValue();
    }
}
