package org.creditconnector.mapping;

import java.time.LocalDate;

/**
 * What is the same for every record of a run.
 *
 * @param lenderCode code of the lender that answers for the report
 * @param source name of the configured source
 * @param asOf the date the content is true for, at its end; see {@link SourceMapping#asOf}
 * @param businessDate business date of the night
 * @param keyPrefix stands before every account key; empty where one source is all there is. A registry knows one account by one
 *     key, so two systems of a lender that number their accounts alike need different prefixes
 */
public record MappingRun(String lenderCode, String source, LocalDate asOf, LocalDate businessDate, String keyPrefix) {}
