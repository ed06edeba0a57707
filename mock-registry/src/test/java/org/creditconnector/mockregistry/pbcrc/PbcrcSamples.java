package org.creditconnector.mockregistry.pbcrc;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Records and files written by hand: a loan of 12 000 yuan paid out on 15 March 2024. */
public final class PbcrcSamples {
    /** A provider. */
    public static final String PROVIDER = "Z99999999H0001";

    static final String ACCOUNT = PROVIDER + "LN0000000001";

    private PbcrcSamples() {}

    public static String record(String date, String point, String more) {
        return "<Document><InAcctInf><AcctBsSgmt><InfRecType>210</InfRecType><AcctType>D1</AcctType><AcctCode>"
                + ACCOUNT
                + "</AcctCode><RptDate>" + date + "</RptDate><RptDateCode>" + point
                + "</RptDateCode><Name>TEST PERSON</Name><IDType>10</IDType><IDNum>110101190101010011</IDNum><MngmtOrgCode>"
                + PROVIDER + "</MngmtOrgCode></AcctBsSgmt>" + more + "</InAcctInf></Document>";
    }

    public static String month(String month, String settled, String symbol, String overdue, String status) {
        return "<AcctMthlyBlgInfSgmt><Month>" + month + "</Month><SettDate>" + settled + "</SettDate><AcctStatus>"
                + status
                + "</AcctStatus><AcctBal>11055</AcctBal><RemRepPrd>11</RemRepPrd><FiveCate>1</FiveCate>"
                + "<FiveCateAdjDate>2024-03-15</FiveCateAdjDate><RpyStatus>" + symbol + "</RpyStatus><OverdPrd>"
                + (overdue.equals("0") ? "0" : "1") + "</OverdPrd><TotOverd>" + overdue
                + "</TotOverd><OverdPrinc>0</OverdPrinc><Oved31_60Princ>0</Oved31_60Princ><Oved61_90Princ>0</Oved61_90Princ>"
                + "<Oved91_180Princ>0</Oved91_180Princ><OvedPrinc180>0</OvedPrinc180><CurRpyAmt>1050</CurRpyAmt>"
                + "<ActRpyAmt>1050</ActRpyAmt><LatRpyDate>2024-03-15</LatRpyDate><CloseDate></CloseDate></AcctMthlyBlgInfSgmt>";
    }

    public static String terms() {
        return "<AcctBsInfSgmt><BusiLines>1</BusiLines><BusiDtlLines>91</BusiDtlLines><OpenDate>2024-03-15</OpenDate><Cy>CNY</Cy>"
                + "<LoanAmt>12000</LoanAmt><Flag>0</Flag><DueDate>2025-03-15</DueDate><RepayMode>11</RepayMode>"
                + "<RepayFreqcy>03</RepayFreqcy><RepayPrd>12</RepayPrd><ApplyBusiDist>110101</ApplyBusiDist><GuarMode>4</GuarMode>"
                + "<OthRepyGuarWay>0</OthRepyGuarWay><AssetTrandFlag>0</AssetTrandFlag><FundSou>1</FundSou><LoanForm>1</LoanForm>"
                + "</AcctBsInfSgmt>";
    }

    public static String opening() {
        return record(
                "2024-03-15",
                "10",
                terms()
                        + month("2024-03", "2024-03-15", "*", "0", "1")
                                .replace("<CurRpyAmt>1050", "<CurRpyAmt>0")
                                .replace("<ActRpyAmt>1050", "<ActRpyAmt>0")
                                .replace("<AcctBal>11055", "<AcctBal>12000")
                                .replace("<RemRepPrd>11", "<RemRepPrd>12"));
    }

    public static PbcrcFile file(int serial, String type, String... lines) {
        String head = "A050" + type + "2.0.0  " + PROVIDER + "20240902010000" + "0"
                + String.format(Locale.ROOT, "%07d", lines.length);
        return new PbcrcFile(
                PROVIDER + "20240902" + type + "0" + String.format(Locale.ROOT, "%03d", serial) + "0.txt",
                (head + "\r\n" + String.join("\r\n", lines)).getBytes(StandardCharsets.UTF_8));
    }
}
