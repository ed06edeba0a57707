package org.creditconnector.command;

final class DemoCommand {
    private DemoCommand() {}

    /** The demo's configuration. */
    static String configuration(DemoLender lender, String url) {
        return """
                # The demo's configuration, written by the command demo. The registry ran only as long as the demo.
                lender:
                  code: DEMO-LENDER
                  name: Demo lender
                  time-zone: Asia/Shanghai

                sources:
                  fineract:
                    mapping: fineract
                    url: "%s"
                    user: sa
                  uci-credit-card:
                    mapping: uci-credit-card
                    files:
                      accounts:
                        path: "%s"

                targets:
                  registry:
                    profile: registry-api
                    url: %s
                    feedback-wait: 60s
                """.formatted(lender.fineractUrl(), lender.cardFile(), url);
    }
}
